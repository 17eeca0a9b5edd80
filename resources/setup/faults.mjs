// @ts-check
// npm run faults [-- NAME…] [--release] [--seed=N]: breaks things on purpose. NAME is KL-1, PC-2 … or a word of a title; --release runs the numbers of a
// release instead of those of every test run.
import { faultsPreparation } from './test-steps.mjs'
import { ensurePackages } from './packages.mjs'
import { runFaults } from './faults-run.mjs'
import { script, SetupProblem } from './say.mjs'

await script(async () => {
  const words = process.argv.slice(2)
  const names = words.filter((word) => !word.startsWith('--'))
  const seed = words.find((word) => word.startsWith('--seed='))?.slice('--seed='.length)
  const unknown = words.find((word) => word.startsWith('--') && word !== '--release' && !word.startsWith('--seed='))
  if (unknown || (seed !== undefined && !/^\d+$/.test(seed)))
    throw new SetupProblem('Say which, and how much: npm run faults -- KL-1 PC-1 --release --seed=7')
  await ensurePackages()
  const { passed, failed, skipped } = await runFaults(
    {
      ...process.env,
      ...(await faultsPreparation()),
      ...(words.includes('--release') && { PARITY_FAULTS: 'release' }),
      ...(seed !== undefined && { PARITY_FAULTS_SEED: seed }),
    },
    names,
  )
  process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`)
  return failed > 0 ? 1 : 0
})
