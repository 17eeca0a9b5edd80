// @ts-check
// npm run shots [-- DIR] [--only=WORD]…: pictures of every screen and every state, from the real program, light and dark, with a page that shows them
// side by side. DIR is test-results/shots without another word; --only takes the places whose name holds the word; --readme takes those that the
// README shows, and puts them there. What cannot be reached fails.
import { copyFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ensurePackages } from './packages.mjs'
import { inProject } from './places.mjs'
import { whereCalled } from './run.mjs'
import { playwright } from './runners.mjs'
import { say, script, SetupProblem } from './say.mjs'
import { preparations } from './test-steps.mjs'

/** The pictures of the README, and the places they show. */
const README = {
  'claims-light': 'claims-panel-light',
  'eligibility-light': 'eligibility-light',
  'charges-light': 'charges-row-light',
  'remittance-dark': 'remits-rehearsal-dark',
  'denials-light': 'denials-light',
  'appeal-light': 'appeals-letter-light',
  'today-dark': 'today-dark',
  'activity-light': 'setup-activity-light',
  'consent-light': 'patients-consented-light',
}

await script(async () => {
  const words = process.argv.slice(2)
  const unknown = words.find((word) => word.startsWith('--') && word !== '--readme' && !word.startsWith('--only='))
  const folders = words.filter((word) => !word.startsWith('--'))
  if (unknown !== undefined || folders.length > 1) throw new SetupProblem('Say where, and which: npm run shots -- DIR --only=claims')
  const only = words.filter((word) => word.startsWith('--only=')).map((word) => word.slice('--only='.length))
  const isForReadme = words.includes('--readme')
  if (isForReadme) only.push(...Object.values(README).map((name) => `=${name.replace(/-(light|dark)$/, '')}`))
  const folder = folders[0] === undefined ? inProject('test-results', 'shots') : resolve(whereCalled('shots'), folders[0])
  await ensurePackages()
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, PARITY_SHOTS: folder, PARITY_SHOTS_ONLY: only.join(' ') }
  for (const { run } of preparations) Object.assign(env, await run())
  say(`Taking pictures; they go to ${folder} …`)
  const { passed, failed } = await playwright('test/shots/playwright.config.ts', 'shots.json', env, [])
  if (isForReadme && failed === 0) {
    for (const [to, from] of Object.entries(README))
      await copyFile(join(folder, `${from}.png`), inProject('resources', 'pictures', `${to}.png`))
    say(`The README shows ${Object.keys(README).length} of them now.`)
  }
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  return failed > 0 ? 1 : 0
})
