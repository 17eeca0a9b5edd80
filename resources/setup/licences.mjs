import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// Whose work the program is made of: every package that is bundled, with its licence as its folder has it. Nothing is fetched.

// The build reads its settings from a copy that stands elsewhere.
const root = process.cwd()
/** @param {string} path */
const read = (path) => JSON.parse(readFileSync(path, 'utf8'))
/** The folders whose imports are bundled. */
const sources = ['src-main', 'src-renderer', 'src-shared']
const named = /(?:from|import)\s*\(?\s*'((?:@[\w.-]+\/)?[\w.-]+)/g
const longestText = 12_000
const own = read(join(root, 'package.json')).name

/** The packages our own files ask for by name. */
function imported() {
  const names = new Set()
  for (const source of sources) {
    for (const file of readdirSync(join(root, source), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file) || /\.test\.tsx?$/.test(file)) continue
      for (const [, name] of readFileSync(join(root, source, file), 'utf8').matchAll(named)) names.add(name)
    }
  }
  return [...names].filter((name) => existsSync(join(root, 'node_modules', name, 'package.json')))
}

/** Where a package finds another, as Node looks for it. @param {string} name @param {string} from */
function folderOf(name, from) {
  for (let at = from; at.startsWith(root); at = join(at, '..')) {
    const folder = join(at, 'node_modules', name)
    if (existsSync(join(folder, 'package.json'))) return folder
  }
  return undefined
}

/** @param {string} folder */
function textIn(folder) {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(name))
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim().slice(0, longestText)
}

/** @param {{ license?: string | { type: string }, licenses?: { type: string }[] }} about */
const licenceOf = ({ license, licenses }) =>
  typeof license === 'string' ? license : (license?.type ?? licenses?.map(({ type }) => type).join(' or ') ?? 'see its text')

/** Every bundled package and what it needs in turn, by name. */
export function licences() {
  const found = new Map()
  /** @param {string} folder */
  const visit = (folder) => {
    const about = read(join(folder, 'package.json'))
    const key = `${about.name} ${about.version}`
    if (about.name === undefined || about.name === own || about.name.startsWith('@types/') || found.has(key)) return
    found.set(key, { name: about.name, version: about.version, licence: licenceOf(about), text: textIn(folder) })
    // What Electron's package needs only fetches Electron.
    for (const name of about.name === 'electron' ? [] : Object.keys(about.dependencies ?? {})) {
      const next = folderOf(name, folder)
      if (next !== undefined) visit(next)
    }
  }
  for (const name of imported()) visit(join(root, 'node_modules', name))
  return [...found.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

const address = 'virtual:licences'

/** Gives the list to the window as a module of its own, which is loaded when somebody wants to read it. */
export const licencesModule = () => ({
  name: 'licences',
  /** @param {string} source */
  resolveId: (source) => (source === address ? `\0${address}` : undefined),
  /** @param {string} id */
  load: (id) => (id === `\0${address}` ? `export const licences = ${JSON.stringify(licences())}` : undefined),
})
