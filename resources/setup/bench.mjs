// @ts-check
// npm run bench: how fast X12 is read, checked and written, beside what npm has and a floor written by hand. Ratios of one run, no absolute goals.
import { bundle } from './bundle.mjs'
import { ensurePackages } from './packages.mjs'
import { inProject } from './places.mjs'
import { hand } from './run.mjs'
import { say, script } from './say.mjs'

await script(async () => {
  await ensurePackages()
  say('Building what is measured …')
  const folder = await bundle('bench', { bench: 'test/bench/bench.ts', one: 'test/bench/one.ts' })
  return hand(process.execPath, [`${folder}/bench.js`, ...process.argv.slice(2)], { cwd: inProject() })
})
