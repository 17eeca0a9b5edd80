import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Argument } from '../../src-shared/contract/index.ts'
import { addDays, day, type Day } from '../../src-shared/day.ts'
import { handlers as part2, securityOf } from '../../src-main/access/index.ts'
import { episodesOf, isActive, mayLeave } from '../../src-main/access/part2/rules.ts'
import type { ConsentRow, EpisodeRow } from '../../src-main/access/records/part2-tables.ts'
import { handlers as appeals } from '../../src-main/appeals/index.ts'
import { handlers as claims, holdExpired, sendClaims } from '../../src-main/claims/index.ts'
import { askPayers } from '../../src-main/eligibility/index.ts'
import { listeners } from '../../src-main/engine/handlers.ts'
import { handlers as practice } from '../../src-main/practice/index.ts'
import { charge } from '../support/claims.ts'
import { deniedClaim } from '../support/denied.ts'
import { testPrinter } from '../support/paper.ts'
import { consentOf } from '../support/part2.ts'
import { testPractice, type TestPractice } from '../support/practice.ts'
import { testFiles, testTask } from '../support/task.ts'

const TODAY = day('2026-11-19')
const LIMITS: Argument<'security.save'> = {
  idleMinutes: 10,
  writeOffBiller: 5000 as Argument<'security.save'>['writeOffBiller'],
  writeOffLead: 50_000 as Argument<'security.save'>['writeOffLead'],
  part2Whole: false,
  part2Codes: true,
  part2Providers: [],
}

const mark = (at: TestPractice, changes: Partial<Argument<'part2.mark'>> = {}) =>
  at.command((work) =>
    part2['part2.mark'](work, { patient: at.patient, program: 'Intensive outpatient', starts: day('2026-09-01'), ends: null, ...changes }),
  ).id
const consent = (at: TestPractice, changes: Partial<Argument<'consents.save'>> = {}) =>
  at.command((work) => part2['consents.save'](work, consentOf(at.patient, changes)))
const revoke = (at: TestPractice, id: number, on: Day = TODAY) => at.command((work) => part2['consents.revoke'](work, { id, on }))
const picture = (at: TestPractice) => at.query((work) => part2['part2.get'](work, { patient: at.patient }))
const left = (at: TestPractice) => at.query((work) => part2['disclosures.list'](work, { patient: at.patient }))
const send = (at: TestPractice, ids?: number[]) => at.command((work) => sendClaims(work, { usage: 'P', ...(ids && { ids }) }))
const claim = (at: TestPractice, id: number | null) => at.query((work) => claims['claims.get'](work, { id: id ?? 0 }))
const rules = (at: TestPractice, id: number | null) => claim(at, id).findings.map((one) => one.rule)
const save = (at: TestPractice, changes: Partial<Argument<'security.save'>>) =>
  at.command((work) => part2['security.save'](work, { ...LIMITS, ...changes }))
const practiceWithAll = () => testPractice(listeners)

describe('an episode', () => {
  test('holds the claims of its days, and no others', () => {
    const at = practiceWithAll()
    mark(at, { starts: day('2026-11-01'), ends: day('2026-11-10') })
    const [before, within, after] = ['2026-10-31', '2026-11-05', '2026-11-11'].map((on) => charge(at, { day: day(on) }))
    expect([before, within, after].map((one) => one?.status)).toEqual(['ready', 'held', 'ready'])
    expect(claim(at, within?.claim ?? null).findings[0]).toMatchObject({
      rule: 'part2.consent',
      grade: 'stop',
      words: expect.stringMatching(/no consent on file\. Put a consent on file\.$/),
    })
    expect(picture(at)).toMatchObject({ isProtected: true, held: 1, payers: [{ mayBill: false, why: 'There is no consent on file.' }] })
  })

  test('marked later holds what is ready, and taken back lets it go', () => {
    const at = practiceWithAll()
    const { claim: id } = charge(at)
    const episode = mark(at)
    expect(claim(at, id).status).toBe('held')
    at.command((work) => part2['part2.unmark'](work, { id: episode, reason: 'Another patient was meant' }))
    expect(claim(at, id).status).toBe('ready')
    expect(picture(at)).toMatchObject({ isProtected: false, episodes: [] })
    expect(() => at.command((work) => part2['part2.unmark'](work, { id: episode, reason: 'again' }))).toThrow('record.missing')
  })

  test('is made by a clinician of the program from the session’s day on, and is about that clinician’s sessions', () => {
    const at = practiceWithAll()
    const other = at.command((work) =>
      practice['providers.save'](work, {
        id: null,
        last: 'Rao',
        first: 'Anita',
        credential: 'LCSW',
        discipline: 'social-worker',
        npi: '1234567893',
        taxonomy: '1041C0700X',
        isActive: true,
      }),
    ).id
    charge(at, { day: day('2026-11-03') })
    save(at, { part2Providers: [at.provider] })
    expect(picture(at).episodes).toMatchObject([{ source: 'provider', program: 'Marcus Bell, LCSW', starts: '2026-11-03' }])
    expect(charge(at, { day: day('2026-11-05') }).status).toBe('held')
    expect(charge(at, { day: day('2026-11-06'), provider: other }).status).toBe('ready')
    charge(at, { day: day('2026-10-20') })
    expect(picture(at).episodes).toMatchObject([{ starts: '2026-10-20' }])
  })

  test('is made by booking with a clinician of the program', () => {
    const at = practiceWithAll()
    save(at, { part2Providers: [at.provider] })
    const visit = {
      patient: at.patient,
      provider: at.provider,
      day: day('2026-12-01'),
      start: '09:00',
      stop: '09:55',
      service: 'individual',
      mode: 'video',
    } as const
    at.command((work) => practice['appointments.save'](work, visit))
    expect(picture(at).episodes).toMatchObject([{ source: 'provider', starts: '2026-12-01' }])
  })

  test.each([
    [{ diagnoses: ['F10.20'] }, 'held'],
    [{ diagnoses: ['F41.1', 'F19.10'] }, 'held'],
    [{ diagnoses: ['F17.210'] }, 'ready'],
    [{ diagnoses: ['F41.1'] }, 'ready'],
  ])('is made by a code that names substance use: %j is %s', (changes, status) => {
    expect(charge(practiceWithAll(), changes).status).toBe(status)
  })

  test('made by a code is about services that name one', () => {
    const at = practiceWithAll()
    charge(at, { day: day('2026-11-03'), diagnoses: ['F11.20'] })
    expect(charge(at, { day: day('2026-11-04') }).status).toBe('ready')
    save(at, { part2Codes: false })
    expect(charge(at, { day: day('2026-11-05'), diagnoses: ['F11.20'] }).status).toBe('held')
  })

  test('of the whole practice is about everybody', () => {
    const at = practiceWithAll()
    const { claim: id } = charge(at)
    save(at, { part2Whole: true })
    expect(picture(at).episodes).toMatchObject([{ source: 'whole', starts: '2026-11-05' }])
    expect(rules(at, id)).toContain('part2.consent')
  })

  test('that a person took back is not made again by its rule', () => {
    const at = practiceWithAll()
    save(at, { part2Providers: [at.provider] })
    charge(at)
    const [episode] = picture(at).episodes
    at.command((work) => part2['part2.unmark'](work, { id: episode?.id ?? 0, reason: 'Seen for another matter' }))
    expect(charge(at, { day: day('2026-11-06') }).status).toBe('ready')
    expect(picture(at).episodes).toEqual([])
  })
})

describe('a consent', () => {
  test('lets held claims go, and ends at once when it is revoked', () => {
    const at = practiceWithAll()
    mark(at)
    const [one, two] = [charge(at), charge(at, { day: day('2026-11-06') })]
    const { id, released } = consent(at)
    expect(released).toBe(2)
    expect(send(at, [one.claim ?? 0]).held).toEqual([])
    expect(revoke(at, id)).toEqual({ held: 1 })
    expect([one, two].map((each) => claim(at, each.claim).status)).toEqual(['sent', 'held'])
    expect(() => send(at)).toThrow('claim.none')
    expect(claim(at, two.claim).findings[0]?.words).toContain('the consent was revoked on 11/19/2026')
    expect(picture(at).consents).toMatchObject([{ isActive: false, revokedOn: TODAY }])
  })

  test('that ran out overnight holds at the last moment', () => {
    const at = practiceWithAll()
    mark(at)
    consent(at, { kind: 'payment', expires: day('2026-11-19') })
    const { claim: id, status } = charge(at)
    expect(status).toBe('ready')
    at.clock.set('2026-11-20')
    expect(() => send(at)).toThrow('claim.none')
    expect(at.command(holdExpired)).toBe(1)
    expect(claim(at, id).status).toBe('held')
    expect(at.command(holdExpired)).toBe(0)
  })

  test('is for its payer alone', () => {
    const at = practiceWithAll()
    mark(at)
    const summit = { ...payerOf(at), id: null, name: 'Summit Ridge', ediId: 'SRPPO' }
    const other = at.command((work) => practice['payers.save'](work, summit)).id
    consent(at, { kind: 'payment', payer: other, expires: day('2027-01-01') })
    expect(charge(at).status).toBe('held')
    consent(at, { kind: 'payment', payer: at.payer, expires: day('2027-01-01') })
    expect(picture(at)).toMatchObject({ held: 0, payers: [{ id: at.payer, mayBill: true }] })
  })

  test.each([
    [{ kind: 'payment', expires: null }, 'expires'],
    [{ kind: 'specific', recipient: 'Probation office', purpose: 'other', expires: null }, 'expires'],
    [{ kind: 'tpo', expires: null }, 'ok'],
    [{ kind: 'tpo', purpose: 'legal' }, 'purpose'],
    [{ kind: 'legal', purpose: 'payment', recipient: 'County court', expires: '2027-01-01' }, 'purpose'],
    [{ kind: 'specific', purpose: 'legal', recipient: 'County court', expires: '2027-01-01' }, 'purpose'],
    [{ kind: 'legal', purpose: 'legal', expires: '2027-01-01' }, 'recipient'],
    [{ kind: 'legal', purpose: 'legal', recipient: 'County court', expires: '2027-01-01' }, 'ok'],
    [{ kind: 'specific', purpose: 'other', expires: '2027-01-01' }, 'recipient'],
    [{ kind: 'tpo', payer: 1, recipient: 'Somebody' }, 'recipient'],
    [{ kind: 'tpo', signedOn: '2026-11-20' }, 'signedOn'],
    [{ kind: 'tpo', expires: '2026-01-01' }, 'expires'],
  ] as const)('%j: what the law asks for is %s', (changes, field) => {
    const at = practiceWithAll()
    expect(lacking(() => consent(at, changes as Partial<Argument<'consents.save'>>))).toBe(field)
  })

  test('cannot be revoked before it was signed, nor tomorrow; revoked twice, the earlier day counts', () => {
    const at = practiceWithAll()
    const { id } = consent(at)
    expect(() => revoke(at, id, day('2026-01-04'))).toThrow('session.order')
    expect(() => revoke(at, id, addDays(TODAY, 1))).toThrow('session.order')
    revoke(at, id, day('2026-11-10'))
    revoke(at, id, TODAY)
    expect(picture(at).consents).toMatchObject([{ revokedOn: '2026-11-10' }])
  })
})

describe('what leaves', () => {
  test('PM-3 a claim file and a question about coverage are noted once each, with what they stand on', () => {
    const at = practiceWithAll()
    mark(at)
    const visit = {
      patient: at.patient,
      provider: at.provider,
      day: day('2026-11-20'),
      start: '09:00',
      stop: '09:55',
      service: 'individual',
      mode: 'video',
    } as const
    const { id: appointment } = at.command((work) => practice['appointments.save'](work, visit))
    const ask = () => at.command((work) => askPayers(work, [appointment]))
    expect(ask).toThrow('eligibility.none')
    consent(at)
    expect(ask().files).toHaveLength(1)
    charge(at)
    send(at)
    expect(left(at).map(({ what, recipient, purpose, basis }) => ({ what, recipient, purpose, basis }))).toEqual([
      {
        what: 'Claim 10001, service of 11/05/2026',
        recipient: 'Northlake Health Plan',
        purpose: 'payment',
        basis: 'Consent signed 01/05/2026 (42 CFR 2.31)',
      },
      {
        what: 'Question about coverage, session of 11/20/2026',
        recipient: 'Northlake Health Plan',
        purpose: 'payment',
        basis: 'Consent signed 01/05/2026 (42 CFR 2.31)',
      },
    ])
  })

  test('about a patient of no program is not noted', () => {
    const at = practiceWithAll()
    charge(at)
    send(at)
    expect(left(at)).toEqual([])
  })

  test('PM-3 an appeal needs the consent on the day, carries the notice and what was agreed to, and is noted once', async () => {
    const { at, denial } = deniedClaim({ patient: { diagnoses: ['F10.20'] }, consents: [{}] })
    const { id } = at.command((work) => appeals['appeals.start'](work, { denial, template: 'L-RETRO', level: 1 }))
    const printer = testPrinter()
    const make = () => appeals['appeals.packet']({ ...testTask(at, testFiles()), printer }, { id, isSealed: false })
    const sent = () => at.command((work) => appeals['appeals.sent'](work, { id, by: 'fax', tracking: '', day: TODAY }))
    const [given] = at.query((work) => part2['part2.get'](work, { patient: at.patient })).consents
    revoke(at, given?.id ?? 0)
    await expect(make()).rejects.toThrow('consent.none')
    expect(sent).toThrow('consent.none')
    expect(printer.printed).toEqual([])
    consent(at, { scope: 'Claims and letters about my sessions' })
    await make()
    const pages = printer.printed.join('')
    expect(pages).toContain('This record which has been disclosed to you is protected by Federal confidentiality rules (42 CFR part 2).')
    expect(pages).toContain('NOT sufficient to meet the required elements of written consent')
    expect(pages).toContain('Claims and letters about my sessions')
    sent()
    expect(left(at).filter((one) => one.what.startsWith('Appeal'))).toHaveLength(1)
  })

  test('an appeal of a patient of no program carries no notice', async () => {
    const { at, denial } = deniedClaim()
    const { id } = at.command((work) => appeals['appeals.start'](work, { denial, template: 'L-RETRO', level: 1 }))
    const printer = testPrinter()
    await appeals['appeals.packet']({ ...testTask(at, testFiles()), printer }, { id, isSealed: false })
    expect(printer.printed.join('')).not.toContain('42 CFR part 2')
  })

  test('by other ways is noted by hand, with the consent it needs', () => {
    const at = practiceWithAll()
    mark(at)
    const note = {
      patient: at.patient,
      day: TODAY,
      recipient: 'Dr. Hale',
      what: 'Treatment summary',
      purpose: 'treatment',
      basis: 'Asked for by phone',
    } as const
    const add = (changes: Partial<Argument<'disclosures.add'>>) =>
      at.command((work) => part2['disclosures.add'](work, { ...note, ...changes }))
    expect(() => add({})).toThrow('consent.none')
    add({ purpose: 'emergency', basis: 'Overdose, emergency room' })
    add({ purpose: 'legal', recipient: 'County court', basis: 'Court order of 11/02/2026' })
    consent(at)
    add({})
    expect(left(at)).toHaveLength(3)
  })

  test('is printed for the patient, of the days asked for', async () => {
    const at = practiceWithAll()
    mark(at)
    consent(at)
    charge(at)
    send(at)
    const files = testFiles()
    const printed: string[] = []
    const printer = { print: ({ html }: { html: string }) => (printed.push(html), Promise.resolve(new Uint8Array([1]))) }
    const print = (from: string) =>
      part2['disclosures.print'](
        { ...testTask(at, files), printer },
        { patient: at.patient, from: day(from), to: TODAY, path: 'left.pdf', password: false },
      )
    expect(await print('2026-11-01')).toEqual({ path: 'left.pdf', rows: 1, password: null })
    expect(files.kept.get('left.pdf')).toHaveLength(1)
    expect(printed[0]).toContain('Claim 10001, service of 11/05/2026')
    expect(printed[0]).toContain('42 CFR part 2 prohibits')
  })
})

describe('the limits an owner set', () => {
  test('are kept, and a clinician who is not there changes nothing', () => {
    const at = practiceWithAll()
    expect(at.query(({ db }) => securityOf(db))).toEqual(LIMITS)
    save(at, { idleMinutes: 5, part2Providers: [at.provider] })
    expect(at.told).toContainEqual({ topic: 'people', ids: [] })
    expect(() => save(at, { idleMinutes: 7, part2Providers: [99] })).toThrow('record.missing')
    expect(at.query((work) => part2['security.get'](work))).toEqual({ ...LIMITS, idleMinutes: 5, part2Providers: [at.provider] })
  })
})

describe('the rule, whatever the rows', () => {
  const someDay = fc.integer({ min: 0, max: 60 }).map((n) => addDays(day('2026-10-01'), n))
  const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })
  const episode = fc.record({
    source: fc.constantFrom('program', 'provider', 'code', 'whole'),
    provider: fc.constantFrom(null, 1, 2),
    starts: someDay,
    ends: maybe(someDay),
    removed: fc.constantFrom(null, null, 'a mistake'),
  }) as unknown as fc.Arbitrary<EpisodeRow>
  const given = fc.record({
    kind: fc.constantFrom('tpo', 'payment', 'specific', 'legal'),
    payer: fc.constantFrom(null, 1, 2),
    recipient: fc.constant(null),
    purpose: fc.constantFrom('payment', 'treatment', 'legal'),
    signed_on: someDay,
    expires: maybe(someDay),
    revoked_on: maybe(someDay),
  }) as unknown as fc.Arbitrary<ConsentRow>
  const service = fc.record({ day: someDay, provider: fc.constantFrom(1, 2), diagnoses: fc.constantFrom(['F10.20'], ['F41.1']) })
  const leaving = fc.record({ payer: fc.constantFrom(1, 2), purpose: fc.constantFrom('payment', 'treatment', 'legal'), on: someDay })

  test('nothing of an episode leaves but on a consent that holds that day and names the payer or nobody', () => {
    fc.assert(
      fc.property(
        service,
        leaving,
        fc.array(episode, { maxLength: 3 }),
        fc.array(given, { maxLength: 3 }),
        (of, to, episodes, consents) => {
          const verdict = mayLeave(of, to as Parameters<typeof mayLeave>[1], episodes, consents)
          const holds = (one: ConsentRow | null | undefined): boolean =>
            !!one &&
            isActive(one, to.on) &&
            (one.payer === null || one.payer === to.payer) &&
            (one.kind === 'legal') === (to.purpose === 'legal')
          const concerned = episodesOf(of, episodes).length > 0
          expect(verdict.allowed).toBe(!concerned || (verdict.allowed && holds(verdict.consent)))
        },
      ),
      { seed: 20_261_122, numRuns: 2000 },
    )
  })

  test('a revocation never lets more leave, and another consent never less', () => {
    fc.assert(
      fc.property(
        service,
        leaving,
        fc.array(episode, { maxLength: 3 }),
        fc.array(given, { minLength: 1, maxLength: 3 }),
        (of, to, episodes, consents) => {
          const may = (rows: readonly ConsentRow[]): boolean => mayLeave(of, to as Parameters<typeof mayLeave>[1], episodes, rows).allowed
          const revoked = consents.map((one) => ({ ...one, revoked_on: one.signed_on }))
          expect([may(consents) || !may(revoked), may(consents) || !may(consents.slice(1))]).toEqual([true, true])
        },
      ),
      { seed: 20_261_122, numRuns: 2000 },
    )
  })
})

/** The field a consent was refused for, or ok. */
function lacking(run: () => unknown): string {
  try {
    run()
    return 'ok'
  } catch (error) {
    return (error as { problem: { code: string; at?: { field?: string } } }).problem.at?.field ?? 'another reason'
  }
}

function payerOf(at: TestPractice): Argument<'payers.save'> {
  const [{ claims: _, ...payer }] = at.query((work) => practice['payers.list'](work)) as [Argument<'payers.save'> & { claims: number }]
  return payer
}
