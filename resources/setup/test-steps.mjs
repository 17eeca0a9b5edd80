// @ts-check
import { ensureBuild } from './build.mjs'
import { runFaults } from './faults-run.mjs'
import { run } from './run.mjs'
import { bin, playwright, vitest } from './runners.mjs'
import { ensureRuntime, runtimeEnvironment } from './runtime.mjs'
import { electronegativity } from './test-electronegativity.mjs'
import { structure } from './test-structure.mjs'
import { ensureSystem } from './system.mjs'

/**
 * @typedef {import('./test.mjs').Count} Count
 * @typedef {{ name: 'machine' | 'build', run: () => Promise<NodeJS.ProcessEnv | void> }} Preparation gives what later steps need in their environment
 * @typedef {{ name: string, needsProgram?: boolean, run: (env: NodeJS.ProcessEnv, filters: readonly string[]) => Promise<Count> }} Step
 */

const folders = ['src-main', 'src-shared', 'src-renderer', 'test', 'resources/setup', 'electron.vite.config.ts']
const projects = ['src-shared', 'src-main', 'src-main/tsconfig.preload.json', 'src-renderer', 'test', 'resources/setup']

/** @type {readonly Preparation[]} */
export const preparations = [
  {
    name: 'machine',
    async run() {
      const electron = await ensureRuntime()
      await ensureSystem(electron, { forTests: true })
      return runtimeEnvironment(electron)
    },
  },
  { name: 'build', run: ensureBuild },
]

/** What the fault tests need by themselves. */
export async function faultsPreparation() {
  /** @type {NodeJS.ProcessEnv} */
  const env = {}
  for (const { run: prepare } of preparations) Object.assign(env, await prepare())
  return env
}

/** In the order they run. @type {readonly Step[]} */
export const steps = [
  {
    name: 'types',
    run: () => inTurn(projects.map((project) => () => check(`types of ${project}`, bin('typescript-native/bin/tsc'), ['-p', project]))),
  },
  { name: 'lint', run: () => check('lint', bin('oxlint/bin/oxlint'), ['--type-aware', '--deny-warnings', ...folders]) },
  { name: 'format', run: () => check('format', bin('prettier/bin/prettier.cjs'), ['--check', '--log-level', 'warn', '.']) },
  { name: 'structure', run: async () => verdict('structure', await structure()) },
  { name: 'unused', run: () => check('unused', bin('knip/bin/knip.js'), ['--no-progress', '--no-config-hints']) },
  { name: 'electronegativity', run: async () => verdict('electronegativity', await electronegativity()) },
  { name: 'unit', needsProgram: true, run: (env, filters) => vitest('test/vitest.config.ts', 'unit.json', env, filters) },
  { name: 'faults', needsProgram: true, run: runFaults },
  { name: 'e2e', needsProgram: true, run: (env, filters) => playwright('test/playwright.config.ts', 'e2e.json', env, filters) },
]

/**
 * A check that passes or not, and counts as one test. It speaks only when it fails.
 * @param {string} name
 * @param {string} program
 * @param {readonly string[]} words
 */
async function check(name, program, words) {
  return verdict(name, await run(process.execPath, [program, ...words]))
}

/**
 * @param {string} name
 * @param {import('./run.mjs').Ended} ended
 * @returns {Count}
 */
function verdict(name, { code, output }) {
  const isGood = code === 0
  process.stdout.write(isGood ? `✓ ${name}\n` : `${output.trimEnd()}\n✗ ${name}\n`)
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 }
}

/**
 * @param {readonly (() => Promise<Count>)[]} checks
 * @returns {Promise<Count>}
 */
async function inTurn(checks) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const one of checks) {
    const { passed, failed, skipped } = await one()
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
  }
  return total
}
