import { describe, expect, it } from 'vitest'
import { claimFacts, TODAY } from '../../../test/support/claim-facts.ts'
import { addDays, day } from '../../../src-shared/day.ts'
import { professionalOf } from '../professional.ts'
import { scrub } from '../rules.ts'
import { fixFor } from './fixes.ts'

type Changes = NonNullable<Parameters<typeof claimFacts>[0]>
type Enrollment = NonNullable<NonNullable<Changes['standing']>['enrollments']>[number]
type License = NonNullable<NonNullable<Changes['standing']>['licenses']>[number]

const found = (changes: Changes) => scrub(claimFacts(changes), TODAY, { lines: [] })
const codes = (changes: Changes) => found(changes).map(({ rule }) => rule)
const words = (changes: Changes) => found(changes).map((one) => one.words)

const SERVED = day('2026-04-28')
const row = (state: Enrollment['state'], starts: string, ends: string | null = null): Enrollment => ({
  payer: 1,
  state,
  starts: day(starts),
  ends: ends === null ? null : day(ends),
})
const enrolled = (...enrollments: readonly Enrollment[]): Changes => ({ standing: { isKept: true, enrollments } })

describe('enrollment with the payer on the day of service', () => {
  it.each<readonly [string, Changes, readonly string[]]>([
    ['a payer that no enrollment is kept of', {}, []],
    ['enrolled since', enrolled(row('in', '2026-01-01')), []],
    ['enrolled from the day itself', enrolled(row('in', '2026-04-28')), []],
    ['ended on the day itself', enrolled(row('ended', '2025-01-01', '2026-04-28')), []],
    ['ended the day before', enrolled(row('ended', '2025-01-01', '2026-04-27')), ['R19']],
    ['begins the day after', enrolled(row('in', '2026-04-29')), ['R19']],
    ['only asked for', enrolled(row('asked', '2026-01-01')), ['R19']],
    ['others are enrolled, this one is not', enrolled(), ['R19']],
    ['ended, and enrolled again before the day', enrolled(row('ended', '2024-01-01', '2025-06-30'), row('in', '2026-02-01')), []],
    ['a gap on the day', enrolled(row('ended', '2024-01-01', '2026-04-01'), row('in', '2026-05-01')), ['R19']],
  ])('%s', (_case, changes, want) => {
    expect(codes(changes)).toEqual(want)
  })

  it('says what is known instead', () => {
    expect(words(enrolled(row('asked', '2026-03-02')))).toEqual([
      'Ngozi Okafor, LCSW was not enrolled with Northlake Health Plan on 04/28/2026. It was asked for on 03/02/2026.',
    ])
    expect(words(enrolled(row('in', '2026-04-29')))[0]).toMatch(/It begins on 04\/29\/2026\.$/)
    expect(words(enrolled(row('ended', '2025-01-01', '2026-04-27')))[0]).toMatch(/It ended on 04\/27\/2026\.$/)
    expect(words(enrolled())[0]).toMatch(/on 04\/28\/2026\.$/)
  })

  it('looks at every line’s day', () => {
    const lines = [{}, { day: addDays(SERVED, 1), code: '90834' }]
    expect(codes({ ...enrolled(row('ended', '2025-01-01', '2026-04-28')), lines, session: undefined })).toContain('R19')
  })

  it.each<readonly [string, Changes, readonly string[]]>([
    ['in 60 days', enrolled(row('in', '2026-01-01', addDays(TODAY, 60))), ['R20']],
    ['in 61 days', enrolled(row('in', '2026-01-01', addDays(TODAY, 61))), []],
    ['today', enrolled(row('in', '2026-01-01', TODAY)), ['R20']],
    ['soon, and renewed', enrolled(row('in', '2026-01-01', addDays(TODAY, 10)), row('in', addDays(TODAY, 11))), []],
    ['soon, and only asked for again', enrolled(row('in', '2026-01-01', addDays(TODAY, 10)), row('asked', '2026-05-01')), ['R20']],
    ['ended already', enrolled(row('ended', '2026-01-01', '2026-05-03')), []],
  ])('warns before the end: %s', (_case, changes, want) => {
    expect(codes(changes)).toEqual(want)
  })
})

const supervisor = { ...claimFacts().provider, id: 2, last: 'Whitlock', first: 'Dana', npi: '1987654328' } as never
const under = { isSupervised: true, supervisor }

describe('supervision, as the payer takes it', () => {
  it.each<readonly [string, Changes, readonly string[]]>([
    ['taken as any other’s', { standing: under }, []],
    ['nobody supervised', { payer: { supervised: 'supervisor' } }, []],
    ['named, and somebody is', { payer: { supervised: 'named' }, standing: under }, []],
    ['named, and nobody is', { payer: { supervised: 'named' }, standing: { isSupervised: true } }, ['R21']],
    ['in the supervisor’s name, and there is one', { payer: { supervised: 'supervisor' }, standing: under }, []],
    ['in the supervisor’s name, and there is none', { payer: { supervised: 'supervisor' }, standing: { isSupervised: true } }, ['R21']],
    [
      'a supervisor without an NPI',
      { payer: { supervised: 'named' }, standing: { isSupervised: true, supervisor: { ...(supervisor as object), npi: null } as never } },
      ['R21'],
    ],
    ['not at all', { payer: { supervised: 'none' }, standing: under }, ['R22']],
    ['the payer’s modifier is missing', { payer: { supervised_modifier: 'HO' }, standing: under }, ['R23']],
    ['the payer’s modifier is there', { payer: { supervised_modifier: 'HO' }, standing: under, lines: [{ modifiers: ['HO', '95'] }] }, []],
    ['the payer’s modifier, of one who is not supervised', { payer: { supervised_modifier: 'HO' } }, []],
    ['Medicaid, and no modifier says who', { payer: { kind: 'medicaid' }, standing: under }, ['S03']],
    ['Medicaid, and one does', { payer: { kind: 'medicaid' }, standing: under, lines: [{ modifiers: ['HN', '95'] }] }, []],
  ])('%s', (_case, changes, want) => {
    expect(codes(changes)).toEqual(want)
  })

  it('adds the payer’s modifier by one key', () => {
    const facts = claimFacts({ payer: { supervised_modifier: 'HO' }, standing: under })
    expect(fixFor(facts, { rule: 'R23', field: 'line 1' })).toEqual({
      words: 'Add HO to line 1',
      modifiers: [{ line: 1, modifiers: ['HO', '95'] }],
    })
  })

  it.each<readonly [string, string, string | undefined, string | undefined]>([
    ['own', 'taken as any other’s', 'OKAFOR', undefined],
    ['named', 'the supervisor named', 'OKAFOR', 'WHITLOCK'],
    ['supervisor', 'in the supervisor’s name', 'WHITLOCK', undefined],
  ])('writes the file so: %s', (supervised, _case, rendering, supervising) => {
    const facts = claimFacts({ payer: { supervised }, standing: under })
    const sender = { name: 'A', contact: 'B', phone: '5550100142', submitterId: 'A', receiverName: 'C', receiverId: 'C' }
    const { claimValues } = professionalOf([{ facts, control: 'C1' }], sender, '1', SERVED, '1200')
    const claim = claimValues.get(facts.claim.id)
    expect([claim?.rendering?.name.name, claim?.supervising?.name.name]).toEqual([rendering, supervising])
  })

  it('asks for the supervisor’s enrollment where the supervisor is billed', () => {
    const facts: Changes = { payer: { supervised: 'supervisor' }, standing: { ...under, isKept: true } }
    expect(words(facts)[0]).toMatch(/^Dana Whitlock, LCSW was not enrolled/)
  })
})

describe('a license where the patient is', () => {
  const held = (state: string, starts: string, ends: string | null = null): License => ({
    state,
    number: '',
    level: 'full',
    starts: day(starts),
    ends: ends === null ? null : day(ends),
  })
  const licensed = (...licenses: readonly License[]): Changes => ({ standing: { licenses } })
  const inPerson: Changes = { lines: [{ modifiers: [], place: '11' }], session: { minutes: 55, service: 'individual', mode: 'in-person' } }
  it.each<readonly [string, Changes, readonly string[]]>([
    ['no license is kept', {}, []],
    ['licensed there', licensed(held('OH', '2020-01-01')), []],
    ['licensed elsewhere', licensed(held('PA', '2020-01-01')), ['R24']],
    ['lapsed there', licensed(held('OH', '2020-01-01', '2026-04-27')), ['R24']],
    ['not there yet', licensed(held('OH', '2026-04-29')), ['R24']],
    ['licensed elsewhere, seen in person', { ...licensed(held('PA', '2020-01-01')), ...inPerson }, []],
    ['the patient’s state is not known', { ...licensed(held('PA', '2020-01-01')), patient: { state: null, line1: null } }, ['R03']],
  ])('%s', (_case, changes, want) => {
    expect(codes(changes)).toEqual(want)
  })
})
