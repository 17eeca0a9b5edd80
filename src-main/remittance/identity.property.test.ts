import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../../src-shared/result.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import {
  because,
  brokenChecks,
  fileOf,
  receive,
  segmentsOf,
  sentClaim,
  tampered,
  type RemittanceSpec,
} from '../../test/support/remittances.ts'
import { tables } from '../store/index.ts'
import type { RemittanceTables } from './records/tables.ts'

const from = tables<RemittanceTables>()

/*
 * What a payment is, whatever it comes in: files posted again, packed otherwise and in any order leave the book as one posting of each does.
 */

const SETTINGS = { seed: 835, numRuns: 12, interruptAfterTimeLimit: 8000 }

/** Remittances on four claims; one in four also pays a claim that is not ours. */
const remittances = fc
  .array(
    fc.record({
      off: fc.integer({ min: 0, max: 9000 }),
      share: fc.integer({ min: 0, max: 6000 }),
      lost: fc.nat({ max: 3 }),
      interest: fc.nat({ max: 500 }),
    }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((all) => all.map(specOf))

function specOf(
  { off, share, lost, interest }: { readonly off: number; readonly share: number; readonly lost: number; readonly interest: number },
  n: number,
): RemittanceSpec {
  const reasons = because(...(off > 0 ? [`CO-45 ${off}`] : []), ...(share > 0 ? [`PR-2 ${share}`] : []))
  const payment = (control: string) => ({ control, lines: [{ code: '90834', charge: 15000, reasons }] })
  return {
    trace: `T${n}`,
    payments: [payment(`C${n}`), ...(lost === 0 ? [payment(`LOST${n}`)] : [])],
    ...(interest > 0 && { provider: [['L6', '', -interest]] as const }),
  }
}

function practiceOf(specs: readonly RemittanceSpec[]): TestPractice {
  const at = testPractice()
  for (const n of specs.keys()) sentClaim(at, { control: `C${n}`, lines: [{ code: '90834', cents: 15000 }] })
  return at
}

/** The book without the order it was written in: every posting under the key of its entry, and where each claim stands. */
function digest(at: TestPractice): readonly string[] {
  return at.query(({ db }) => {
    const postings = db.all(
      from
        .selectFrom('posting')
        .innerJoin('entry', 'entry.id', 'posting.entry')
        .select(['entry.source_key', 'posting.account', 'posting.claim', 'posting.line', 'posting.reason', 'posting.cents'])
        .where('entry.source', '=', 'remittance'),
    )
    const claims = db.all(from.selectFrom('claim').select(['id', 'status', 'payer_control']))
    return [...postings, ...claims].map((one) => JSON.stringify(one)).sort()
  })
}

/** A way to bring the same payments again: which of them, in which order, how many to a file, in which envelope and with which separators. */
const carriage = fc.record({
  order: fc.infiniteStream(fc.nat({ max: 1000 })).map((stream) => [...stream.take(24)]),
  times: fc.integer({ min: 1, max: 5 }),
  size: fc.integer({ min: 1, max: 4 }),
  control: fc.integer({ min: 2, max: 999_999 }),
  separators: fc.constantFrom('*:~', '|>!', '\u001d\u001f\u001c'),
  ends: fc.constantFrom('', '\r\n', '\n'),
})
type Carriage = typeof carriage extends fc.Arbitrary<infer T> ? T : never

function filesOf(specs: readonly RemittanceSpec[], { order, times, size, control, separators, ends }: Carriage): Uint8Array[] {
  const sets = Array.from({ length: times }, () => specs.map((spec) => segmentsOf(spec)))
    .flat()
    .map((set, n) => ({ set, rank: order[n % order.length] ?? 0 }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ set }, n) => set.map((one) => one.replace(/^(ST\*835\*|SE\*\d+\*)0001/, `$1${String((n % size) + 1).padStart(4, '0')}`)))
  const [element = '*', component = ':', segment = '~'] = separators
  return Array.from({ length: Math.ceil(sets.length / size) }, (_, n) => {
    const text = Buffer.from(fileOf(sets.slice(n * size, n * size + size), control + n)).toString('latin1')
    return Buffer.from(text.replaceAll('*', element).replaceAll(':', component).replaceAll('~', `${segment}${ends}`), 'latin1')
  })
}

describe('the identity of a payment', () => {
  it('posted again up to five times, in other files, envelopes, separators and order, it is posted once', () => {
    fc.assert(
      fc.property(remittances, carriage, (specs, way) => {
        const [once, often] = [practiceOf(specs), practiceOf(specs)]
        for (const spec of specs) receive(once, fileOf([segmentsOf(spec)]))
        for (const file of filesOf(specs, way)) receive(often, file)
        expect(digest(often)).toEqual(digest(once))
        expect(brokenChecks(often)).toEqual([])
      }),
      SETTINGS,
    )
  })

  it('with other content under the same payer, number, date and amount it waits for a person, always', () => {
    fc.assert(
      fc.property(remittances, fc.nat(), fc.constantFrom('patient', 'claim', 'number'), (specs, which, change) => {
        const at = practiceOf(specs)
        for (const spec of specs) receive(at, fileOf([segmentsOf(spec)]))
        const before = digest(at)
        const changed = tampered(segmentsOf(must('there is a remittance', specs[which % specs.length])), (one) => {
          if (change === 'patient') return one.replace(/^NM1\*QC\*1\*[^*]*/, 'NM1*QC*1*OTHER')
          return change === 'claim' ? one.replace(/^CLP\*C/, 'CLP*X') : one.replace(/^(CLP.*\*)P/, '$1Q')
        })
        expect(receive(at, fileOf([changed], 5)).map(({ taken }) => taken.status)).toEqual(['quarantined'])
        expect(digest(at)).toEqual(before)
        expect(brokenChecks(at)).toEqual([])
      }),
      SETTINGS,
    )
  })

  it('in whatever order the files come, the book is the same', () => {
    fc.assert(
      fc.property(remittances, fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (specs, order) => {
        const [one, other] = [practiceOf(specs), practiceOf(specs)]
        const files = specs.map((spec) => fileOf([segmentsOf(spec)]))
        for (const file of files) receive(one, file)
        for (const n of order) if (files[n]) receive(other, files[n])
        expect(digest(other)).toEqual(digest(one))
      }),
      SETTINGS,
    )
  })
})
