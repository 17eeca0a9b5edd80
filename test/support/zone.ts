/** Works as on a machine in a zone, `America/Los_Angeles`: the program, its store and its dates. */
export function inZone<T>(zone: string, body: () => T): T {
  const before = process.env['TZ']
  process.env['TZ'] = zone
  try {
    return body()
  } finally {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  }
}
