import { beforeEach, describe, expect, it } from 'vitest'
import { deniedClaim, type Denied } from '../../../test/support/denied.ts'
import type { Role, User } from '../../../src-shared/contract/access.ts'
import { cents } from '../../../src-shared/money.ts'
import { writeOffBy, mayApprove } from '../../access/approving/rules.ts'
import { addPerson } from '../../access/records/people.ts'
import { verifyLedger } from '../../ledger/index.ts'
import type { CommandWork } from '../../store/index.ts'
import { handlers } from '../index.ts'

const LIMITS = { writeOffBiller: cents(5_000), writeOffLead: cents(50_000) }
const user = (id: number, role: Role): User => ({ id, name: `Person ${id}`, role, part2: true, provider: null })
const OWNER = user(1, 'owner')
const LEAD = user(2, 'lead')
const BILLER = user(3, 'biller')
const OTHER_OWNER = user(4, 'owner')

let scene: Denied
let remarks: string[] = []

const as = <T>(who: User, body: (work: CommandWork) => T): T =>
  scene.at.command((work) => body({ ...work, user: who, remark: (word) => void remarks.push(word) }))
const close = (who: User, outcome: 'written-off' | 'upheld' = 'written-off') =>
  as(who, (work) => handlers['denials.close'](work, { id: scene.denial, outcome, note: 'not worth the fight' }))
const decide = (who: User, id: number, approve = true) =>
  as(who, (work) => handlers['approvals.decide'](work, { id, approve, note: 'seen' }))
const list = (who: User, state: 'waiting' | 'all' = 'all') =>
  scene.at.query((work) => handlers['approvals.list']({ ...work, user: who }, { state }))
const denial = () => scene.at.query((work) => handlers['denials.get'](work, { id: scene.denial }))
const problem = (run: () => unknown): string => {
  try {
    run()
    return 'ok'
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown'
  }
}
const people = (...all: User[]): void => scene.at.command(({ db }) => all.forEach((one) => addPerson(db, { ...one, isStarter: false })))
const asked = (who: User): number => close(who).approval ?? 0

beforeEach(() => {
  remarks = []
  // 175.00 is open: above a biller's limit, within a lead's.
  scene = deniedClaim()
})

describe('a write-off', () => {
  it('PM-4 above a biller’s limit waits for a second person, and moves nothing until then', () => {
    people(OWNER, LEAD, BILLER)
    const before = scene.at.query(({ db }) => verifyLedger(db))
    const { approval } = close(BILLER)
    expect(approval).toBeGreaterThan(0)
    expect(remarks).toEqual(['asked'])
    expect(denial()).toMatchObject({ open: 17_500 })
    expect(denial().status).not.toBe('closed')
    expect(scene.at.query(({ db }) => verifyLedger(db))).toEqual(before)
    expect(list(LEAD)).toMatchObject([{ cents: 17_500, askedBy: 'Person 3', state: 'waiting', mayDecide: true, denial: scene.denial }])
    expect(list(BILLER)).toMatchObject([{ mayDecide: false }])
  })

  it('PM-4 is never approved by who asked, nor declined', () => {
    people(OWNER, LEAD, BILLER)
    const id = asked(BILLER)
    expect(problem(() => decide(BILLER, id))).toBe('approval.own')
    expect(problem(() => decide({ ...BILLER, role: 'owner' }, id))).toBe('approval.own')
    expect(problem(() => decide({ ...BILLER, role: 'lead' }, id, false))).toBe('approval.own')
    expect(list(LEAD, 'waiting')).toHaveLength(1)
  })

  it('PM-4 is posted as it was asked for when another approves it, in balance, once', () => {
    people(OWNER, LEAD, BILLER)
    const id = asked(BILLER)
    decide(LEAD, id)
    expect(denial()).toMatchObject({ status: 'closed', outcome: 'written-off', open: 0 })
    expect(denial().note).toContain('not worth the fight')
    expect(scene.at.query(({ db }) => verifyLedger(db)).filter((check) => check.broken > 0)).toEqual([])
    expect(list(OWNER)).toMatchObject([{ state: 'approved', decidedBy: 'Person 2', note: 'seen', mayDecide: false }])
    expect(problem(() => decide(OWNER, id))).toBe('approval.done')
  })

  it('PM-4 stays open when it is declined, and may be asked for again', () => {
    people(OWNER, LEAD, BILLER)
    decide(LEAD, asked(BILLER), false)
    expect(denial().open).toBe(17_500)
    expect(asked(BILLER)).toBeGreaterThan(0)
  })

  it('waits once: neither asked for twice nor closed otherwise meanwhile', () => {
    people(OWNER, LEAD, BILLER)
    const id = asked(BILLER)
    expect(problem(() => close(BILLER))).toBe('record.changed')
    expect(problem(() => close(LEAD))).toBe('record.changed')
    expect(problem(() => close(LEAD, 'upheld'))).toBe('record.changed')
    decide(OWNER, id)
    expect(denial().status).toBe('closed')
  })

  it('of an owner alone in the practice is done, and the log says so only when it was above the limit', () => {
    people(OWNER)
    expect(close(OWNER)).toEqual({ approval: null })
    expect(remarks).toEqual([])
  })
})

describe('the limits', () => {
  it.each([
    ['biller', 5_000, true, 'done'],
    ['biller', 5_001, true, 'asked'],
    ['biller', 5_001, false, 'asked'],
    ['lead', 50_000, true, 'done'],
    ['lead', 50_001, true, 'asked'],
    ['owner', 50_000, true, 'done'],
    ['owner', 50_001, true, 'asked'],
    ['owner', 50_001, false, 'alone'],
  ] as const)('PM-4 let a %s write off %i cents, another there: %s: %s', (role, amount, isAnother, how) => {
    expect(writeOffBy(role, cents(amount), LIMITS, isAnother)).toBe(how)
  })

  it('PM-4 let a lead approve up to the lead’s limit and an owner anything; nobody else approves', () => {
    expect(mayApprove('lead', cents(50_000), LIMITS)).toBe(true)
    expect(mayApprove('lead', cents(50_001), LIMITS)).toBe(false)
    expect(mayApprove('owner', cents(5_000_000), LIMITS)).toBe(true)
    expect(
      (['biller', 'front', 'clinician', 'auditor', 'emergency'] as const).filter((role) => mayApprove(role, cents(1), LIMITS)),
    ).toEqual([])
  })

  it('PM-4 hold for what was asked, also when it is decided', () => {
    people(OWNER, LEAD, BILLER, OTHER_OWNER)
    const id = asked(BILLER)
    scene.at.command(({ db }) => db.run({ compile: () => ({ sql: 'update approval set cents = 50001', parameters: [] }) } as never))
    expect(problem(() => decide(LEAD, id))).toBe('approval.limit')
    expect(list(LEAD)).toMatchObject([{ mayDecide: false }])
    expect(list(OTHER_OWNER)).toMatchObject([{ mayDecide: true }])
  })
})
