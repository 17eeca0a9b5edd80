// @ts-check
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { developmentRuntime, presentDevelopmentRuntime } from './runtime-fallback.mjs'
import { cacheFolder, inProject } from './places.mjs'
import { run } from './run.mjs'
import { say, secondsSince, SetupProblem } from './say.mjs'

const dayMs = 24 * 60 * 60 * 1000
/** A download that brings nothing for this long is given up. */
const stalledMs = 30_000

/**
 * Makes sure there is an Electron to run, and answers its executable: the official one of the `electron` package, or,
 * on linux-x64 where that cannot be downloaded, the development runtime.
 * @returns {Promise<string>}
 */
export async function ensureRuntime() {
  const official = await officialRuntime()
  if (official) return official
  const fallbackExists = process.platform === 'linux' && process.arch === 'x64'
  const remembered = join(cacheFolder, `official-${electronVersion()}-unreachable`)
  if (!fallbackExists || !(await isYoungerThan(remembered, dayMs))) {
    const failure = await downloadOfficial()
    if (failure === undefined) return /** @type {string} */ (await officialRuntime())
    if (!fallbackExists)
      throw new SetupProblem(
        `${failure}\nElectron ${electronVersion()} could not be downloaded. Connect to the internet and run this again.`,
      )
    await mkdir(cacheFolder, { recursive: true })
    await writeFile(remembered, failure)
  }
  return developmentRuntime()
}

/** The runtime, if there already is one: nothing is fetched. */
export async function presentRuntime() {
  return (await officialRuntime()) ?? (await presentDevelopmentRuntime())
}

/**
 * What a program that runs Electron finds it by: the electron package and Playwright ask the first, electron-vite the second.
 * @param {string} executable
 */
export function runtimeEnvironment(executable) {
  const folder = join(executable, process.platform === 'darwin' ? '../../../..' : '..')
  return { ELECTRON_OVERRIDE_DIST_PATH: folder, ELECTRON_EXEC_PATH: executable, PARITY_ELECTRON: executable }
}

function electronVersion() {
  return /** @type {string} */ (createRequire(import.meta.url)('electron/package.json').version)
}

async function officialRuntime() {
  const folder = inProject('node_modules', 'electron')
  try {
    const version = await readFile(join(folder, 'dist', 'version'), 'utf8')
    const executable = join(folder, 'dist', await readFile(join(folder, 'path.txt'), 'utf8'))
    await stat(executable)
    return version.trim().replace(/^v/, '') === electronVersion() ? executable : undefined
  } catch {
    return undefined
  }
}

/**
 * @returns {Promise<string | undefined>} what went wrong, if anything did
 */
async function downloadOfficial() {
  say(`Downloading Electron ${electronVersion()} …`)
  const started = performance.now()
  await mkdir(cacheFolder, { recursive: true })
  const landing = await mkdtemp(join(cacheFolder, 'download-'))
  const stalled = new AbortController()
  const watch = watchGrowth(landing, () => stalled.abort())
  try {
    const { code, output } = await run(process.execPath, [inProject('node_modules', 'electron', 'install.js')], {
      env: { ...process.env, TMPDIR: landing, TEMP: landing, TMP: landing },
      signal: stalled.signal,
    })
    if (code === 0 && (await officialRuntime())) {
      say(`Electron is here (${secondsSince(started)}).`)
      return undefined
    }
    return stalled.signal.aborted ? 'The download stood still.' : output.trim()
  } finally {
    clearInterval(watch)
    await rm(landing, { recursive: true, force: true })
  }
}

/**
 * @param {string} folder
 * @param {() => void} onStandstill
 */
function watchGrowth(folder, onStandstill) {
  let size = 0
  let grewAt = performance.now()
  return setInterval(() => {
    void folderSize(folder).then((now) => {
      if (now !== size) grewAt = performance.now()
      size = now
      if (performance.now() - grewAt > stalledMs) onStandstill()
    })
  }, 2000)
}

/** @param {string} folder */
async function folderSize(folder) {
  let size = 0
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])) {
    if (!entry.isFile()) continue
    size += await stat(join(entry.parentPath, entry.name)).then(
      (found) => found.size,
      () => 0,
    )
  }
  return size
}

/**
 * @param {string} file
 * @param {number} ageMs
 */
async function isYoungerThan(file, ageMs) {
  return stat(file).then(
    (found) => Date.now() - found.mtimeMs < ageMs,
    () => false,
  )
}
