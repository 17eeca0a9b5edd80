import type { Output } from '../../../src-shared/contract/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import { cents, negate, NO_MONEY, type Cents } from '../../../src-shared/money.ts'
import { adjustmentReason } from '../../codes/index.ts'
import type { PostingRow } from '../../ledger/index.ts'

export type Session = Output<'ledger.explain'>['sessions'][number]
type Shown = Session['pieces'][number]
/** A piece before it is known where it came from. */
export type Piece = Omit<Shown, 'from' | 'raw'> & { readonly kind: string }
type What = Shown['what']

const SHARES: Readonly<Record<string, What>> = { '1': 'deductible', '2': 'coinsurance', '3': 'copay' }

const NAMES: Readonly<Record<What, string>> = {
  charge: 'Charge',
  payment: 'Payment',
  'write-off': 'Written off',
  deductible: 'Deductible, the patient’s share',
  coinsurance: 'Coinsurance, the patient’s share',
  copay: 'Copay, the patient’s share',
  share: 'The patient’s share',
  billed: 'Refused by the payer, billed to the patient',
  moved: 'Moved between payer and patient',
  paid: 'Paid by the patient',
  credit: 'Held as credit',
  other: 'Moved',
}

/**
 * What the entries of one claim did to payer and patient, in their order. Each entry sums to zero line by line, so what its other postings say is
 * exactly what it did to the payer: the pieces add up to both balances whatever the entries are.
 */
export function piecesOf(postings: readonly PostingRow[]): Piece[] {
  const pieces = new Map<string, Piece>()
  let isAfterTakeBack = false
  for (const row of postings) {
    if (row.account === 'payer') continue
    const what = whatOf(row)
    const isBack = row.reverses !== null
    if (isBack && kindOf(row) === 'remittance') isAfterTakeBack = true
    const code = row.group === null ? '' : `${row.group}-${row.reason ?? ''}`
    const key = `${row.entry} ${what} ${code}`
    const known = pieces.get(key)
    const effect = effectOf(row)
    if (known) {
      pieces.set(key, { ...known, payer: cents(known.payer + effect.payer), patient: cents(known.patient + effect.patient) })
      continue
    }
    const turn = isBack ? 'back' : isAfterTakeBack && row.kind === 'remittance' ? 'again' : 'first'
    pieces.set(key, {
      entry: row.entry,
      kind: kindOf(row),
      what,
      words: wordsOf(what, row, turn),
      day: row.day as Day,
      file: row.file,
      segment: row.segment,
      turn,
      ...effect,
    })
  }
  return [...pieces.values()].filter((one) => one.payer !== NO_MONEY || one.patient !== NO_MONEY)
}

/** What an entry is in truth: one that takes back is what it takes back. */
const kindOf = (row: PostingRow): string => row.undoes ?? row.kind

function effectOf({ account, cents: amount }: PostingRow): { readonly payer: Cents; readonly patient: Cents } {
  const own = cents(amount)
  return { payer: negate(own), patient: account === 'patient' ? own : NO_MONEY }
}

function whatOf(row: PostingRow): What {
  const kind = kindOf(row)
  switch (row.account) {
    case 'charge':
      return 'charge'
    case 'payment':
      return kind === 'patient' ? 'paid' : 'payment'
    case 'adjustment':
      return 'write-off'
    case 'credit':
      return 'credit'
    case 'patient':
      if (kind === 'patient') return 'paid'
      // A denial that is billed to the patient names its reason; what a person moves by hand has none.
      if (kind === 'transfer') return row.group === null ? 'moved' : 'billed'
      if (kind === 'write-off') return 'write-off'
      return row.group === 'PR' ? (SHARES[row.reason ?? ''] ?? 'share') : 'other'
    default:
      return 'other'
  }
}

function wordsOf(what: What, row: PostingRow, turn: Piece['turn']): string {
  const named = row.group !== null && (what === 'write-off' || what === 'share' || what === 'billed' || what === 'other')
  const words = named ? `${NAMES[what]}: ${lower(adjustmentReason(row.reason ?? '').short)}, ${row.group}-${row.reason}` : NAMES[what]
  return turn === 'back' ? `Taken back: ${lower(words)}` : turn === 'again' ? `Corrected: ${lower(words)}` : words
}

const lower = (words: string): string => (/^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words)
