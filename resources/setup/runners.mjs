// @ts-check
import { readFile, rm } from 'node:fs/promises'
import { inProject } from './places.mjs'
import { hand } from './run.mjs'

/** @typedef {import('./test.mjs').Count} Count */

/** @param {string} path inside node_modules */
export const bin = (path) => inProject('node_modules', path)

/**
 * Runs vitest with a configuration and counts its tests.
 * @param {string} config
 * @param {string} name of the file in test-results the configuration writes
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} words
 * @returns {Promise<Count>}
 */
export async function vitest(config, name, env, words) {
  const results = inProject('test-results', name)
  await rm(results, { force: true })
  const code = await hand(process.execPath, [bin('vitest/vitest.mjs'), 'run', '-c', config, ...words], { env })
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
 * Runs Playwright with a configuration and counts its tests.
 * @param {string} config
 * @param {string} name of the file in test-results the configuration writes
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} words
 * @returns {Promise<Count>}
 */
export async function playwright(config, name, env, words) {
  const results = inProject('test-results', name)
  await rm(results, { force: true })
  const code = await hand(process.execPath, [bin('@playwright/test/cli.js'), 'test', '-c', config, ...words], { env })
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
