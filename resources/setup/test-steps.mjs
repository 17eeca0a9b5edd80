// @ts-check
import { readFile, rm } from 'node:fs/promises'
import { ensureBuild } from './build.mjs'
import { inProject } from './places.mjs'
import { hand, run } from './run.mjs'
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
  { name: 'unit', needsProgram: true, run: unit },
  { name: 'e2e', needsProgram: true, run: endToEnd },
]

/** @param {string} path inside node_modules */
function bin(path) {
  return inProject('node_modules', path)
}

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

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} filters
 * @returns {Promise<Count>}
 */
async function unit(env, filters) {
  const results = inProject('test-results', 'unit.json')
  await rm(results, { force: true })
  const code = await hand(process.execPath, [bin('vitest/vitest.mjs'), 'run', '-c', 'test/vitest.config.ts', ...filters], { env })
  const found = await readJson(results)
  if (!found) return { passed: 0, failed: 1, skipped: 0 }
  // A file that could not be loaded has no tests of its own to fail.
  const broken = found.testResults.filter(
    (/** @type {any} */ file) =>
      file.status === 'failed' && file.assertionResults.every((/** @type {any} */ one) => one.status !== 'failed'),
  )
  const failed = found.numFailedTests + broken.length
  return {
    passed: found.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: found.numPendingTests + found.numTodoTests,
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} filters
 * @returns {Promise<Count>}
 */
async function endToEnd(env, filters) {
  const results = inProject('test-results', 'e2e.json')
  await rm(results, { force: true })
  const code = await hand(process.execPath, [bin('@playwright/test/cli.js'), 'test', '-c', 'test/playwright.config.ts', ...filters], {
    env,
  })
  const found = await readJson(results)
  if (!found) return { passed: 0, failed: 1, skipped: 0 }
  const { expected, unexpected, flaky, skipped } = found.stats
  const failed = unexpected + flaky
  return { passed: expected, failed: code !== 0 && failed === 0 ? 1 : failed, skipped }
}

/** @param {string} file */
async function readJson(file) {
  return readFile(file, 'utf8').then(JSON.parse, () => undefined)
}
