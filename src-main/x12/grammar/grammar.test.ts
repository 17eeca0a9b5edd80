import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { cents, subtract, sum, type Cents } from '../../../src-shared/money.ts'
import {
  claimPaymentsOf,
  explain,
  isSound,
  readFile,
  readSet,
  remittance,
  setsOf,
  USUAL,
  writeInterchange,
  writeSet,
  type ClaimPayment835,
  type Remittance835,
} from '../index.ts'
import { code, id, loop, many, maybe, money, one, opt, req, segment, when, type Infer, type TransactionSet } from './words.ts'

const on = day('2026-11-17')

function claimOf(n: number, charge: number, paid: number, patient: number): ClaimPayment835 {
  const off = charge - paid - patient
  const adjust = (group: 'CO' | 'PR', reason: string, amount: number) =>
    amount === 0 ? [] : [{ group, adjustments: [{ reason, amount: cents(amount) }] }]
  return {
    claim: {
      control: `C${n}`,
      status: '1',
      charge: cents(charge),
      paid: cents(paid),
      ...(patient > 0 && { patientOwes: cents(patient) }),
      filing: '12',
      payerControl: `P${n}`,
    },
    patient: { kind: '1', name: 'DOE', first: 'JANE', idQualifier: 'MI', id: 'XYZ1' },
    lines: [
      {
        service: { procedure: { kind: 'HC', code: '90837', modifiers: ['95'] }, charge: cents(charge), paid: cents(paid), units: 1 },
        days: [{ qualifier: '472', day: on }],
        adjustments: [...adjust('CO', '45', off), ...adjust('PR', '3', patient)],
        control: { value: `L${n}` },
      },
    ],
  }
}
function remittanceOf(claims: readonly ClaimPayment835[], provider: number): Remittance835 {
  return {
    payment: {
      handling: 'I',
      amount: subtract(sum(claims.map((claim) => claim.claim.paid)), cents(provider)),
      creditOrDebit: 'C',
      method: 'CHK',
      day: on,
    },
    trace: { trace: 'T1', originator: '1999888777' },
    payer: {
      name: { name: 'PLAN' },
      street: { line1: '1 PLAZA' },
      city: { city: 'COLUMBUS', state: 'OH', zip: '43215' },
      technical: [{ numbers: [{ kind: 'TE', number: '5555550198' }] }],
    },
    payee: { name: { name: 'PRACTICE', idQualifier: 'XX', id: '1234567893' } },
    groups: [{ number: { number: 1 }, claims }],
    ...(provider !== 0 && {
      provider: [
        { provider: '1234567893', fiscalEnd: day('2026-12-31'), adjustments: [{ reason: { code: 'L6' }, amount: cents(provider) }] },
      ],
    }),
  }
}
const fileOf = (value: Remittance835): string => {
  const writing = writeSet(remittance, value, '0001', USUAL)
  if (!writing.ok) throw new Error(JSON.stringify(writing.problems))
  return writeInterchange(
    {
      senderQualifier: 'ZZ',
      sender: 'PLAN',
      receiverQualifier: 'ZZ',
      receiver: 'PRACTICE',
      day: on,
      time: '0930',
      interchangeControl: 1,
      groupControl: 1,
      functional: 'HP',
      guide: remittance.guide,
      usage: 'P',
    },
    [writing.written.segments],
  )
}
const readBack = (text: string) => {
  const [set] = setsOf(readFile(Buffer.from(text, 'latin1')))
  if (!set) throw new Error('no set')
  return readSet(remittance, set)
}
const bare = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'at' || key === 'span' ? undefined : part)))

const claims = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 90_000 }), fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 12 })
  .map((all) =>
    all.map(([charge, paid, patient], n) => claimOf(n, charge, Math.floor((charge * paid) / 2001), Math.floor((charge * patient) / 2001))),
  )
const document = fc.tuple(claims, fc.integer({ min: -500, max: 0 })).map(([all, provider]) => remittanceOf(all, provider))

describe('one description', () => {
  it('reads back what it wrote, balanced and without a finding', () =>
    fc.assert(
      fc.property(document, (value) => {
        const reading = readBack(fileOf(value))
        expect(reading.findings).toEqual([])
        expect(bare(reading.value)).toEqual(bare(value))
      }),
      { seed: 20261119, numRuns: 60 },
    ))

  it('says when any one amount is off by a cent', () =>
    fc.assert(
      fc.property(document, fc.nat(), fc.nat(2), (value, which, kind) => {
        const list = claimPaymentsOf(value)
        const n = which % list.length
        const more = (amount: Cents): Cents => cents(amount + 1)
        const changed = list.map((claim, at): ClaimPayment835 => {
          if (at !== n) return claim
          if (kind === 0) return { ...claim, claim: { ...claim.claim, paid: more(claim.claim.paid) } }
          if (kind === 1) return { ...claim, claim: { ...claim.claim, charge: more(claim.claim.charge) } }
          return {
            ...claim,
            lines: (claim.lines ?? []).map((line) => ({ ...line, service: { ...line.service, paid: more(line.service.paid) } })),
          }
        })
        const writing = writeSet(remittance, { ...value, groups: [{ claims: changed }] }, '0001', USUAL)
        expect(writing.ok).toBe(false)
      }),
      { seed: 20261119, numRuns: 60 },
    ))

  it('names any segment that is taken out or doubled, and keeps every other claim sound', () =>
    fc.assert(
      fc.property(claims, fc.nat(), fc.boolean(), (all, which, isDoubled) => {
        const segments = fileOf(remittanceOf(all, 0)).split('~').slice(0, -1)
        const body = segments.slice(3, -3)
        const at = 3 + (which % body.length)
        const changed = isDoubled
          ? [...segments.slice(0, at + 1), ...segments.slice(at)]
          : [...segments.slice(0, at), ...segments.slice(at + 1)]
        const reading = readBack(`${changed.join('~')}~`)
        expect(reading.findings.length).toBeGreaterThan(0)
        const others = claimPaymentsOf(reading.value).filter((claim) => isSound(reading, claim))
        expect(others.length).toBeGreaterThanOrEqual(all.length - 2)
      }),
      { seed: 20261119, numRuns: 120 },
    ))

  it('refuses a value that holds a separator, is too long or is not in the list, and names the field', () => {
    const value = remittanceOf([claimOf(1, 100, 60, 0)], 0)
    const wrong = {
      ...value,
      payer: { ...value.payer, name: { name: 'PLAN~A' } },
      payment: { ...value.payment, method: 'GOLD' as 'CHK' },
      trace: { trace: 'x'.repeat(51), originator: '1999888777' },
    }
    const writing = writeSet(remittance, wrong, '0001', USUAL)
    expect(writing.ok ? [] : writing.problems.map((problem) => `${problem.element} ${problem.path}`)).toEqual([
      'BPR04 payment.method',
      'TRN02 trace.trace',
      'N102 payer.name.name',
    ])
  })

  it('explains a file segment by segment', () => {
    const lines = explain(Buffer.from(fileOf(remittanceOf([claimOf(1, 17500, 11500, 2500)], 0)), 'latin1'))
    expect(lines.find((line) => line.raw.startsWith('SVC'))?.words).toBe(
      'Service payment: procedure HC (CPT or HCPCS) 90837 95, charge $175.00, paid $115.00, units 1',
    )
    expect(lines.find((line) => line.raw.startsWith('CAS*PR'))?.words).toBe(
      'Adjustments: group PR (patient responsibility), reason 3 (Copay) amount $25.00',
    )
  })
})

/* A small set of its own, to hold the mechanics. */
const A = segment('AAX', 'First', req('kind', code('1', '2')), opt('name', id(1, 5)))
const B = segment('BBX', 'Second', req('amount', money))
const inner = loop('I', 'Inner', { open: one(when(A, { kind: '1' })), amounts: many(B, 2) })
const body = loop('T', 'Tiny', { loops: many(inner), end: maybe(when(A, { kind: '2' })) })
const tiny: TransactionSet<Infer<typeof body>> = {
  is: 'set',
  id: '999',
  name: 'tiny',
  functional: 'FA',
  guide: 'G',
  guides: ['G'],
  namesGuide: true,
  title: 'Tiny',
  body,
  units: [],
  rules: [],
}
const readTiny = (...segments: string[]) => {
  const text = [
    'ISA*00*          *00*          *ZZ*S              *ZZ*R              *261109*0930*^*00501*000000001*0*T*:',
    'GS*FA*S*R*20261109*0930*1*X*G',
    'ST*999*0001*G',
    ...segments,
    `SE*${segments.length + 2}*0001`,
    'GE*1*1',
    'IEA*1*000000001',
  ].join('~')
  const [set] = setsOf(readFile(Buffer.from(`${text}~`)))
  if (!set) throw new Error('no set')
  const reading = readSet(tiny, set)
  return {
    value: bare(reading.value),
    said: reading.findings.map((one) => `${one.code} ${one.where.inSet} ${one.where.loop}${one.where.element ?? ''}`),
  }
}

describe('the walk through a set', () => {
  it('puts each segment into its loop, and leaves pinned qualifiers out of the value', () => {
    expect(readTiny('AAX*1*X', 'BBX*1', 'BBX*2.5', 'AAX*1', 'AAX*2*Z')).toEqual({
      value: { loops: [{ open: { name: 'X' }, amounts: [{ amount: 100 }, { amount: 250 }] }, { open: {} }], end: { name: 'Z' } },
      said: [],
    })
  })
  it('stays where it is when a foreign segment comes, and goes on', () => {
    expect(readTiny('AAX*1*X', 'ZZZ*1', 'BBX*1')).toEqual({
      value: { loops: [{ open: { name: 'X' }, amounts: [{ amount: 100 }] }] },
      said: ['SEG.UNKNOWN 3 I[1]'],
    })
  })
  it('takes a segment out of order, and one too many, and says so', () => {
    expect(readTiny('AAX*2*Z', 'AAX*1')).toEqual({ value: { loops: [{ open: {} }], end: { name: 'Z' } }, said: ['SEG.ORDER 3 T'] })
    expect(readTiny('AAX*1', 'AAX*2*Z', 'BBX*1').said).toEqual(['SEG.UNEXPECTED 4 T'])
    expect(readTiny('AAX*1', 'BBX*1', 'BBX*2', 'BBX*3').said).toEqual(['SEG.MAX 5 I[1]'])
  })
  it('says which element is missing, too long, no number, or no code of the list', () => {
    expect(readTiny('AAX*1*TOOLONG', 'BBX*x', 'BBX').said).toEqual(['EL.LONG 2 I[1]2', 'EL.NUMBER 3 I[1]1', 'EL.MISSING 4 I[1]1'])
    expect(readTiny('AAX*7').said).toEqual(['SEG.UNEXPECTED 2 T'])
  })
})
