// @ts-check
import { createHash } from 'node:crypto'
import { access, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheFolder, inProject } from './places.mjs'
import { npm, run } from './run.mjs'

/**
 * @typedef {{ rule: string, severity: string, file: string, at: string }} Finding
 * @typedef {{ rule: string, file: string, why: string }} Reviewed one finding that a person looked at, and why it is well
 */

const own = inProject('resources', 'setup', 'electronegativity')
const sides = ['src-main', 'src-shared', 'src-renderer']
/** Wrong on purpose: a check that does not find this one has read nothing. */
const control = {
  file: 'control.ts',
  text: `import { BrowserWindow } from 'electron'
export const bad = (): unknown => new BrowserWindow({ webPreferences: { contextIsolation: false } })
`,
  rule: 'CONTEXT_ISOLATION_JS_CHECK',
}

/**
 * The static checks of Electron programs over our sources. A finding of medium weight or more that is not in the reviewed list fails,
 * and so does an entry of the list that is not found any more.
 * @returns {Promise<import('./run.mjs').Ended>}
 */
export async function electronegativity() {
  const installed = await install()
  if (installed.problem !== undefined) return { code: 1, output: installed.problem }
  const workshop = await mkdtemp(join(tmpdir(), 'parity-electronegativity-'))
  try {
    const found = await look(installed.folder, workshop)
    /** @type {readonly Reviewed[]} */
    const reviewed = JSON.parse(await readFile(join(own, 'reviewed.json'), 'utf8'))
    const complaints = found ? judge(found, reviewed) : ['Electronegativity gave no list of what it found.']
    return { code: complaints.length === 0 ? 0 : 1, output: complaints.map((line) => `${line}\n`).join('') }
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
}

/**
 * @param {readonly Finding[]} found
 * @param {readonly Reviewed[]} reviewed
 * @returns {readonly string[]} sentences; none when all is well
 */
export function judge(found, reviewed) {
  const isControl = (/** @type {Finding} */ one) => one.file === control.file
  const grave = found.filter((one) => !isControl(one) && !['INFORMATIONAL', 'LOW'].includes(one.severity))
  const isSame = (/** @type {Reviewed} */ entry, /** @type {Finding} */ one) => entry.rule === one.rule && entry.file === one.file
  return [
    ...(found.some((one) => isControl(one) && one.rule === control.rule)
      ? []
      : ['It found nothing in a file that is wrong on purpose, so it has not read the files.']),
    ...grave
      .filter((one) => !reviewed.some((entry) => isSame(entry, one)))
      .map(
        ({ rule, severity, file, at }) => `New: ${rule} (${severity}) at ${file}:${at}. Mend it, or say in reviewed.json why it is well.`,
      ),
    ...reviewed
      .filter((entry) => !grave.some((one) => isSame(entry, one)))
      .map(({ rule, file }) => `Stale: ${rule} is no longer found in ${file}. Take it off reviewed.json.`),
    ...reviewed.filter(({ why }) => why.length < 20).map(({ rule }) => `${rule}: reviewed.json does not say why it is well.`),
  ]
}

/**
 * Runs it over a copy of the sources without their tests.
 * @param {string} folder where it is installed
 * @param {string} workshop
 */
async function look(folder, workshop) {
  const sources = join(workshop, 'sources')
  await mkdir(sources)
  for (const side of sides) {
    await cp(inProject(side), join(sources, side), { recursive: true, filter: (path) => !/\.test\.tsx?$/.test(path) })
  }
  await writeFile(join(sources, control.file), control.text)
  const list = join(workshop, 'found.csv')
  const { version } = /** @type {{ version: string }} */ (createRequire(import.meta.url)('electron/package.json'))
  const program = join(folder, 'node_modules', '@doyensec', 'electronegativity', 'dist', 'index.js')
  for (let tries = 3; tries > 0; tries--) {
    await rm(list, { force: true })
    await run(process.execPath, [program, '-i', sources, '-o', list, '-e', version, '-r'], { cwd: workshop })
    const text = await readFile(list, 'utf8').catch(() => '')
    if (isWhole(text)) return readFindings(text)
  }
  return undefined
}

/**
 * It writes the head of its CSV and the rows side by side, so that now and then the head lands on the first row, or empties the file.
 * @param {string} list its CSV
 */
export const isWhole = (list) => /^issue, [^\n]*\r?\n[A-Z_]+,"/.test(list)

/**
 * @param {string} list its CSV; only the first columns are ours to read, for the sample of code behind them is not quoted well
 * @returns {readonly Finding[]}
 */
export function readFindings(list) {
  return [...list.matchAll(/^([A-Z_]+),"([A-Z]+)","[A-Z]+","([^"\n]*)","(\d+:\d+)"/gm)].map(
    ([, rule = '', severity = '', file = '', at = '']) => ({ rule, severity, file: file.replaceAll('\\', '/'), at }),
  )
}

/**
 * Installs it from its own lock file, once for each lock file, beside the runtime.
 * @returns {Promise<{ folder: string, problem?: string }>}
 */
async function install() {
  const lock = await readFile(join(own, 'package-lock.json'))
  const folder = join(cacheFolder, `electronegativity-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`)
  if (await exists(folder)) return { folder }
  await mkdir(cacheFolder, { recursive: true })
  const workshop = await mkdtemp(join(cacheFolder, 'making-'))
  try {
    for (const name of ['package.json', 'package-lock.json', '.npmrc']) await cp(join(own, name), join(workshop, name))
    const [program, words] = npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
    const { code, output } = await run(program, words, { cwd: workshop })
    if (code !== 0) {
      const problem = `${output}\nElectronegativity could not be installed with "npm ci". Connect to a registry and run this again.\n`
      return { folder, problem }
    }
    await rename(workshop, folder).catch(async (problem) => {
      // Another run finished first; its folder is the same.
      if (!(await exists(folder))) throw problem
    })
    return { folder }
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
}

/** @param {string} path */
const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  )
