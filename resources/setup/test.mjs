// @ts-check
// npm test: everything, from a fresh clone. "npm test -- types lint" runs only the named steps, "npm test -- unit:money" only the tests of
// files whose path holds that word. The last line is always "N passed, N failed, N skipped".
import { ensurePackages } from './packages.mjs'
import { say, secondsSince, script, SetupProblem } from './say.mjs'
import { preparations, steps } from './test-steps.mjs'

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @typedef {{ name: string, count: Count, took: string }} Line
 */

await script(async () => {
  const wanted = process.argv.slice(2).map((word) => ({ name: word.split(':')[0] ?? '', filter: word.split(':').slice(1).join(':') }))
  const unknown = wanted.filter(({ name }) => !steps.some((step) => step.name === name))
  if (unknown.length > 0) {
    throw new SetupProblem(`There is no step "${unknown[0]?.name}". The steps are: ${steps.map((step) => step.name).join(', ')}.`)
  }
  const chosen = steps.filter((step) => wanted.length === 0 || wanted.some(({ name }) => name === step.name))
  await ensurePackages()

  /** @type {Line[]} */
  const lines = []
  const isReady = { machine: true, build: true }
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env }
  for (const preparation of chosen.some((step) => step.needsProgram) ? preparations : []) {
    const line = await timed(preparation.name, () => prepare(preparation, env))
    isReady[preparation.name] = line.count.failed === 0
    lines.push(line)
  }
  for (const step of chosen) {
    process.stdout.write(`\n── ${step.name} ──\n`)
    const filters = wanted.filter(({ name, filter }) => name === step.name && filter !== '').map(({ filter }) => filter)
    const isPossible = !step.needsProgram || (isReady.machine && isReady.build) || step.name === 'unit'
    lines.push(await timed(step.name, () => (isPossible ? step.run(env, filters) : impossible(step.name))))
  }
  return tell(lines)
})

/**
 * @param {import('./test-steps.mjs').Preparation} preparation
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Count>}
 */
async function prepare(preparation, env) {
  try {
    Object.assign(env, await preparation.run())
    return { passed: 1, failed: 0, skipped: 0 }
  } catch (problem) {
    say(problem instanceof SetupProblem ? problem.message : String(problem instanceof Error ? problem.stack : problem))
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/**
 * @param {string} name
 * @returns {Promise<Count>}
 */
async function impossible(name) {
  process.stdout.write(`${name} cannot run: the program could not be prepared; why is said above.\n`)
  return { passed: 0, failed: 1, skipped: 0 }
}

/**
 * @param {string} name
 * @param {() => Promise<Count>} body
 * @returns {Promise<Line>}
 */
async function timed(name, body) {
  const started = performance.now()
  const count = await body()
  return { name, count, took: secondsSince(started) }
}

/**
 * @param {readonly Line[]} lines
 * @returns {number} the exit code
 */
function tell(lines) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  process.stdout.write('\n')
  for (const { name, count, took } of lines) {
    for (const part of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[part] += count[part]
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : ''
    process.stdout.write(`${name.padEnd(10)} ${took.padStart(8)}   ${count.passed} passed, ${count.failed} failed${skipped}\n`)
  }
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
  return total.failed > 0 ? 1 : 0
}
