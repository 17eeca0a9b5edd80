import type { StandingField } from '../../../src-shared/contract/standing.ts'
import { shownDay, type Day } from '../../../src-shared/day.ts'
import { cents, sentenceMoney } from '../../../src-shared/money.ts'
import { dayOf } from '../../charges/index.ts'
import { amountOf, codeOf, modifiersOf } from './cells.ts'
import { isUnfit, type Change, type Effect, type Refused, type Said, type Unfit } from './rules.ts'

/* Rows of a fee schedule and of the practice's own code list. Pure. */

export type Fee = {
  readonly code: string
  readonly modifiers: string
  readonly credential: string
  readonly provider: number
  readonly starts: string
  readonly cents: number
}
export type FeeKey = Omit<Fee, 'cents'>

/** What is here already, and by what the rows are read. */
export type Standing = {
  /** A fee whose row names no day holds from now on. */
  readonly today: Day
  /** Every fee of a code. */
  readonly feesOf: (code: string) => readonly Fee[]
  readonly wordsOf: (code: string) => string | undefined
  /** Clinicians of this NPI or name; a name may be several. */
  readonly clinicians: (said: string) => readonly { readonly id: number; readonly name: string }[]
}
type Cells = (field: StandingField) => string

export const scopeOf = ({ code, modifiers, credential, provider }: FeeKey): string =>
  JSON.stringify([code, modifiers, credential, provider])
const feeKey = ({ code, modifiers, credential, provider, starts }: FeeKey): string =>
  JSON.stringify([code, modifiers, credential, provider, starts])

export function keyOfFee(key: string): FeeKey {
  const [code, modifiers, credential, provider, starts] = JSON.parse(key) as [string, string, string, number, string]
  return { code, modifiers, credential, provider, starts }
}

/** Every row of a fee schedule. A fee that goes on as it is from a later day is no change, unless the file gives it a history of its own. */
export function readFees(rows: readonly Cells[], standing: Standing): (Said | Refused)[] {
  const read = rows.map((cells) => feeOf(cells, standing))
  const times = new Map<string, number>()
  for (const one of read) if ('fee' in one) times.set(scopeOf(one.fee), (times.get(scopeOf(one.fee)) ?? 0) + 1)
  return read.map((one) => {
    if ('why' in one) return one
    const { fee, name } = one
    const effect = feeEffect(fee, standing, (times.get(scopeOf(fee)) ?? 0) > 1)
    return { name, key: feeKey(fee), effects: effect ? [effect] : [] }
  })
}

/** Every row of the practice's own codes: what it calls them, and what it usually charges. */
export function readCodes(rows: readonly Cells[], standing: Standing): (Said | Refused)[] {
  return rows.map((cells) => {
    const code = codeOf(cells('code'))
    const name = cells('code')
    if (isUnfit(code)) return { field: 'code', name, ...code }
    const words = cells('words')
    if (words.length > 80) return { field: 'words', name, why: 'Its words are longer than 80 signs.', fix: 'Write them shorter.' }
    if (words === '' && cells('fee') === '')
      return { field: 'words', name, why: 'It says neither words nor a fee.', fix: 'Fill in one of them, or take the row out.' }
    const here = standing.wordsOf(code)
    const said: Effect[] =
      words === '' || words === here
        ? []
        : [
            {
              what: 'words',
              key: code,
              was: here === undefined ? null : { code, words: here },
              now: { code, words },
              isNew: here === undefined,
              changes: [{ field: 'words', before: here ?? '', after: words }],
            },
          ]
    if (cells('fee') === '') return { name: code, key: code, effects: said }
    const read = feeOf(cells, standing)
    if ('why' in read) return read
    const effect = feeEffect(read.fee, standing, false)
    return { name: code, key: code, effects: effect ? [...said, effect] : said }
  })
}

function feeOf(cells: Cells, { today, clinicians }: Standing): { readonly fee: Fee; readonly name: string } | Refused {
  const refused = (field: StandingField, { why, fix }: Unfit): Refused => ({ field, name: cells('code'), why, fix })
  // `90837-95`, `90837 HO 95`: modifiers that stand behind the code.
  const [first = '', ...behind] = cells('code')
    .toUpperCase()
    .split(/[\s,;:-]+/)
    .filter(Boolean)
  const code = codeOf(first)
  if (isUnfit(code)) return refused('code', code)
  const modifiers = modifiersOf([
    ...behind,
    ...cells('modifiers')
      .toUpperCase()
      .split(/[\s,;:-]+/),
  ])
  if (typeof modifiers !== 'string') return refused('modifiers', modifiers)
  const provider = clinicianOf(cells('clinician'), clinicians)
  if ('why' in provider) return refused('clinician', provider)
  const credential = cells('credential').replaceAll(/\s+/g, ' ')
  if (credential.length > 20)
    return refused('credential', { why: 'The credential is longer than 20 signs.', fix: 'Write it as LCSW or PsyD.' })
  const amount = amountOf(cells('fee'))
  if (typeof amount !== 'number') return refused('fee', amount)
  const day = cells('starts') === '' ? today : dayOf(cells('starts'), today)
  if (day === undefined) return refused('starts', { why: 'Its day cannot be read.', fix: 'Write it as 01/31/2026.' })
  const name = [code, modifiers, credential, provider.name].filter(Boolean).join(' · ')
  return { fee: { code, modifiers, credential, provider: provider.id, starts: day, cents: amount }, name }
}

/** @returns undefined when the fee stands so already on its day, and the row is none of a history */
function feeEffect(fee: Fee, { feesOf }: Standing, isHistory: boolean): Effect | undefined {
  const same = feesOf(fee.code)
    .filter((one) => scopeOf(one) === scopeOf(fee))
    .toSorted((one, other) => (one.starts < other.starts ? 1 : -1))
  const exact = same.find(({ starts }) => starts === fee.starts)
  const inForce = exact ?? same.find(({ starts }) => starts <= fee.starts)
  if (exact ? exact.cents === fee.cents : !isHistory && inForce?.cents === fee.cents) return undefined
  const after = `${sentenceMoney(cents(fee.cents))} from ${shownDay(fee.starts as Day)}`
  const before = inForce ? `${sentenceMoney(cents(inForce.cents))} from ${shownDay(inForce.starts as Day)}` : ''
  const changes: Change[] = [{ field: 'fee', before, after }]
  const was = exact ? { ...fee, cents: exact.cents } : null
  return { what: 'fee', key: feeKey(fee), was, now: { ...fee }, isNew: inForce === undefined, changes }
}

function clinicianOf(said: string, find: Standing['clinicians']): { readonly id: number; readonly name: string } | Unfit {
  if (said === '' || /^(all|any|everyone|everybody|practice)$/i.test(said)) return { id: 0, name: '' }
  const [one, ...others] = find(said)
  if (!one) return { why: 'Nobody here is of that name or NPI.', fix: 'Add the clinician in Setup, or leave the cell empty.' }
  return others.length === 0 ? one : { why: 'Several clinicians are of that name.', fix: 'Write the NPI in its place.' }
}
