// @ts-check
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { ensurePackages } from './packages.mjs'
import { inProject, root } from './places.mjs'
import { run } from './run.mjs'
import { say, script, secondsSince, SetupProblem } from './say.mjs'

/** What goes into the built program. Tests and setup scripts do not. */
const sources = [
  'src-main',
  'src-renderer',
  'src-shared',
  'resources',
  'electron.vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]
const leftOut = /\.test\.tsx?$|\.tsbuildinfo$|^resources[\\/]setup[\\/]/
const stamp = inProject('out', '.sources')
const turn = inProject('out', '.building')
const longestBuildMs = 120_000

/**
 * Builds main, preload and window into out/, if a source changed since the last build. Of two runs at once, the second waits for the first.
 */
export async function ensureBuild() {
  if (await isBuilt()) return
  await mkdir(inProject('out'), { recursive: true })
  const release = await takeTurn()
  try {
    if (!(await isBuilt())) await build()
  } finally {
    await release()
  }
}

async function build() {
  say('Building …')
  const started = performance.now()
  const now = await fingerprint()
  await rm(stamp, { force: true })
  const program = inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { code, output } = await run(process.execPath, [program, 'build', '--logLevel', 'warn'])
  if (code !== 0) throw new SetupProblem(`${output}\nThe build failed; its words are above.`)
  await writeFile(stamp, now)
  say(`Built (${secondsSince(started)}).`)
}

async function isBuilt() {
  return (await readFile(stamp, 'utf8').catch(() => '')) === (await fingerprint())
}

/**
 * A folder can be made only once, so whoever makes it has the turn. One that stands for minutes belongs to a run that was killed.
 * @returns {Promise<() => Promise<void>>} gives the turn back
 */
async function takeTurn() {
  for (;;) {
    try {
      await mkdir(turn)
      return () => rm(turn, { recursive: true, force: true })
    } catch {
      const since = await stat(turn).then(
        (found) => found.mtimeMs,
        () => Date.now(),
      )
      if (Date.now() - since > longestBuildMs) await rm(turn, { recursive: true, force: true })
      await new Promise((done) => setTimeout(done, 100))
    }
  }
}

async function fingerprint() {
  const hash = createHash('sha256').update(process.version)
  for (const file of (await Promise.all(sources.map(filesOf))).flat().sort()) {
    hash.update(`\0${file}\0`).update(await readFile(inProject(file)))
  }
  return hash.digest('hex')
}

/**
 * @param {string} source file or folder, relative to the project
 * @returns {Promise<string[]>}
 */
async function filesOf(source) {
  const entries = await readdir(inProject(source), { withFileTypes: true, recursive: true }).catch(() => undefined)
  if (entries === undefined) return [source]
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !leftOut.test(file))
}

if (process.argv[1] === import.meta.filename) {
  await script(async () => {
    await ensurePackages()
    await ensureBuild()
  })
}
