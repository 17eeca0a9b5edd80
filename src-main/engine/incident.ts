/**
 * Says that a bug was met: its number and where in our code, never a message, for a message may hold what the code was working on. Development alone
 * (PARITY_DEBUG=1) sees all of it.
 */
export function reportIncident(number: string, error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const frames = [...stack.matchAll(/(?:src-(?:main|shared)|out\/main)\/[\w./-]+:\d+/g)].map(([frame]) => frame).slice(0, 6)
  const name = error instanceof Error ? error.name : typeof error
  process.stderr.write(`incident ${number}: ${name} at ${frames.join(' < ')}\n`)
  if (process.env['PARITY_DEBUG'] === '1') process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
}
