// @ts-check
import { access, readdir, readFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { run } from './run.mjs'
import { say, secondsSince, SetupProblem } from './say.mjs'

/** Each line is one need; of several names the first that the distribution has is taken (Ubuntu 24.04 renamed two). */
const electronPackages = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['fonts-liberation'],
  ['fonts-dejavu-core'],
  ['fontconfig'],
]

/** Program, and the packages that bring it. */
const testPrograms = [
  ['Xvfb', 'xvfb'],
  ['xauth', 'xauth'],
  ['pdftotext', 'poppler-utils'],
  ['pdftoppm', 'poppler-utils'],
  ['qpdf', 'qpdf'],
  // Power cuts are recorded by the one, failing disks are made by the other; both on Linux alone.
  ['strace', 'strace'],
  ['gcc', 'gcc libc6-dev'],
  // The other side of a line, for tests of what is sent; it needs no service of the machine.
  ['sshd', 'openssh-server'],
  ['ssh-keygen', 'openssh-client'],
  ['openssl', 'openssl'],
]

/**
 * Makes sure Linux has what Electron, and with `forTests` also what the tests, need. Other systems need nothing.
 * @param {string} executable the Electron runtime
 * @param {{ forTests?: boolean }} [needs]
 */
export async function ensureSystem(executable, needs = {}) {
  if (process.platform !== 'linux') return
  const libraries = await missingLibraries(executable)
  const programs = needs.forTests ? await missingPrograms() : []
  if (libraries.length === 0 && programs.length === 0) return
  const lacking = [...libraries, ...programs.map(([program]) => program)].join(', ')
  if (!(await isDebian()))
    throw new SetupProblem(`This machine lacks ${lacking}. Install what brings them with your package manager and run this again.`)

  const wanted = libraries.length > 0 ? await Promise.all(electronPackages.map(firstKnown)) : []
  const packages = [...new Set([...wanted, ...programs.map(([, name]) => name)])]
  const line = `apt-get install -y --no-install-recommends ${packages.join(' ')}`
  if (process.getuid?.() !== 0)
    throw new SetupProblem(`This machine lacks ${lacking}. Install them with this line and run this again:\n\n  sudo ${line}\n`)

  say(`Installing ${packages.join(', ')} …`)
  const started = performance.now()
  if (!(await hasPackageLists())) await apt(['update'])
  const first = await apt(line.split(' ').slice(1))
  // Lists that are too old name packages that are gone.
  const last = first.code === 0 ? first : await apt(['update']).then(() => apt(line.split(' ').slice(1)))
  const still = [...(await missingLibraries(executable)), ...(needs.forTests ? await missingPrograms() : [])]
  if (last.code !== 0 || still.length > 0)
    throw new SetupProblem(`${last.output}\nThe system packages could not be installed. The line was:\n\n  sudo ${line}\n`)
  say(`System packages installed (${secondsSince(started)}).`)
}

/** Whether a window can be shown here. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

/** @param {string} executable */
async function missingLibraries(executable) {
  const { output } = await run('ldd', [executable])
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, library = '']) => library)
}

async function missingPrograms() {
  const there = await Promise.all(testPrograms.map(([program = '']) => isOnPath(program)))
  return testPrograms.filter((_, at) => !there[at])
}

/** @param {string} program */
async function isOnPath(program) {
  // Servers stand where the path of a user does not lead.
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin']
  const hits = await Promise.all(
    folders.map((folder) =>
      access(join(folder, program)).then(
        () => true,
        () => false,
      ),
    ),
  )
  return hits.includes(true)
}

async function isDebian() {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '')
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(release)
}

async function hasPackageLists() {
  const names = await readdir('/var/lib/apt/lists').catch(() => [])
  return names.some((name) => name.includes('_Packages'))
}

/** @param {readonly string[]} names */
async function firstKnown(names) {
  for (const name of names.slice(0, -1)) {
    const { code } = await run('apt-cache', ['show', '--no-all-versions', name])
    if (code === 0) return name
  }
  return names[names.length - 1] ?? ''
}

/** @param {readonly string[]} words */
async function apt(words) {
  return run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...words], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}
