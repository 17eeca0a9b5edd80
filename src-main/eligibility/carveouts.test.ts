import { describe, expect, it } from 'vitest'
import { ask, book, child, COVERED, received, responseTo, take } from '../../test/support/eligibility.ts'
import { PAYER, testPractice, type TestPractice } from '../../test/support/practice.ts'
import { day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { handlers as access } from '../access/index.ts'
import { everyPayer, handlers as practice, primaryCoverage } from '../practice/index.ts'
import type { Benefit271 } from '../x12/index.ts'
import { learnedFor, payerNamed, prefixOf } from './carveouts.ts'
import { handlers } from './index.ts'

const ELSEWHERE: readonly Benefit271[] = [
  { benefit: { information: '1', services: ['30'], plan: 'PPO' } },
  {
    benefit: { information: 'U', services: ['MH'] },
    related: {
      begin: { loop: '2120' },
      parties: [{ name: { entity: 'VN', kind: '2', name: 'HARBORLINE BEHAVIORAL, INC.', idQualifier: 'PI', id: 'HBH01' } }],
      end: { loop: '2120' },
    },
  },
]
const harborline = (at: TestPractice): number =>
  at.command((work) => practice['payers.save'](work, { ...PAYER, name: 'Harborline Behavioral', ediId: 'HBH01' })).id
const card = (at: TestPractice, appointment: number) => at.query((work) => handlers['eligibility.card'](work, { appointment }))
const answer = (at: TestPractice, file: number, benefits: readonly Benefit271[]) => take(at, responseTo(received(at, file), benefits))
const lock = (at: TestPractice, appointment: number, payer: number) =>
  at.command((work) =>
    handlers['eligibility.lock'](work, { appointment, payer, memberId: 'HB771209', group: null, starts: day('2026-11-01') }),
  ).coverage

describe('another administrator', () => {
  it('is proposed from the answer, checked under its own id, locked with a first day, and billed from then on', () => {
    const at = testPractice()
    const [payer, session] = [harborline(at), book(at)]
    answer(at, ask(at, session).files[0]?.id ?? 0, ELSEWHERE)
    expect(card(at, session)).toMatchObject({
      outcome: 'other-administrator',
      proposal: { from: 'answer', payer, name: 'Harborline Behavioral', reference: 'HBH01', checked: null },
      locked: null,
    })

    const asked = at.command((work) => handlers['eligibility.askOther'](work, { appointment: session, payer, memberId: 'HB771209' }))
    expect(asked.payer).toBe('Harborline Behavioral')
    const question = received(at, asked.id)
    expect(question.sources[0]).toMatchObject({
      payer: { name: { id: 'HBH01' } },
      receivers: [{ subscribers: [{ person: { name: { name: 'QUINTERO', id: 'HB771209' } } }] }],
    })
    answer(at, asked.id, COVERED)
    expect(card(at, session)).toMatchObject({
      outcome: 'active',
      payer: 'Harborline Behavioral',
      memberId: 'HB771209',
      copay: { value: 2500 },
      proposal: { from: 'asked', payer, memberId: 'HB771209', checked: 'active' },
    })

    const wrong = () =>
      at.query((work) => handlers['eligibility.list'](work, { view: { filters: [], sort: [] }, window: 0 })).rows[0]?.wrong
    expect(wrong()).toBe('c-administrator')
    const coverage = lock(at, session, payer)
    expect(wrong()).toBe('k-nothing')
    expect(card(at, session)).toMatchObject({
      proposal: null,
      locked: { coverage, name: 'Harborline Behavioral', memberId: 'HB771209', starts: '2026-11-01', cardPayer: 'Northlake Health Plan' },
    })
    const pays = (on: string) => at.query(({ db }) => primaryCoverage(db, at.patient, day(on)))
    expect([pays('2026-10-31')?.payer, pays('2026-11-01')?.payer]).toEqual([at.payer, payer])
    expect(received(at, ask(at, session).files[0]?.id ?? 0).sources[0]?.payer.name.id).toBe('HBH01')
  })

  it('is taken back as long as nothing was asked or billed under it', () => {
    const at = testPractice()
    const [payer, session] = [harborline(at), book(at)]
    const undo = (coverage: number) => at.command((work) => handlers['eligibility.unlock'](work, { patient: at.patient, coverage }))
    undo(lock(at, session, payer))
    expect(card(at, session)).toMatchObject({ locked: null, proposal: null, payer: 'Northlake Health Plan' })
    const again = lock(at, session, payer)
    expect(() => lock(at, session, payer)).toThrow('coverage.locked')
    ask(at, session)
    expect(() => undo(again)).toThrow('coverage.used')
    const own = must(
      'the patient is covered',
      at.query(({ db }) => primaryCoverage(db, at.patient, day('2026-01-02'))),
    )
    expect(() => undo(own.id)).toThrow('record.missing')
  })

  it('is learned by group and prefix, and proposed for the next patient before anybody is asked', () => {
    const at = testPractice()
    const [payer, session] = [harborline(at), book(at)]
    const next = book(at, '2026-11-20', { patient: child(at, { memberId: 'NL8999' }) })
    expect(card(at, next).proposal).toBeNull()
    lock(at, session, payer)
    expect(card(at, next).proposal).toMatchObject({ from: 'prefix', payer, name: 'Harborline Behavioral', memberId: 'NL8999' })
    answer(at, ask(at, next).files[0]?.id ?? 0, COVERED)
    expect(card(at, next).proposal).toBeNull()
    expect(card(at, book(at, '2026-11-20', { patient: child(at, { memberId: 'ZZ1', last: 'Other' }) })).proposal).toBeNull()
  })

  it('is not learned from a patient of a substance-use program: the lesson would tell others of her', () => {
    const at = testPractice()
    const [payer, session] = [harborline(at), book(at)]
    const next = book(at, '2026-11-20', { patient: child(at, { memberId: 'NL8999' }) })
    const episode = { patient: at.patient, program: 'Intensive outpatient', starts: day('2026-09-01'), ends: null }
    at.command((work) => access['part2.mark'](work, episode))
    lock(at, session, payer)
    expect([card(at, session).locked?.name, card(at, next).proposal]).toEqual(['Harborline Behavioral', null])
  })

  it('is only hinted at by a sentence', () => {
    const at = testPractice()
    const session = book(at)
    const text = 'BEHAVIORAL BENEFITS ARE ADMINISTERED BY ANOTHER COMPANY'
    answer(at, ask(at, session).files[0]?.id ?? 0, [...COVERED, { benefit: { information: 'D', services: ['MH'] }, messages: [{ text }] }])
    expect(card(at, session)).toMatchObject({ outcome: 'active', administrator: null, proposal: null, hint: text })
  })
})

describe('who is meant', () => {
  const at = testPractice()
  harborline(at)
  const payers = at.query(({ db }) => everyPayer(db))

  it.each([
    ['HARBORLINE BEHAVIORAL', 'HBH01', 'Harborline Behavioral'],
    ['SOMEBODY ELSE', 'HBH01', 'Harborline Behavioral'],
    ['The Harborline Behavioral Co.', null, 'Harborline Behavioral'],
    ['HARBORLINE', null, undefined],
  ] as const)('%s, %s', (name, id, found) => {
    expect(payerNamed(payers, { name, id })?.name).toBe(found)
  })

  it('goes by the group before the prefix, then by how often', () => {
    const row = (group: string, prefix: string, administrator: number, times = 1) => ({
      payer: 1,
      group_number: group,
      prefix,
      administrator,
      times,
      learned_at: '2026-11-01',
    })
    const of = (group: string | null, memberId: string, ...rows: ReturnType<typeof row>[]) =>
      learnedFor(rows, { group_number: group, member_id: memberId })
    expect(of('G1', 'AB9', row('', 'AB9', 2), row('G1', 'ZZZ', 3))).toEqual({ administrator: 3, by: 'group' })
    expect(of(null, 'ab-9 1', row('', 'AB9', 2), row('', 'AB9', 3, 4))).toEqual({ administrator: 3, by: 'prefix' })
    expect(of(null, 'Q', row('', 'AB9', 2))).toBeUndefined()
    expect(of('G2', 'AB9', row('G1', 'AB9', 2))).toBeUndefined()
    expect(prefixOf('nl-88 20')).toBe('NL8')
  })
})
