// @ts-check
import { readdirSync } from 'node:fs'
import { bundle } from './bundle.mjs'
import { inProject } from './places.mjs'
import { run } from './run.mjs'
import { SetupProblem } from './say.mjs'

/** Before the fault tests: the programs that are harmed, and what is preloaded into them. */
export default async function prepare() {
  const names = readdirSync(inProject('test', 'faults', 'programs')).filter((name) => name.endsWith('.ts') && name !== 'work.ts')
  const folder = await bundle(
    'faults',
    Object.fromEntries(names.map((name) => [name.replace(/\.ts$/, ''), `test/faults/programs/${name}`])),
    // A program that is started a thousand times does not look for its packages each time.
    ['@signalapp/sqlcipher', '@node-rs/argon2', 'ssh2'],
  )
  if (process.platform !== 'linux') return
  const words = ['-shared', '-fPIC', '-O1', '-Wall', '-o', `${folder}/shim.so`, inProject('test', 'faults', 'shim.c')]
  const { code, output } = await run('gcc', words)
  if (code !== 0) throw new SetupProblem(`${output}\nThe fault tests need gcc: apt-get install gcc libc6-dev, then run this again.`)
}
