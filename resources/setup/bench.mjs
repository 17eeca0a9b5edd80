// @ts-check
// npm run bench [-- x12 [RUNS] | scrub | intake | claims | remittances | packet | window [store|start|screen …] | book FOLDER [CLAIMS]]: how fast Parity is, beside what others have and floors written by
// hand. What counts are ratios of one run. Without a word: x12, then window.
import { ensureBuild } from './build.mjs'
import { bundle } from './bundle.mjs'
import { ensurePackages } from './packages.mjs'
import { inProject } from './places.mjs'
import { hand } from './run.mjs'
import { ensureRuntime, runtimeEnvironment } from './runtime.mjs'
import { say, script } from './say.mjs'
import { ensureSystem } from './system.mjs'

const PROGRAMS = ['bench', 'one', 'make', 'scrub', 'window', 'intake', 'claims', 'remittances', 'packet']

await script(async () => {
  await ensurePackages()
  const [first = '', ...rest] = process.argv.slice(2)
  const isPart = ['x12', 'scrub', 'intake', 'claims', 'remittances', 'packet', 'window', 'book'].includes(first)
  const parts = isPart ? [first] : ['x12', 'window']
  const words = isPart ? rest : []
  say('Building what is measured …')
  const folder = await bundle('bench', Object.fromEntries(PROGRAMS.map((name) => [name, `test/bench/${name}.ts`])))
  const env = parts.some((one) => one === 'window' || one === 'packet') ? await program() : process.env
  let worst = 0
  for (const part of parts) {
    const name = part === 'book' ? 'make' : part === 'x12' ? 'bench' : part
    worst = Math.max(worst, await hand(process.execPath, [`${folder}/${name}.js`, ...words], { cwd: inProject(), env }))
  }
  return worst
})

/** The program itself, built, and the runtime it is measured in. */
async function program() {
  const electron = await ensureRuntime()
  await ensureSystem(electron, { forTests: true })
  await ensureBuild()
  return { ...process.env, ...runtimeEnvironment(electron), PARITY_ELECTRON: electron }
}
