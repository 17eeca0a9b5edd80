import { describe, expect, it } from 'vitest'
import { deniedClaim, OTHERS, type Denied, type Scene } from '../../test/support/denied.ts'
import { addDays, day } from '../../src-shared/day.ts'
import { handlers as claims } from '../claims/index.ts'
import { handlers as denials } from '../denials/index.ts'
import { handlers as practice } from '../practice/index.ts'
import { pay } from '../../test/support/remittances.ts'
import { handlers } from './index.ts'

function started(template: string, scene: Scene = {}): Denied & { readonly id: number } {
  const denied = deniedClaim(scene)
  const { id } = denied.at.command((work) => handlers['appeals.start'](work, { denial: denied.denial, template, level: 1 }))
  return { ...denied, id }
}
const get = ({ at, id }: { at: Denied['at']; id: number }) => at.query((work) => handlers['appeals.get'](work, { id }))
const textOf = (letter: ReturnType<typeof get>['letter'], facts: ReturnType<typeof get>['facts']): string =>
  letter.blocks
    .map((block) =>
      block.is === 'paragraph' ? block.text.replaceAll(/\{\{(.*?)\}\}/g, (_all, name: string) => facts[name] ?? `[${name}]`) : '',
    )
    .join('\n')

describe('a letter is begun', () => {
  it('with the facts of the claim, the answer about the coverage, and what happened', () => {
    const of = get(started('L-RETRO'))
    expect(of.missing).toEqual([])
    expect(of).toMatchObject({
      status: 'draft',
      due: '2026-11-23',
      daysLeft: 4,
      answerBy: '2027-01-18',
      title: 'No authorization was needed',
      reason: 'CO-197',
      cents: 13200,
    })
    expect(textOf(of.letter, of.facts)).toMatch(
      /^Please reverse the denial of this claim and pay it at the contract rate of \$132\.00, less the copay of \$20\.00\.\nYou denied it on May 27, 2026 with CO-197, .*\. Your own eligibility answer of April 20, 2026, eight days before the session, says that no authorization is needed \(Exhibit C\)\. We relied on it\./,
    )
    expect(of.chronology.map((one) => `${one.day} ${one.words} ${one.exhibit}`)).toEqual([
      '2026-04-20 Your eligibility answer: active, authorization not required (271, EB11 = N) C',
      '2026-04-28 Session held, 55 minutes; 53 minutes or more is 90837 B',
      '2026-04-29 We sent the claim (837P) B',
      '2026-04-30 You accepted the claim for processing (277CA, A2) D',
      '2026-05-27 You denied it, CO-197 A',
    ])
    expect(of.exhibits.map((one) => [one.label, one.kind])).toEqual([
      ['A', 'remittance'],
      ['B', 'claim'],
      ['C', 'eligibility'],
      ['D', 'acknowledgment'],
    ])
    expect(of.signer?.name).toBe('Marcus Bell, LCSW')
  })

  it('by another argument where there is no answer: a person gives the reason, and the letters move up', () => {
    const of = get(started('L-RETRO', { plan: null }))
    expect(of.missing).toEqual(['your.reason'])
    expect(of.exhibits.map((one) => [one.label, one.kind])).toEqual([
      ['A', 'remittance'],
      ['B', 'claim'],
      ['C', 'acknowledgment'],
    ])
  })

  it('once a level, not for a closed denial, and not for what the payer never took in', () => {
    const { at, denial } = started('L-GEN')
    expect(() => at.command((work) => handlers['appeals.start'](work, { denial, template: 'L-TF', level: 1 }))).toThrow('appeal.exists')
    expect(() => at.command((work) => handlers['appeals.start'](work, { denial, template: 'L-TF', level: 2 }))).toThrow('appeal.level')
    at.command((work) => denials['denials.close'](work, { id: denial, outcome: 'upheld', note: '' }))
    expect(() => at.command((work) => handlers['appeals.start'](work, { denial, template: 'L-TF', level: 3 }))).toThrow('denial.closed')
    const never = deniedClaim({ reason: ['CO', '16'], remarks: ['MA130'] })
    const begin = () => never.at.command((work) => handlers['appeals.start'](work, { denial: never.denial, template: 'L-GEN', level: 1 }))
    expect(begin).toThrow('input.invalid')
  })
})

describe('a letter is whole only when every fact is there', () => {
  it('timely filing needs the payer’s own acceptance, in time', () => {
    const scene = { reason: ['CO', '29'], remarks: [] } as const
    expect(get(started('L-TF', scene)).missing).toEqual([])
    expect(get(started('L-TF', { ...scene, isAcknowledged: false })).missing).toEqual([
      'filed.accepted_date',
      'exhibit.acknowledgment',
      'filed.lead',
    ])
  })

  it('minutes below the code are no argument', () => {
    const scene = { reason: ['CO', '150'], remarks: [] } as const
    expect(get(started('L-90837', scene)).missing).toEqual([])
    // The session was coded by its minutes, so it always meets its own code.
    expect(get(started('L-90837', { ...scene, stop: '09:45' })).facts['line.minutes_met']).toBe('45 minutes')
  })

  it('necessity is a clinician’s to write, criterion by criterion', () => {
    const at = started('L-MN', { reason: ['CO', '50'], remarks: [] })
    const { letter, missing } = get(at)
    expect(missing).toEqual(['clinical.summary', 'criteria'])
    const blocks = letter.blocks.map((block) =>
      block.is === 'criteria'
        ? { ...block, rows: [{ criterion: 'Symptoms impair daily life', evidence: 'GAD-7 of 16 on 04/21/2026' }] }
        : block.is === 'paragraph' && block.text.includes('clinical.summary')
          ? { ...block, text: 'The patient could not work.' }
          : block,
    )
    const saved = at.at.command((work) =>
      handlers['appeals.save'](work, { id: at.id, letter: { ...letter, blocks }, signer: at.at.provider }),
    )
    expect(saved.missing).toEqual([])
  })

  it('an address, a signer or a payer’s number that is not there keeps it', () => {
    const at = started('L-RETRO')
    const { letter } = get(at)
    expect(at.at.command((work) => handlers['appeals.save'](work, { id: at.id, letter, signer: null })).missing).toEqual(['signer.name'])
    const payer = at.at.query((work) => practice['payers.list'](work))[0]
    if (!payer) return
    const { claims: _claims, ...fields } = payer
    at.at.command((work) => practice['payers.save'](work, { ...fields, appealsLine1: '' }))
    expect(get(at).missing).toEqual(['payer.appeal_address', 'signer.name'])
    expect(() =>
      at.at.command((work) => handlers['appeals.sent'](work, { id: at.id, by: 'fax', tracking: '', day: day('2026-11-19') })),
    ).toThrow('appeal.incomplete')
  })
})

describe('only what is needed', () => {
  const needs = (scene: Scene) => Object.fromEntries(get(started('L-RETRO', scene)).needs.map((one) => [one.id, one]))
  it('counts the other claims of the remittance that stay out', () => {
    expect(needs({})['others']).toMatchObject({ holds: true, detail: `${OTHERS.length} other claims of the remittance` })
  })
  it('says when the claim names a substance use disorder, and puts the notice on the letter', () => {
    expect(needs({})['substance-use']).toMatchObject({ holds: true })
    const scene = { patient: { diagnoses: ['F10.20'] }, consents: [{}] }
    expect(needs(scene)['substance-use']).toMatchObject({ holds: false })
    const { at, id } = started('L-RETRO', scene)
    const pages = at.query((work) => handlers['appeals.preview'](work, { id })).pages
    expect(pages[1]?.html).toContain('42 CFR part 2 prohibits')
    expect(pages[0]?.html).toContain('42 CFR part 2 prohibits')
  })
  it('finds a social security number that somebody typed', () => {
    const at = started('L-RETRO')
    const { letter } = get(at)
    const blocks = [...letter.blocks, { is: 'paragraph' as const, text: 'Her number is 123-45-6789.' }]
    at.at.command((work) => handlers['appeals.save'](work, { id: at.id, letter: { ...letter, blocks }, signer: at.at.provider }))
    expect(get(at).needs.find((one) => one.id === 'social-security')).toMatchObject({ holds: false })
  })
})

describe('an appeal leaves and is decided', () => {
  const send = ({ at, id }: ReturnType<typeof started>) =>
    at.command((work) => handlers['appeals.sent'](work, { id, by: 'certified-mail', tracking: '9407 1', day: day('2026-11-18') }))
  const status = ({ at, claim }: Denied) => at.query((work) => claims['claims.get'](work, { id: claim })).status

  it('is noted with the way, the number and the day of the answer', () => {
    const of = started('L-RETRO')
    const ahead = { id: of.id, by: 'fax', tracking: '', day: addDays(of.at.clock.today(), 1) } as const
    expect(() => of.at.command((work) => handlers['appeals.sent'](work, ahead))).toThrow('input.invalid')
    send(of)
    expect(get(of)).toMatchObject({
      status: 'sent',
      answerBy: addDays(day('2026-11-18'), 60),
      sentOn: '2026-11-18',
      sent: { by: 'certified-mail', tracking: '9407 1' },
      decidedOn: null,
    })
    expect(status(of)).toBe('appealed')
    expect(of.at.query((work) => denials['denials.get'](work, { id: of.denial }))).toMatchObject({
      status: 'waiting',
      due: '2027-01-17',
      appeal: { status: 'sent' },
    })
    const [newest] = of.at.query((work) => claims['claims.get'](work, { id: of.claim })).history
    expect(newest).toMatchObject({ shape: 'appealed', words: 'Appeal sent, level 1', day: '2026-11-18' })
    expect(newest?.detail).toBe('by certified mail, 9407 1, answer by 01/17/2027')
    const { letter } = get(of)
    expect(() => of.at.command((work) => handlers['appeals.save'](work, { id: of.id, letter, signer: null }))).toThrow('input.invalid')
    expect(() => send(of)).toThrow('input.invalid')
  })

  it('is won when the line is paid, and the claim is overturned', () => {
    const of = started('L-RETRO')
    send(of)
    const { control } = of.at.query((work) => claims['claims.get'](work, { id: of.claim }))
    pay(of.at, {
      trace: 'EFT9',
      payments: [
        {
          control: control ?? '',
          payerControl: 'UP26120004999',
          lines: [{ code: '90837', modifiers: ['95'], charge: 17500, reasons: [['CO', '45', 4300]], day: day('2026-04-28') }],
        },
      ],
    })
    expect(get(of)).toMatchObject({ status: 'won', decidedOn: '2026-11-19' })
    expect(status(of)).toBe('overturned')
  })

  it('is lost when the denial is upheld, and withdrawn when it never left', () => {
    const of = started('L-RETRO')
    send(of)
    of.at.command((work) => denials['denials.close'](work, { id: of.denial, outcome: 'upheld', note: '' }))
    expect(get(of).status).toBe('lost')
    const draft = started('L-RETRO')
    draft.at.command((work) => denials['denials.close'](work, { id: draft.denial, outcome: 'written-off', note: '' }))
    expect(get(draft).status).toBe('withdrawn')
  })
})

describe('a decision on an appeal', () => {
  const sent = (): Denied & { readonly id: number } => {
    const of = started('L-RETRO')
    of.at.command((work) => handlers['appeals.sent'](work, { id: of.id, by: 'fax', tracking: '', day: day('2026-11-01') }))
    return of
  }
  type Decision = 'won' | 'partly-won' | 'lost'
  const decide = ({ at, id }: { at: Denied['at']; id: number }, decision: Decision, on = '2026-11-16', note = '') =>
    at.command((work) => handlers['appeals.decide'](work, { id, decision, day: day(on), note }))
  const denialOf = ({ at, denial }: Denied) => at.query((work) => denials['denials.get'](work, { id: denial }))
  const next = ({ at, denial }: Denied, template: string, level: number) =>
    at.command((work) => handlers['appeals.start'](work, { denial, template, level }))

  it('that is lost leads to the next level by its calendar, and the denial stays open', () => {
    const of = sent()
    decide(of, 'lost', '2026-11-16', 'Letter of 11/14')
    expect(get(of)).toMatchObject({ status: 'lost', decidedOn: '2026-11-16', decisionNote: 'Letter of 11/14', mayDecide: true })
    expect(denialOf(of)).toMatchObject({
      status: 'in-work',
      action: 'appeal',
      nextStep: 'Next level',
      due: addDays(day('2026-11-16'), 180 - 10),
      appeal: { level: 1, status: 'lost', next: { level: 2, name: 'Second level' } },
    })
    const [newest] = of.at.query((work) => claims['claims.get'](work, { id: of.claim })).history
    expect(newest).toMatchObject({
      words: 'Appeal lost, level 1',
      detail: expect.stringContaining('Letter of 11/14, Second level until') as string,
    })
    const { id } = next(of, 'L-GEN', 2)
    expect(get({ at: of.at, id })).toMatchObject({ level: 2, levelName: 'Second level', due: addDays(day('2026-11-16'), 180) })
    expect(() => decide(of, 'won')).toThrow('appeal.undecided')
  })

  it('that is won waits for its money, and the remittance overturns the claim', () => {
    const of = sent()
    decide(of, 'won')
    expect(denialOf(of)).toMatchObject({ status: 'waiting', nextStep: 'Wait for money', due: '2026-12-16', appeal: { next: null } })
    const { control } = of.at.query((work) => claims['claims.get'](work, { id: of.claim }))
    const line = { code: '90837', modifiers: ['95'], charge: 17500, reasons: [['CO', '45', 4300]] as const, day: day('2026-04-28') }
    pay(of.at, {
      trace: 'EFT9',
      payments: [{ control: control ?? '', payerControl: 'UP26120004999', lines: [{ ...line, reasons: [...line.reasons] }] }],
    })
    expect(get(of)).toMatchObject({ status: 'won', decidedOn: '2026-11-16', mayDecide: false })
    expect(of.at.query((work) => claims['claims.get'](work, { id: of.claim })).status).toBe('overturned')
  })

  it('that was noted wrongly is noted again, and never before it left or ahead of today', () => {
    const of = sent()
    expect(() => decide(of, 'lost', '2026-10-31')).toThrow('input.invalid')
    expect(() => decide(of, 'lost', '2026-11-20')).toThrow('input.invalid')
    decide(of, 'lost')
    decide(of, 'partly-won')
    expect(get(of).status).toBe('partly-won')
    expect(denialOf(of).appeal).toMatchObject({ next: { level: 2 } })
    expect(() => decide(started('L-RETRO'), 'lost')).toThrow('appeal.undecided')
  })

  it('on the last level leaves the denial to be closed, and no further level begins', () => {
    const of = sent()
    decide(of, 'lost', '2026-11-02')
    for (const [level, template] of [
      [2, 'L-GEN'],
      [3, 'L-EXT'],
    ] as const) {
      const { id } = next(of, template, level)
      const { letter, signer } = get({ at: of.at, id })
      const blocks = letter.blocks.map((one) =>
        one.is === 'paragraph' ? { ...one, text: one.text.replace('{{your.reason}}', 'See Exhibit A.') } : one,
      )
      of.at.command((work) => handlers['appeals.save'](work, { id, letter: { ...letter, blocks }, signer: signer?.id ?? null }))
      of.at.command((work) => handlers['appeals.sent'](work, { id, by: 'fax', tracking: '', day: day('2026-11-10') }))
      decide({ at: of.at, id }, 'lost')
    }
    expect(denialOf(of)).toMatchObject({ status: 'in-work', action: 'close', appeal: { level: 3, next: null } })
    expect(() => next(of, 'L-GEN', 4)).toThrow('appeal.level')
  })

  it('keeps the letter of the external review from the first level', () => {
    const { at, denial } = deniedClaim({})
    expect(at.query((work) => denials['denials.get'](work, { id: denial })).templates.find(({ id }) => id === 'L-EXT')).toMatchObject({
      fits: false,
    })
    expect(() => at.command((work) => handlers['appeals.start'](work, { denial, template: 'L-EXT', level: 1 }))).toThrow('appeal.level')
  })

  it('counts by payer, cause and letter, and what was withdrawn does not', () => {
    const of = sent()
    const outcomes = () => of.at.query((work) => handlers['appeals.outcomes'](work))
    expect(outcomes().by.payer).toEqual([])
    decide(of, 'partly-won')
    expect(outcomes().by).toEqual({
      payer: [{ words: 'Northlake Health Plan', decided: 1, overturned: 1, cents: 13_200 }],
      cause: [{ words: 'Authorization', decided: 1, overturned: 1, cents: 13_200 }],
      letter: [{ words: 'No authorization was needed', decided: 1, overturned: 1, cents: 13_200 }],
    })
    decide(of, 'lost')
    expect(outcomes().by.payer).toEqual([{ words: 'Northlake Health Plan', decided: 1, overturned: 0, cents: 0 }])
    expect(outcomes().resolution).toMatchObject({ all: 1, ended: 0, paid: 0 })
  })
})

it('lists by days left', () => {
  const { at } = started('L-RETRO')
  const page = at.query((work) => handlers['appeals.list'](work, { view: { filters: [], sort: [] }, window: 0 }))
  expect(at.query((work) => handlers['appeals.totals'](work, { view: { filters: [], sort: [] } }))).toEqual({
    total: 1,
    sums: { cents: 13200 },
    groups: null,
  })
  expect(page).toMatchObject({
    rows: [{ patient: 'Marisol Quintero', code: '90837', level: 1, sentOn: null, answerBy: '2027-01-18' }],
  })
  const byArgument = at.query((work) =>
    handlers['appeals.list'](work, { view: { filters: [{ is: 'text', field: 'title', text: 'authorization' }], sort: [] }, window: 0 }),
  )
  expect(byArgument.rows).toHaveLength(1)
})
