// @ts-check
// npm run fuzz [FILES [FIRST]]: damages a million X12 files, or so many, and reads each; then files of bad shapes of 1 to 16 MB. What fails is
// told with its number and its smallest part; "npm run fuzz -- 1 NUMBER" reads that one again.
import { ensurePackages } from './packages.mjs'
import { inProject } from './places.mjs'
import { hand } from './run.mjs'
import { script, SetupProblem } from './say.mjs'

await script(async () => {
  const [count = '1000000', first = '1'] = process.argv.slice(2)
  if (![count, first].every((word) => /^\d+$/.test(word)))
    throw new SetupProblem('Say how many files, and the number of the first: npm run fuzz -- 50000 1')
  await ensurePackages()
  const words = ['run', '-c', 'test/vitest.config.ts', '--project', 'engine', '--reporter', 'default', 'test/fuzz']
  return hand(process.execPath, [inProject('node_modules', 'vitest', 'vitest.mjs'), ...words], {
    env: { ...process.env, PARITY_FUZZ: count, PARITY_FUZZ_FIRST: first, PARITY_FUZZ_MB: '16' },
  })
})
