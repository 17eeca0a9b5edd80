// @ts-check
// npm run shots [-- DIR] [--only=WORD]…: pictures of every screen and every state, from the real program, light and dark, with a page that shows them
// side by side. DIR is test-results/shots without another word; --only takes the places whose name holds the word. What cannot be reached fails.
import { resolve } from 'node:path'
import { ensurePackages } from './packages.mjs'
import { inProject } from './places.mjs'
import { whereCalled } from './run.mjs'
import { playwright } from './runners.mjs'
import { say, script, SetupProblem } from './say.mjs'
import { preparations } from './test-steps.mjs'

await script(async () => {
  const words = process.argv.slice(2)
  const unknown = words.find((word) => word.startsWith('--') && !word.startsWith('--only='))
  const folders = words.filter((word) => !word.startsWith('--'))
  if (unknown !== undefined || folders.length > 1) throw new SetupProblem('Say where, and which: npm run shots -- DIR --only=claims')
  const only = words.filter((word) => word.startsWith('--only=')).map((word) => word.slice('--only='.length))
  const folder = folders[0] === undefined ? inProject('test-results', 'shots') : resolve(whereCalled('shots'), folders[0])
  await ensurePackages()
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, PARITY_SHOTS: folder, PARITY_SHOTS_ONLY: only.join(' ') }
  for (const { run } of preparations) Object.assign(env, await run())
  say(`Taking pictures; they go to ${folder} …`)
  const { passed, failed } = await playwright('test/shots/playwright.config.ts', 'shots.json', env, [])
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  return failed > 0 ? 1 : 0
})
