// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { root } from './places.mjs'

/**
 * @typedef {object} Ended
 * @property {number} code exit code; 1 when a signal ended it
 * @property {string} output what it wrote on both channels, in order
 */

/**
 * Runs a program to its end and keeps what it wrote.
 * @param {string} program
 * @param {readonly string[]} words
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, echo?: boolean, signal?: AbortSignal }} [how] echo: write the output to our stderr as well
 * @returns {Promise<Ended>}
 */
export async function run(program, words, how = {}) {
  const child = spawn(program, words, {
    cwd: how.cwd ?? root,
    env: how.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(how.signal ? { signal: how.signal, killSignal: /** @type {const} */ ('SIGKILL') } : {}),
  })
  let output = ''
  for (const channel of [child.stdout, child.stderr]) {
    channel.setEncoding('utf8').on('data', (text) => {
      output += text
      if (how.echo) process.stderr.write(text)
    })
  }
  const failed = new Promise((done) => child.once('error', (problem) => done({ code: 1, output: `${output}${problem.message}\n` })))
  const ended = once(child, 'close').then(([code]) => ({ code: code ?? 1, output }))
  return Promise.race([failed, ended])
}

/**
 * Runs a program that talks to the person itself, and answers its exit code.
 * @param {string} program
 * @param {readonly string[]} words
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [how]
 * @returns {Promise<number>}
 */
export async function hand(program, words, how = {}) {
  const child = spawn(program, words, { cwd: how.cwd ?? root, env: how.env ?? process.env, stdio: 'inherit' })
  const release = passSignals(child)
  try {
    const [code] = await once(child, 'close')
    return code ?? 1
  } finally {
    release()
  }
}

/**
 * Ctrl+C and a polite kill reach the child, which ends in its own way; we wait for it.
 * @param {import('node:child_process').ChildProcess} child
 */
export function passSignals(child) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  const pass = /** @param {NodeJS.Signals} signal */ (signal) => void child.kill(signal)
  for (const signal of signals) process.on(signal, pass)
  return () => {
    for (const signal of signals) process.off(signal, pass)
  }
}

/**
 * npm runs a script in the project's folder; the paths a person types are meant from where they are.
 * @param {string} name of the npm script
 */
export function whereCalled(name) {
  return (process.env['npm_lifecycle_event'] === name && process.env['INIT_CWD']) || process.cwd()
}

/**
 * How to call npm: by the script that runs us when there is one, so that no shell is needed.
 * @param {readonly string[]} words
 * @returns {[program: string, words: string[]]}
 */
export function npm(words) {
  const self = process.env['npm_execpath']
  if (self?.endsWith('.js')) return [process.execPath, [self, ...words]]
  return process.platform === 'win32' ? ['cmd.exe', ['/d', '/s', '/c', 'npm', ...words]] : ['npm', [...words]]
}
