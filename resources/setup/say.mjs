// @ts-check

/**
 * Says one line to the person. Always on stderr, so that a command's own answer stands alone on stdout.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** A step of the setup that cannot go on, told in one sentence a newcomer understands. */
export class SetupProblem extends Error {}

/**
 * Runs a script's body: a SetupProblem is told as its sentence, anything else with its stack; both end with exit code 1.
 * @param {() => Promise<number | void>} body answers the exit code; none means 0
 */
export async function script(body) {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (problem) {
    say(problem instanceof SetupProblem ? problem.message : String(problem instanceof Error ? problem.stack : problem))
    process.exitCode = 1
  }
}

/** @param {number} startedMs what performance.now() said at the start */
export function secondsSince(startedMs) {
  return `${((performance.now() - startedMs) / 1000).toFixed(1)} s`
}
