import type { Day } from '../../../src-shared/day.ts'
import { PACKS, type Edit, type Pack } from './packs.ts'

/* The table of edits: every code a finding can have, and where it stands. */

const byCode = new Map(PACKS.flatMap((pack) => pack.edits.map((edit) => [edit.code, { edit, pack }] as const)))

/** All edits, in the order of their packs. */
export const EDITS: readonly { readonly edit: Edit; readonly pack: Pack }[] = [...byCode.values()]

export const editOf = (code: string): Edit | undefined => byCode.get(code)?.edit

/** Whether an edit holds for a payer of this kind and a day of service. */
export function holdsFor(code: string, payerKind: string, on: Day): boolean {
  const known = byCode.get(code)
  if (!known) return false
  const { edit, pack } = known
  if (edit.from !== null && on < edit.from) return false
  if (edit.until !== undefined && on > edit.until) return false
  return pack.payers === 'all' || pack.payers.includes(payerKind)
}

/** `2400 SV1, SV101-3`: where an edit stands in an 837P. */
export const x12Place = (code: string): string => {
  const edit = editOf(code)
  return edit === undefined ? '' : `${edit.loop} ${edit.segment}, ${edit.element}`
}

/** What an edit is called by its class, for people. */
const CLASS_WORDS: Readonly<Record<Edit['class'], string>> = { repair: 'repair', warning: 'warning', stop: 'stop' }

/** The reference page of all edits, made from the packs. */
export function editsPage(): string {
  const parts = PACKS.map((pack) => {
    const rows = pack.edits.map((edit) => [
      edit.code,
      CLASS_WORDS[edit.class],
      edit.title,
      edit.words,
      edit.box,
      x12Place(edit.code),
      daysOf(edit),
      edit.source,
      edit.fix ?? '',
    ])
    return [
      `## ${pack.title}`,
      '',
      `${pack.about} Version ${pack.version}, as of ${pack.asOf}. ${payersOf(pack)} Sources: ${pack.source}.`,
      '',
      '| Code | Class | Edit | What it asks | Box | 837P | Days of service | Source | One key |',
      '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
      ...rows.map((cells) => `| ${cells.join(' | ')} |`),
    ].join('\n')
  })
  return `# Edits\n\nEvery check a claim passes before it leaves. A repair is made and listed; a warning is said; a stop holds this claim and no other. Made from the packs beside this page; change them, not the page.\n\n${parts.join('\n\n')}\n`
}

const daysOf = ({ from, until }: Edit): string =>
  from === null && until === undefined ? 'any' : `${from ?? ''} to ${until ?? 'today'}`.trim()

const payersOf = (pack: Pack): string => (pack.payers === 'all' ? 'For every payer.' : `For payers of the kind ${pack.payers.join(', ')}.`)
