import { describe, expect, it } from 'vitest'
import { charge } from '../../test/support/claims.ts'
import { deniedClaim } from '../../test/support/denied.ts'
import { testPractice } from '../../test/support/practice.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import type { RuleFields } from '../../src-shared/contract/rules.ts'
import { day } from '../../src-shared/day.ts'
import { handlers, listeners } from './index.ts'

type At = ReturnType<typeof testPractice>
const saveRule = (at: At, rule: RuleFields, id: number | null = null) =>
  at.command((work) => handlers['rules.save'](work, { ...rule, id })).id
const tried = (at: At, id: number) => handlers['rules.try'](testTask(at, testFiles()), { id, from: null })
const turn = (at: At, id: number, isOn = true) => at.command((work) => handlers['rules.turn'](work, { id, isOn }))
const listed = (at: At) => at.query((work) => handlers['rules.list'](work))
const claimOf = (at: At, id: number) => at.query((work) => handlers['claims.get'](work, { id }))

const rule = (changes: Partial<RuleFields> = {}): RuleFields => ({
  name: 'Long sessions',
  when: [{ field: 'code', is: 'any', values: ['90837'] }],
  action: { does: 'hold', words: 'Look at the note first.' },
  starts: null,
  ends: null,
  ...changes,
})
async function ruled(at: At, changes: Partial<RuleFields> = {}): Promise<number> {
  const id = saveRule(at, rule(changes))
  await tried(at, id)
  turn(at, id)
  return id
}

describe('a rule from a denial', () => {
  it('says what was denied, catches it in the past, and holds the next claim like it until someone approves', async () => {
    const { at, denial, claim } = deniedClaim({ reason: ['CO', '197'] })
    const draft = at.query((work) => handlers['rules.draft'](work, { denial }))
    expect(draft).toMatchObject({
      when: [
        { field: 'payer', is: 'any', values: [String(at.payer)] },
        { field: 'code', values: ['90837'] },
        { field: 'authorization', is: 'missing' },
      ],
      action: { does: 'hold' },
    })
    const id = saveRule(at, draft)
    expect(() => turn(at, id)).toThrow('rule.untried')
    const result = await tried(at, id)
    expect(result).toMatchObject({ left: 0, caught: { n: 1, claims: [{ id: claim }] } })
    expect(result.looked).toBe(result.caught.n + result.held.n + result.other.n)
    turn(at, id)
    expect(listed(at)).toMatchObject([{ n: 1, isOn: true, isTried: true, tried: { caught: { n: 1 } } }])

    const next = charge(at, { day: day('2026-11-16') })
    expect(next.status).toBe('held')
    const held = claimOf(at, next.claim ?? 0)
    expect(held).toMatchObject({ findings: [{ rule: `own.${id}`, grade: 'hold' }], next: { title: 'Held by a rule of yours' } })
    const approve = (isBack: boolean) =>
      at.command((work) => handlers['claims.approve'](work, { id: held.id, rule: `own.${id}`, why: 'None is needed', isBack }))
    expect(approve(false)).toEqual({ status: 'ready', stops: 0 })
    expect(claimOf(at, held.id).findings[0]).toMatchObject({
      grade: 'tag',
      words: expect.stringMatching(/Approved: None is needed/),
    })
    expect(approve(true)).toEqual({ status: 'held', stops: 1 })
    turn(at, id, false)
    expect(claimOf(at, charge(at, { day: day('2026-11-17') }).claim ?? 0).status).toBe('ready')
  })

  it('counts paid claims it would have held, and keeps nothing when it is stopped', async () => {
    const { at } = deniedClaim()
    const id = saveRule(at, rule())
    const all = await tried(at, id)
    expect(all.caught.n + all.held.n + all.other.n).toBe(all.looked)
    expect(all.caught).toMatchObject({ n: 1, cents: 13_200 })
    saveRule(at, rule({ name: 'Longer sessions' }), id)
    expect(listed(at)).toMatchObject([{ name: 'Longer sessions', isOn: false, isTried: false, tried: null }])
    const stopped = await handlers['rules.try'](testTask(at, testFiles(), 0), { id, from: null })
    expect(stopped).toMatchObject({ looked: 0, left: all.looked })
    expect(listed(at)[0]?.isTried).toBe(false)
  })
})

describe('rules in their order', () => {
  it('set a modifier once, list it on the claim, and the next rule sees it', async () => {
    const at = testPractice(listeners)
    const group = { when: [{ field: 'code', is: 'any', values: ['90837'] }] } satisfies Partial<RuleFields>
    await ruled(at, { name: 'Mark it', ...group, action: { does: 'set', what: 'add-modifier', value: 'HO' } })
    await ruled(at, {
      name: 'Say it',
      when: [{ field: 'modifier', is: 'any', values: ['HO'] }],
      action: { does: 'warn', words: 'Marked HO.' },
    })
    const { claim } = charge(at)
    const first = claimOf(at, claim ?? 0)
    expect(first.lines[0]?.modifiers).toEqual(['HO', '95'])
    expect(first.status).toBe('ready')
    expect(first.findings.map(({ grade, words }) => [grade, words])).toEqual([
      ['warning', 'Marked HO.'],
      ['repair', 'Line 1 has modifier HO now.'],
    ])
    await handlers['claims.recheck'](testTask(at, testFiles()), { ids: [claim ?? 0] })
    expect(claimOf(at, claim ?? 0).findings).toEqual(first.findings)
    expect(claimOf(at, claim ?? 0).lines).toEqual(first.lines)
  })

  it('are put in order, taken away and brought back, and refuse a name twice', async () => {
    const at = testPractice(listeners)
    const one = await ruled(at, { name: 'First' })
    const two = await ruled(at, { name: 'Second' })
    const order = (ids: number[]) => at.command((work) => handlers['rules.order'](work, { ids }))
    order([two, one])
    expect(listed(at).map(({ id, n }) => [id, n])).toEqual([
      [two, 1],
      [one, 2],
    ])
    expect(() => order([one])).toThrow('record.changed')
    expect(() => saveRule(at, rule({ name: 'First' }))).toThrow('rule.exists')
    const remove = (isBack: boolean) => at.command((work) => handlers['rules.remove'](work, { id: one, isBack }))
    remove(false)
    expect(listed(at).map(({ id }) => id)).toEqual([two])
    expect(() => turn(at, one)).toThrow('record.missing')
    remove(true)
    expect(listed(at)).toMatchObject([{ id: two }, { id: one, isOn: false }])
  })

  it('say themselves in a sentence, and hold for their days alone', async () => {
    const at = testPractice(listeners)
    await ruled(at, {
      when: [
        { field: 'payer', is: 'any', values: [String(at.payer)] },
        { field: 'minutes', is: 'least', values: ['53'] },
      ],
      action: { does: 'stop', words: 'Too long for this plan.' },
      starts: day('2026-11-10'),
    })
    expect(listed(at)[0]?.sentence).toBe(
      'If the payer is Northlake Health Plan and the minutes are 53 or more, for services from 11/10/2026, stop the claim: Too long for this plan.',
    )
    expect(charge(at, { day: day('2026-11-09') }).status).toBe('ready')
    expect(charge(at, { day: day('2026-11-10') }).status).toBe('held')
  })
})

describe('one key', () => {
  it('does what the finding says, and the finding is gone', async () => {
    const at = testPractice(listeners)
    const { claim } = charge(at)
    const { lines } = claimOf(at, claim ?? 0)
    at.command((work) => handlers['claims.mend'](work, { id: claim ?? 0, modifiers: [{ line: lines[0]?.id ?? 0, modifiers: [] }] }))
    const [finding] = claimOf(at, claim ?? 0).findings
    expect(finding).toMatchObject({ rule: 'M06', box: '24D', x12: '2400 SV1, SV101-3', fix: { words: 'Write 95 on line 1' } })
    const modifiers = finding?.fix?.modifiers ?? []
    at.command((work) => handlers['claims.mend'](work, { id: claim ?? 0, modifiers }))
    expect(claimOf(at, claim ?? 0).findings).toEqual([])
  })
})
