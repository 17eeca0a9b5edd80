import { describe, expect, it } from 'vitest'
import { ask, book, child, COVERED, received, responseTo, take } from '../../test/support/eligibility.ts'
import { PAYER, testPractice, type TestPractice } from '../../test/support/practice.ts'
import { contract } from '../../src-shared/contract/index.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { handlers as practice } from '../practice/index.ts'
import { tables } from '../store/index.ts'
import type { Benefit271, Response271 } from '../x12/index.ts'
import { handlers } from './index.ts'

const PLAN: readonly Benefit271[] = [
  { benefit: { information: '1', services: ['30'], plan: 'PPO' } },
  { benefit: { information: '1', services: ['30', '98', 'MH', 'UC'] } },
  { benefit: { information: 'C', level: 'IND', services: ['30'], period: '29', amount: cents(5000) } },
]
const MENTAL: readonly Benefit271[] = [
  { benefit: { information: '1', services: ['MH'] } },
  {
    benefit: { information: 'B', level: 'IND', services: ['MH'], period: '27', amount: cents(2500), inNetwork: 'Y' },
    messages: [{ text: 'DEDUCTIBLE DOES NOT APPLY' }],
  },
]
const SILENT: readonly Benefit271[] = [{ benefit: { information: '1', services: ['MH'] } }]

const card = (at: TestPractice, appointment: number) => at.query((work) => handlers['eligibility.card'](work, { appointment }))
const listed = (at: TestPractice) =>
  at.query((work) => handlers['eligibility.list'](work, { view: { filters: [], sort: [] }, window: 0 })).rows
/** Asks about sessions; the service types that were asked about, one list a person. */
function asking(at: TestPractice, ...sessions: number[]): { file: number; services: readonly (readonly string[])[] } {
  const file = must('a file was written', ask(at, ...sessions).files[0]).id
  const people = received(at, file).sources[0]?.receivers[0]?.subscribers ?? []
  return {
    file,
    services: people.map((one) =>
      [...(one.inquiries ?? []), ...(one.dependents ?? []).flatMap((own) => own.inquiries ?? [])].flatMap(
        ({ inquiry }) => inquiry.services ?? [],
      ),
    ),
  }
}
/** Asks about a session and gives the answer. @returns what was asked about */
function round(at: TestPractice, session: number, benefits: readonly Benefit271[], change?: (value: Response271) => Response271): string {
  const { file, services } = asking(at, session)
  take(at, responseTo(received(at, file), benefits, change))
  return services.flat().join()
}
/** Every person of the answer is turned down. */
const turnedDown =
  (reason: string) =>
  (value: Response271): Response271 => ({
    ...value,
    sources: value.sources.map((source) => ({
      ...source,
      receivers: (source.receivers ?? []).map((receiver) => ({
        ...receiver,
        subscribers: (receiver.subscribers ?? []).map((one) => ({
          ...one,
          benefits: [],
          person: { name: must('a person has a name', one.person?.name), rejections: [{ valid: 'Y', reason, followUp: 'N' }] },
        })),
      })),
    })),
  })

describe('a run of questions', () => {
  it('asks for the plan, then for mental health by name where the answer leaves it out; the card is of both', () => {
    const at = testPractice()
    const session = book(at)
    expect(round(at, session, PLAN)).toBe('30')
    expect(listed(at)).toMatchObject([{ outcome: 'active', wrong: 'h-more', next: 'Mental health', owes: null }])
    expect(card(at, session)).toMatchObject({ next: 'Mental health', waits: false, copay: { value: null } })

    const { file, services } = asking(at, session)
    expect(services).toEqual([['MH']])
    expect(listed(at)).toMatchObject([{ outcome: 'active', wrong: 'h-asked' }])
    expect(card(at, session)).toMatchObject({ waits: true, outcome: 'active', deductibleLeft: { value: 5000 } })
    expect(take(at, responseTo(received(at, file), MENTAL)).words).toBe('1 active.')

    const whole = card(at, session)
    expect(contract['eligibility.card'].output.safeParse(whole).error).toBeUndefined()
    const [second, first] = whole.questions
    expect([second?.services, first?.services, first?.answerFile]).toEqual(['Mental health', 'Health plan coverage', whole.answerFile])
    const later = must('the second was answered', second).answerFile ?? 0
    expect(whole).toMatchObject({
      next: null,
      waits: false,
      plan: 'PPO',
      copay: { value: 2500, segment: 13, file: later },
      copayRule: { value: 'first', segment: 14, file: later },
      deductibleLeft: { value: 5000, segment: 14 },
      messages: ['DEDUCTIBLE DOES NOT APPLY'],
    })
    expect(whole.deductibleLeft.file).toBeUndefined()
    // Each figure finds its segment in the file it came from.
    const rawOf = ({ segment, file: of }: { segment: number | null; file?: number }) =>
      whole.segments.find((one) => one.segment === segment && one.file === of)?.raw
    expect([rawOf(whole.copay), rawOf(whole.deductibleLeft)]).toEqual([
      expect.stringMatching(/^EB\*B\*IND\*MH/),
      expect.stringMatching(/^EB\*C\*IND\*30/),
    ])
    expect(whole.documents.map(({ kind }) => kind)).toEqual(['271', '270', '271', '270'])
    expect(listed(at)).toMatchObject([{ wrong: 'k-nothing', next: null, owes: 2500 }])
  })

  it('gives each session of a day its own next type', () => {
    const at = testPractice()
    const [known, fresh] = [book(at), book(at, '2026-11-20', { patient: child(at) })]
    round(at, known, PLAN)
    expect(asking(at, known, fresh).services).toEqual([['MH'], ['30']])
  })

  it('goes on in order until a type is stated, asks again for what could not be answered, and passes over what was turned down', () => {
    const at = testPractice()
    const session = book(at)
    const asked = [
      round(at, session, PLAN),
      round(at, session, SILENT),
      round(at, session, [], turnedDown('42')),
      round(at, session, [], turnedDown('53')),
    ]
    expect(asked).toEqual(['30', 'MH', 'A8', 'A8'])
    expect(card(at, session)).toMatchObject({
      outcome: 'active',
      next: 'Psychotherapy',
      messages: [
        'The question about psychiatric outpatient was turned down.',
        'The question about psychiatric outpatient was turned down.',
      ],
    })
    expect([round(at, session, SILENT), round(at, session, SILENT), round(at, session, SILENT), round(at, session, SILENT)]).toEqual([
      'A6',
      'CF',
      'CH',
      'UC',
    ])
    // Nothing is left to ask for by name: the next question begins anew.
    expect(card(at, session).next).toBeNull()
    expect(round(at, session, PLAN)).toBe('30')
  })

  it('asks a payer that takes several types about plan and mental health at once, then about all that is left', () => {
    const at = testPractice()
    const session = book(at)
    at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer, manyServices: true }))
    expect(round(at, session, PLAN)).toBe('30,MH')
    expect(card(at, session)).toMatchObject({ next: '5 service types', questions: [{ services: 'Health plan coverage, Mental health' }] })
    expect(round(at, session, MENTAL)).toBe('A8,A6,CF,CH,UC')
    expect(card(at, session)).toMatchObject({ next: null, copay: { value: 2500 } })
  })

  it('asks about substance use where the patient’s diagnosis is one', () => {
    const at = testPractice()
    const session = book(at)
    at.command(({ db }) => {
      db.run(tables<{ patient_diagnosis: { code: string } }>().updateTable('patient_diagnosis').set({ code: 'F10.20' }))
    })
    const asked = Array.from({ length: 7 }, () => round(at, session, PLAN.slice(0, 1)))
    expect(asked).toContain('AI')
  })

  it('ends where mental health is not covered after all, though the plan’s list has it', () => {
    const at = testPractice()
    const session = book(at)
    round(at, session, PLAN)
    round(at, session, [{ benefit: { information: 'I', services: ['MH'] } }])
    expect(card(at, session)).toMatchObject({
      outcome: 'inactive',
      next: null,
      plan: 'PPO',
      reason: { segment: 12 },
    })
  })

  it('begins anew once the answer is a week old', () => {
    const at = testPractice()
    const session = book(at, '2026-12-10')
    at.clock.set('2026-11-19')
    round(at, session, PLAN)
    at.clock.set('2026-11-27')
    expect(listed(at)).toMatchObject([{ wrong: 'h-more', next: null }])
    expect(asking(at, session).services).toEqual([['30']])
  })

  it('holds run against run: what the second question adds is no change', () => {
    const at = testPractice()
    const session = book(at)
    round(at, session, PLAN)
    round(at, session, MENTAL)
    expect(card(at, session).changes).toBeNull()
    round(at, session, PLAN)
    round(
      at,
      session,
      MENTAL.map((one) => ({ ...one, benefit: { ...one.benefit, ...(one.benefit.amount && { amount: cents(4000) }) } })),
    )
    expect(card(at, session).changes?.of).toEqual([{ what: 'Copay', was: '$25.00', now: '$40.00' }])
  })

  it('goes on with an administrator under its own member id', () => {
    const at = testPractice()
    const session = book(at)
    const payer = at.command((work) => practice['payers.save'](work, { ...PAYER, name: 'Harborline Behavioral', ediId: 'HBH01' })).id
    const other = () => {
      const { id } = at.command((work) => handlers['eligibility.askOther'](work, { appointment: session, payer, memberId: 'HB771209' }))
      return received(at, id)
    }
    take(at, responseTo(other(), PLAN))
    expect(card(at, session)).toMatchObject({ payer: 'Harborline Behavioral', next: 'Mental health' })
    const second = other()
    expect(second.sources[0]?.receivers[0]?.subscribers).toMatchObject([
      { person: { name: { id: 'HB771209' } }, inquiries: [{ inquiry: { services: ['MH'] } }] },
    ])
    take(at, responseTo(second, COVERED))
    expect(card(at, session)).toMatchObject({ memberId: 'HB771209', copay: { value: 2500 }, next: null })
    // The payer on the card begins a run of its own.
    expect(asking(at, session).services).toEqual([['30']])
  })
})
