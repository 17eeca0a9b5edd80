// @ts-check
import { readFile } from 'node:fs/promises'
import { inProject, root } from './places.mjs'
import { npm, run } from './run.mjs'
import { say, secondsSince, SetupProblem } from './say.mjs'

/**
 * Makes node_modules what the lock file says. Says nothing when it already is.
 */
export async function ensurePackages() {
  requireNode()
  if (await packagesMatchLock()) return
  say('Installing packages …')
  const started = performance.now()
  const [program, words] = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  const { code, output } = await run(program, words)
  if (code !== 0)
    throw new SetupProblem(`${output}\nThe packages could not be installed: "npm ci" ended with ${code}; its words are above.`)
  say(`Packages installed (${secondsSince(started)}).`)
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map((part) => Number.parseInt(part, 10))
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new SetupProblem(
    `Parity is built with Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node and run this again.`,
  )
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean }} LockEntry
 */

/**
 * npm writes node_modules/.package-lock.json as the last act of an installation, so it is absent after a broken one
 * and right after a person's own `npm ci`.
 */
async function packagesMatchLock() {
  const [wanted, installed] = await Promise.all([lockEntries('package-lock.json'), lockEntries('node_modules/.package-lock.json')])
  if (!wanted) throw new SetupProblem(`There is no package-lock.json in ${root}.`)
  if (!installed) return false
  for (const [name, entry] of wanted) {
    if (name === '') continue
    const there = installed.get(name)
    if (!there && !entry.optional && !entry.devOptional) return false
    if (there && (there.version !== entry.version || there.integrity !== entry.integrity)) return false
  }
  return true
}

/**
 * @param {string} file
 * @returns {Promise<Map<string, LockEntry> | undefined>}
 */
async function lockEntries(file) {
  try {
    const lock = JSON.parse(await readFile(inProject(file), 'utf8'))
    return new Map(Object.entries(/** @type {Record<string, LockEntry>} */ (lock.packages)))
  } catch {
    return undefined
  }
}
