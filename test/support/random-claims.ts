import fc from 'fast-check'
import type { ClaimFacts } from '../../src-main/claims/index.ts'
import { addDays, day, type Day } from '../../src-shared/day.ts'
import { cents, subtract, sum, type Cents } from '../../src-shared/money.ts'
import { claimFacts } from './claim-facts.ts'

/* Claims as practices may bill them, drawn by chance: every length, payer, order and answer that an 837P has room for. Everything is invented. */

const DIAGNOSES = ['F41.1', 'F33.1', 'F43.10', 'F32.1', 'F31.9', 'F20.9', 'F42.9', 'F50.9', 'F90.0', 'F10.20', 'F43.23', 'F60.3'] as const
const CODES = ['90837', '90834', '90832', '90791', '99214', '90836', '90847', '90853', 'H0004', 'H2019', '90785', '96130'] as const
const MODIFIERS = ['95', 'GT', '59', 'XE', '25', 'HO', 'HF', 'U1', 'KX', 'HQ', '93'] as const
const NAMES = ['Quintero', 'O’Neill', 'Núñez Castaño', 'Smith-Jones', 'Öberg', 'Ng', 'de la Cruz', 'Whitehorse Standing Bear'] as const
const SERVED = day('2026-04-06')

type Line = ClaimFacts['lines'][number]
type Other = ClaimFacts['others'][number]

const name = fc.constantFrom(...NAMES)
const drug: fc.Arbitrary<Line['drug']> = fc.option(
  fc.record({
    ndc: fc.constantFrom('50458056401', '0078-0639-15', '12496-0100-1'),
    thousandths: fc.integer({ min: 1, max: 99_999_999_999 }),
    unit: fc.constantFrom('UN' as const, 'ML' as const, 'GR' as const, 'ME' as const, 'F2' as const),
    number: fc.option(fc.record({ kind: fc.constantFrom('XZ' as const, 'VY' as const), value: fc.constantFrom('RX 7741', '12') }), {
      nil: null,
    }),
  }),
  { nil: null },
)
const line = fc.record({
  code: fc.constantFrom(...CODES),
  modifiers: fc.uniqueArray(fc.constantFrom(...MODIFIERS), { maxLength: 4 }),
  units: fc.integer({ min: 1, max: 32 }),
  pointers: fc.uniqueArray(fc.nat({ max: 11 }), { minLength: 1, maxLength: 4 }),
  days: fc.nat({ max: 20 }),
  through: fc.option(fc.nat({ max: 6 }), { nil: null }),
  place: fc.constantFrom('02', '10', '11', '53', '12'),
  cents: fc.integer({ min: 100, max: 99_999_99 }),
  drug,
})

const reason = fc.record({
  group: fc.constantFrom('CO', 'PR', 'OA', 'PI'),
  reason: fc.constantFrom('1', '2', '3', '45', '97', '253', '197', '16', '50', '96', '119', '151', '204'),
  part: fc.integer({ min: 1, max: 40 }),
})
const answer = fc.record({
  reasons: fc.uniqueArray(reason, { maxLength: 9, selector: (one) => `${one.group} ${one.reason}` }),
  ofClaim: fc.boolean(),
  units: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
  payerControl: fc.constantFrom('ICN-77', '2026313000123', ''),
})
type Answer = typeof answer extends fc.Arbitrary<infer T> ? T : never
const payer = fc.record({
  relationship: fc.constantFrom('18', '01', '19', 'G8'),
  filing: fc.constantFrom('CI', 'BL', 'MC', 'MB', 'HM', '12'),
  last: name,
  group: fc.option(fc.constantFrom('GRP1', '900-22'), { nil: null }),
  id: fc.constantFrom('NLHP1', 'HBH01', 'KEYM1'),
  isDecided: fc.boolean(),
  answer,
})

/** Parts of a charge that reasons take, each a share of it by hundredths, together never more than all of it. */
function reasonsOf(charge: Cents, reasons: readonly { group: string; reason: string; part: number }[]) {
  let left: number = charge
  return reasons.flatMap(({ group, reason: why, part }) => {
    const own = cents(Math.min(left, Math.floor((charge * part) / 100)))
    left -= own
    return own > 0 ? [{ group, reason: why, cents: own }] : []
  })
}

/** What a payer decided, which adds up line by line, or of the claim as a whole. */
function decided(lines: readonly Line[], { reasons, ofClaim, units, payerControl }: Answer): Other['decision'] {
  const shared = { day: day('2026-05-02'), payerControl, isForwarded: false, forwardedTo: '', remarks: [] }
  if (ofClaim) {
    const charge = sum(lines.map((one) => one.cents))
    const adjusted = reasonsOf(charge, reasons)
    return { ...shared, adjusted, lines: [], paid: subtract(charge, ...adjusted.map((one) => one.cents)) }
  }
  const own = lines.map((one) => {
    const adjusted = reasonsOf(one.cents, reasons)
    const paid = subtract(one.cents, ...adjusted.map((part) => part.cents))
    return { line: one.id, code: one.code, modifiers: one.modifiers.slice(0, 1), units, paid, adjusted }
  })
  return { ...shared, adjusted: [], lines: own, paid: sum(own.map((one) => one.paid)) }
}

/** A claim with what its payers before decided, and those that may share in it. */
export const randomClaim: fc.Arbitrary<ClaimFacts> = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 50 }),
    diagnoses: fc.uniqueArray(fc.constantFrom(...DIAGNOSES), { minLength: 1, maxLength: 12 }),
    own: payer,
    others: fc.array(payer, { maxLength: 3 }),
    frequency: fc.constantFrom('1', '1', '1', '7', '8'),
    authorization: fc.option(fc.constantFrom('AUTH778899', 'A 1'), { nil: null }),
    supervised: fc.constantFrom('own' as const, 'named' as const, 'supervisor' as const),
    isSolo: fc.boolean(),
    note: fc.constantFrom(null, 'Corrected code, see the letter of 05/02', 'José’s second visit'),
    delay: fc.constantFrom(null, '3', '11', '15'),
    attachments: fc.array(fc.record({ report: fc.constantFrom('OZ', 'M1', '09'), by: fc.constantFrom('AA', 'FX', 'EL') }), {
      maxLength: 10,
    }),
    parties: fc.record({
      paid: fc.option(fc.integer({ min: 1, max: 100 }), { nil: null }),
      referrer: fc.option(fc.record({ last: name, first: fc.constantFrom('Ada', ''), npi: fc.constant('1497758544') }), { nil: null }),
      site: fc.option(
        fc.record({
          name: fc.constantFrom('Elm Street West', 'Öst Clinic'),
          npi: fc.constantFrom(null, '1555123409', '1234567893'),
          line1: fc.constantFrom('900 West Blvd', '4 Mill Street'),
          city: fc.constant('Columbus'),
          state: fc.constant('OH'),
          zip: fc.constant('432151234'),
        }),
        { nil: null },
      ),
    }),
    rules: fc.record({ tells_paid: fc.nat({ max: 1 }), names_site: fc.nat({ max: 1 }), names_taxonomy: fc.nat({ max: 1 }) }),
    patient: fc.record({ last: name, first: name, middle: fc.option(name, { nil: null }) }),
  })
  .map(
    ({
      lines: drawn,
      diagnoses,
      own,
      others,
      frequency: wanted,
      authorization,
      supervised,
      isSolo,
      note,
      delay,
      attachments,
      parties,
      rules,
      patient,
    }) => {
      const base = claimFacts()
      const place = drawn[0]?.place ?? '11'
      // Medicare takes neither a replacement nor a void.
      const frequency = own.filing === 'MB' ? '1' : wanted
      const lines = drawn.map(({ days, through, pointers, cents: charge, ...more }, n): Line => {
        const on = addDays(SERVED, days)
        const to = [...new Set(pointers.map((one) => (one % diagnoses.length) + 1))]
        const until: Day | null = through === null || through === 0 ? null : addDays(on, through)
        return {
          ...more,
          charge: null,
          session: undefined,
          id: n + 1,
          n: n + 1,
          control: `L${n + 1}`,
          day: on,
          through: until,
          pointers: to,
          cents: cents(charge),
        }
      })
      const days = lines.map((one) => one.day).toSorted()
      const coverageOf = ({ relationship, filing, last, group, id }: typeof own, position: number): ClaimFacts['coverage'] => ({
        ...base.coverage,
        id: position,
        position,
        member_id: `${id}-${position}`,
        group_number: group,
        filing,
        relationship,
        subscriber_last: relationship === '18' ? null : last,
        subscriber_first: relationship === '18' ? null : 'Noor',
      })
      const before = others.filter(({ isDecided }) => isDecided).length
      const placed = others.toSorted((one, other) => (one.isDecided === other.isDecided ? 0 : one.isDecided ? -1 : 1))
      const supervisor = base.provider && { ...base.provider, id: 2, last: 'Castellan', npi: '1497758544' }
      return {
        ...base,
        lines,
        diagnoses,
        said: { note, delay, authorization },
        attachments: attachments.map(({ report, by }, n) => ({ report, by, control: by === 'AA' ? null : `10001A${n + 1}` })),
        claim: {
          ...base.claim,
          place,
          frequency,
          authorization,
          payer_control: frequency === '1' ? null : 'ICN-12',
          turn: before + 1,
          cents: sum(lines.map((one) => one.cents)),
          first_day: days[0] ?? SERVED,
          last_day: days.at(-1) ?? SERVED,
        },
        patient: { ...base.patient, ...patient },
        coverage: coverageOf(own, before + 1),
        parties: { ...parties, paid: parties.paid === null ? null : cents(parties.paid) },
        payer: { ...base.payer, supervised, ...rules },
        others: placed.map((one, n) => ({
          coverage: coverageOf(one, one.isDecided ? n + 1 : n + 2),
          payer: { ...base.payer, id: n + 2, name: `Plan ${one.id}`, edi_id: one.id },
          isBefore: one.isDecided,
          decision: one.isDecided ? decided(lines, one.answer) : undefined,
        })),
        provider: base.provider && { ...base.provider, npi: isSolo ? base.biller.npi : base.provider.npi },
        standing: base.standing && { ...base.standing, isSupervised: true, supervisor },
      }
    },
  )
