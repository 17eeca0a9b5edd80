// @ts-check
// npm start: from a fresh clone to the open window. "npm start -- --watch" builds and opens again whenever a source changed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { createInterface } from 'node:readline'
import { ensureBuild } from './build.mjs'
import { ensurePackages } from './packages.mjs'
import { inProject, root } from './places.mjs'
import { passSignals } from './run.mjs'
import { ensureRuntime } from './runtime.mjs'
import { say, script, SetupProblem } from './say.mjs'
import { ensureSystem, hasDisplay } from './system.mjs'

/** What Chromium says on machines without a desktop, and what means nothing there. */
const noise = [
  /bus\.cc.*Failed to connect/,
  /viz_main_impl.*Exiting GPU process/,
  /command_buffer_proxy_impl/,
  /Failed to shutdown/,
  /gl_(display|ozone_egl)\.cc|angle_platform_impl|ANGLE Display::initialize/,
  /^\s*$/,
]

await script(async () => {
  const words = process.argv.slice(2)
  if (!hasDisplay()) {
    throw new SetupProblem('There is no display here, so no window can be opened. "npm run demo" does the main job without one.')
  }
  await ensurePackages()
  const electron = await ensureRuntime()
  await ensureSystem(electron)
  await ensureBuild()
  const isWatching = words.includes('--watch')
  const program = () =>
    openProgram(
      electron,
      words.filter((word) => word !== '--watch'),
    )
  return isWatching ? keepOpen(program) : ended(program())
})

/**
 * @param {string} electron
 * @param {readonly string[]} words
 */
function openProgram(electron, words) {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const onWayland = process.platform === 'linux' && !process.env['DISPLAY'] ? ['--ozone-platform=wayland'] : []
  const all = [electron, root, ...asRoot, ...onWayland, ...words]
  // A crash leaves no picture of the memory on the disk.
  const [program = '', ...rest] = process.platform === 'win32' ? all : ['sh', '-c', 'ulimit -c 0; exec "$0" "$@"', ...all]
  const child = spawn(program, rest, { cwd: root, stdio: ['inherit', 'inherit', 'pipe'] })
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (!noise.some((pattern) => pattern.test(line))) say(line)
  })
  return child
}

/** @param {import('node:child_process').ChildProcess} child */
async function ended(child) {
  const release = passSignals(child)
  const [code] = await once(child, 'close')
  release()
  return code ?? 1
}

/**
 * Builds and opens the program anew after each change, until the person closes it.
 * @param {() => import('node:child_process').ChildProcess} open
 * @returns {Promise<number>}
 */
async function keepOpen(open) {
  const changed = new EventTarget()
  for (const side of ['src-main', 'src-renderer', 'src-shared', 'resources']) {
    watch(inProject(side), { recursive: true }, () => changed.dispatchEvent(new Event('change')))
  }
  for (;;) {
    const program = open()
    const change = new Promise((done) => changed.addEventListener('change', () => setTimeout(done, 200, 'changed'), { once: true }))
    const first = await Promise.race([change, ended(program)])
    if (first !== 'changed') process.exit(/** @type {number} */ (first))
    await ensureBuild().catch((problem) => say(problem.message))
    program.kill()
    await once(program, 'close')
  }
}
