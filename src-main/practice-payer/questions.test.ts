import { describe, expect, it } from 'vitest'
import { claimFile, foundIn, on, oneClaim, payerWith, PLAN, RECEIVED, statusesIn, TERMS } from '../../test/support/practice-payer.ts'
import { day, type Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import {
  answersOf,
  eligibilityInquiry,
  readAny,
  readFile,
  setsOf,
  statusRequest,
  type Inquiry270,
  type Response271,
  type StatusRequest276,
} from '../x12/index.ts'
import { answer, NOTHING_YET, type PracticePayer, type State, type Terms } from './index.ts'
import { fileWith } from './writing/envelope.ts'

/* Questions as any practice may ask them: subscribers and dependents, in one file, of one payer. */

const FROM = { name: 'Practice', id: 'CEDARHOLLOW', taxNumber: '123456789' }
const ASKED = on('2026-05-06')

type Person = {
  readonly id: string
  readonly last?: string
  readonly born?: Day
  readonly services?: readonly string[]
  readonly child?: string
}

function inquiry(people: readonly Person[]): Uint8Array {
  const value: Inquiry270 = {
    beginning: { purpose: '13', reference: 'ASK1', day: ASKED.day, time: ASKED.time },
    sources: [
      {
        level: {},
        payer: { name: { entity: 'PR', kind: '2', name: 'NORTHLAKE', idQualifier: 'PI', id: TERMS.id } },
        receivers: [
          {
            level: {},
            provider: { name: { entity: '1P', kind: '2', name: 'CEDAR HOLLOW', idQualifier: 'XX', id: '1234567893' } },
            subscribers: people.map(({ id, last = 'QUINTERO', born = day('1988-03-14'), services = ['30'], child }, n) => {
              const traces = [{ trace: `T${n + 1}`, originator: '9CEDARHOLL' }]
              const inquiries = [{ inquiry: { services } }]
              return {
                level: {},
                ...(child === undefined && { traces, inquiries }),
                person: {
                  name: { kind: '1' as const, name: last, first: 'MARISOL', idQualifier: 'MI' as const, id },
                  birth: { born: { from: born } },
                  days: [{ qualifier: '291' as const, when: { from: ASKED.day } }],
                },
                ...(child !== undefined && {
                  dependents: [
                    {
                      level: {},
                      traces,
                      inquiries,
                      person: { name: { kind: '1' as const, name: last, first: child }, birth: { born: { from: day('2015-03-02') } } },
                    },
                  ],
                }),
              }
            }),
          },
        ],
      },
    ],
  }
  return fileWith(eligibilityInquiry, [value], FROM, TERMS.id, 900, ASKED)
}

function ask(payer: PracticePayer, people: readonly Person[], state: State = NOTHING_YET) {
  const paid = answer(payer, state, inquiry(people), ASKED)
  expect(foundIn(paid)).toEqual([])
  const value = setsOf(readFile(paid.files[1]?.bytes ?? new Uint8Array()))
    .map(readAny)
    .map(({ reading }) => reading.value as Response271)[0]
  const people271 = value ? answersOf(value) : []
  return {
    rules: paid.decisions.filter(({ about }) => about.startsWith('member')).map(({ rule }) => rule),
    rows: people271.map(({ subscriber, dependent }) => {
      const own = dependent ?? subscriber
      const refused = subscriber.person.rejections?.map(({ reason }) => `AAA ${reason}`) ?? []
      return [
        ...refused,
        ...(own.benefits ?? []).map(({ benefit: one }) =>
          [one.information, one.period, one.amount ?? one.quantity].filter((part) => part !== undefined).join(' '),
        ),
      ]
    }),
  }
}

describe('a question about cover', () => {
  const members: Terms['members'] = {
    ENDED: { plan: { ...PLAN, ends: day('2026-04-30') } },
    ELSEWHERE: { plan: { ...PLAN, administrator: { name: 'Harborline', id: 'HBH01' } } },
    TERSE: { plan: { ...PLAN, isTerse: true } },
    KNOWN: { plan: PLAN, last: 'QUINTERO', born: day('1988-03-14') },
  }
  const payer = payerWith({ members, others: undefined })

  it('is answered by plan, or turned down for what does not fit', () => {
    const { rules, rows } = ask(payer, [
      { id: 'KNOWN' },
      { id: 'KNOWN', last: 'OTHER' },
      { id: 'KNOWN', born: day('1980-01-01') },
      { id: 'NOBODY' },
      { id: 'ENDED' },
      { id: 'ELSEWHERE' },
      { id: 'TERSE' },
      { id: 'TERSE', services: ['MH'] },
      { id: 'KNOWN', child: 'LEO' },
    ])
    expect(rules).toEqual([
      'cover.known',
      'cover.name',
      'cover.birth',
      'cover.unknown',
      'cover.ended',
      'cover.elsewhere',
      'cover.known',
      'cover.known',
      'cover.known',
    ])
    const mental = ['B 27 2500', 'F 23 20', 'F 29 20']
    expect(rows).toEqual([
      ['1', '1', ...mental],
      ['AAA 73'],
      ['AAA 71'],
      ['AAA 75'],
      ['6'],
      ['1', '1', 'U'],
      ['1', '1'],
      ['1', ...mental],
      ['1', '1', ...mental],
    ])
  })

  it('tells what claims of the year have left', () => {
    const { copay: _copay, ...plan } = PLAN
    const own = payerWith({ others: { ...plan, deductible: cents(20_000) } })
    const { state } = answer(own, NOTHING_YET, claimFile([oneClaim('C1')]), RECEIVED)
    const { rows } = ask(own, [{ id: 'NL884170' }, { id: 'SOMEBODY' }], state)
    expect(rows.map((one) => one.filter((row) => row.includes(' 29 ')))).toEqual([
      ['C 29 6800', 'F 29 19'],
      ['C 29 20000', 'F 29 20'],
    ])
  })
})

type Asked = {
  readonly account?: string
  readonly payerControl?: string
  readonly day?: Day
  readonly charge?: number
  readonly member?: string
}

function statusFile(asked: readonly Asked[]): Uint8Array {
  const value: StatusRequest276 = {
    beginning: { purpose: '13', reference: 'STA1', day: ASKED.day, time: ASKED.time },
    sources: [
      {
        level: {},
        name: { kind: '2', name: 'NORTHLAKE', idQualifier: 'PI', id: TERMS.id },
        receivers: [
          {
            level: {},
            name: { kind: '2', name: 'CEDAR HOLLOW', idQualifier: '46', id: 'CEDARHOLLOW' },
            providers: [
              {
                level: {},
                names: [{ kind: '2', name: 'CEDAR HOLLOW', idQualifier: 'XX', id: '1234567893' }],
                subscribers: asked.map(({ account, payerControl, day: served = day('2026-04-28'), charge, member = 'NL884170' }, n) => ({
                  level: {},
                  birth: { born: { from: day('1988-03-14') }, sex: 'F' as const },
                  name: { kind: '1' as const, name: 'QUINTERO', first: 'MARISOL', idQualifier: 'MI' as const, id: member },
                  claims: [
                    {
                      trace: { trace: `Q${n + 1}` },
                      ...(payerControl !== undefined && { payerControl: { value: payerControl } }),
                      ...(account !== undefined && { account: { value: account } }),
                      ...(charge !== undefined && { charge: { amount: cents(charge) } }),
                      day: { when: { from: served } },
                    },
                  ],
                })),
              },
            ],
          },
        ],
      },
    ],
  }
  return fileWith(statusRequest, [value], FROM, TERMS.id, 901, ASKED)
}

describe('a question what became of a claim', () => {
  const answered = (payer: PracticePayer, file: Uint8Array, asked: readonly Asked[]): string[] => {
    const { state } = answer(payer, NOTHING_YET, file, RECEIVED)
    const paid = answer(payer, state, statusFile(asked), ASKED)
    expect(foundIn(paid)).toEqual([])
    return statusesIn(paid).flatMap(({ sources }) =>
      sources.flatMap(({ receivers }) =>
        receivers.flatMap(({ providers = [] }) =>
          providers.flatMap(({ subscribers = [] }) =>
            subscribers.flatMap(({ claims = [] }) =>
              claims.map(({ trace, statuses, account }) => {
                const [{ first, paid: amount, check } = { first: { category: '', status: '' } }] = statuses
                return [trace.trace, account?.value, `${first.category}:${first.status}`, amount, check]
                  .filter((one) => one !== undefined)
                  .join(' ')
              }),
            ),
          ),
        ),
      ),
    )
  }

  it('is answered with the payment, the denial, the refusal, or that there is none', () => {
    const file = claimFile([
      oneClaim('C1'),
      oneClaim('C2', { lines: [{ code: '90834', day: day('2026-01-28') }] }),
      oneClaim('C3', { diagnoses: ['F50.2'] }),
    ])
    expect(
      answered(payerWith(), file, [
        { account: 'C1' },
        { account: 'C2', payerControl: 'NL2605000002' },
        { account: 'C3' },
        { account: 'C9' },
        { account: 'C1', member: 'SOMEBODY' },
      ]),
    ).toEqual(['Q1 C1 F1:65 10700 EFT000000003', 'Q2 C2 F2:718 0 EFT000000003', 'Q3 C3 A7:254', 'Q4 C9 A4:35', 'Q5 C1 A4:35'])
  })

  it('gets every claim that fits when it names no number, and what is not paid yet is in process', () => {
    const file = claimFile([oneClaim('C1'), oneClaim('C2', { lines: [{ code: '90834' }] })])
    expect(answered(payerWith({ paysAfter: 30 }), file, [{ charge: 17_500 }, { charge: 1 }])).toEqual([
      'Q1 C1 P1:20',
      'Q1 C2 P1:20',
      'Q2 A4:35',
    ])
  })
})
