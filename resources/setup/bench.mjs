// @ts-check
// npm run bench [-- x12|book …]: how fast Parity is, beside what others have and a floor written by hand. Ratios of one run, no absolute goals.
import { bundle } from './bundle.mjs'
import { ensurePackages } from './packages.mjs'
import { inProject } from './places.mjs'
import { hand } from './run.mjs'
import { say, script } from './say.mjs'

const PARTS = /** @type {const} */ ({ x12: 'bench', book: 'make' })

await script(async () => {
  await ensurePackages()
  const [first = '', ...rest] = process.argv.slice(2)
  const part = first === 'book' ? 'book' : 'x12'
  const words = first === part ? rest : process.argv.slice(2)
  say(part === 'book' ? 'Making a large practice …' : 'Building what is measured …')
  const folder = await bundle('bench', { bench: 'test/bench/bench.ts', one: 'test/bench/one.ts', make: 'test/bench/make.ts' })
  return hand(process.execPath, [`${folder}/${PARTS[part]}.js`, ...words], { cwd: inProject() })
})
