import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The reference material beside the project, read in place; absent on a machine that has only the project. */
const SHARED = join(import.meta.dirname, '../../../shared')
export const hasShared = existsSync(SHARED)
export const WITHOUT = 'the reference samples are not beside this checkout'

export type Sample = { readonly name: string; readonly path: string; readonly bytes: Buffer }

/** The sample files of some kinds: `837P`, `835` …; `examples` are the worked examples of the transaction pages. */
export function samples(...kinds: readonly string[]): Sample[] {
  if (!hasShared) return []
  return kinds.flatMap((kind) => {
    const folder = kind === 'examples' ? join(SHARED, 'x12/examples') : join(SHARED, 'samples', kind)
    const names = readdirSync(folder).filter((name) => name.endsWith('.x12'))
    return names.sort().map((name) => ({ name: `${kind}/${name}`, path: join(folder, name), bytes: readFileSync(join(folder, name)) }))
  })
}

/** What INDEX.md says of each sample by name (`837P/tr3-commercial.x12`): VALID, INVALID, DISPUTED, UNSUPPORTED. */
export function verdicts(): ReadonlyMap<string, string> {
  const index = hasShared ? readFileSync(join(SHARED, 'samples/INDEX.md'), 'utf8') : ''
  const rows = index.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim())
    const verdict = cells.find((cell) => /^(VALID|INVALID|DISPUTED|UNSUPPORTED)\b/.test(cell))
    return cells[1]?.endsWith('.x12') && verdict ? [[cells[1], verdict.split(' ')[0] ?? ''] as const] : []
  })
  return new Map(rows)
}
