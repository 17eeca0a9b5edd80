import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { asked, claim, silentClaims, status, statusAnswer, taken, tracesOf, type Told } from '../../../test/support/status.ts'
import type { TestPractice } from '../../../test/support/practice.ts'
import { because, pay } from '../../../test/support/remittances.ts'
import { contract } from '../../../src-shared/contract/index.ts'
import { markSilent } from '../index.ts'

/** One claim of ours, asked about and answered. */
async function answered(below: readonly string[], at = silentClaims()): Promise<TestPractice> {
  const [trace = ''] = tracesOf(await asked(at))
  await taken(at, statusAnswer([{ trace, below }]))
  return at
}
const told = (at: TestPractice, id = 10001) => {
  const { last } = status(at, id)
  return [last?.told, last?.again, claim(at, id).status]
}

test.each<readonly [string, readonly string[], readonly [string, string | null, string]]>([
  ['in process', ['STC*P1:20*20261130'], ['pending', '2026-12-21', 'accepted']],
  ['under review', ['STC*P2:40*20261130'], ['pending', '2026-12-21', 'accepted']],
  ['waiting for records', ['STC*P3:294*20261130'], ['wanted', null, 'accepted']],
  ['with a request for information', ['STC*R4:294*20261130'], ['wanted', null, 'accepted']],
  ['paid', ['STC*F1:65*20261125**175*115*20261120**20261125*EFT77'], ['paid', '2026-11-25', 'accepted']],
  ['denied', ['STC*F2:84*20261130**175*0*20261130'], ['denied', '2026-12-03', 'accepted']],
  ['finished', ['STC*F0:3*20261130**175'], ['finished', '2026-12-03', 'accepted']],
  ['received', ['STC*A1:19*20261130'], ['accepted', '2026-12-21', 'received']],
  ['not found', ['STC*A4:35*20261130'], ['not-found', null, 'sent']],
  ['not found by a search', ['STC*D0:0*20261130'], ['not-found', null, 'sent']],
  ['with a system that is down', ['STC*E1:0*20261130'], ['retry', '2026-12-02', 'sent']],
  ['with a fault of ours', ['STC*E0:153:1P*20261130'], ['retry', null, 'sent']],
])('a claim that is %s stands so, and says when it is work again', async (_case, below, stands) => {
  const at = await answered(below)
  expect(told(at)).toEqual(stands)
  expect(status(at).questions).toMatchObject([{ isAnswered: true }])
  expect(contract['inquiries.get'].output.safeParse(status(at)).error).toBeUndefined()
  expect(contract['claims.get'].output.safeParse(claim(at)).error).toBeUndefined()
})

test('a claim that was turned back is rejection work, with what it was turned back for', async () => {
  const at = await answered(['STC*A7:562:82*20261130**175'])
  expect([claim(at).status, status(at).last]).toEqual(['rejected', null])
  expect(claim(at).findings[0]).toMatchObject({ grade: 'rejected', field: 'clinician', source: '277 of 11/30/2026, payer' })
})

describe('an answer', () => {
  it('says what was paid, when and by which check, while the remittance has not come', async () => {
    const at = await answered(['STC*F1:65*20261125**175*115*20261120**20261125*EFT77'])
    expect(claim(at).next).toMatchObject({ title: 'Paid on 11/20/2026, and the remittance has not come' })
    expect(claim(at).next.why).toMatch(/\$115\.00, check or transfer EFT77\. Look for the money/)
  })

  it('teaches the payer’s number of the claim, and asks with it from then on', async () => {
    const at = await answered(['STC*P1:20*20261130', 'REF*1K*ICN-1'])
    expect(claim(at).payerControl).toBe('ICN-1')
    at.clock.set('2026-12-21')
    expect(await asked(at)).toContain('REF*1K*ICN-1~')
  })

  it('keeps every status of claim and line, each with its line and its place', async () => {
    const at = silentClaims()
    const [line] = claim(at).lines
    const below = [
      'STC*P1:20*20261130',
      'STC*P3:317*20261130********P3:294',
      `SVC*HC:${line?.code ?? ''}*175*0****1`,
      'STC*P3:294*20261130',
      'DTP*472*D8*20261105',
    ]
    await answered(below, at)
    const [answer] = status(at).answers
    expect(answer?.statements).toMatchObject([
      { words: expect.stringMatching(/^In process: /), codes: 'P1 20', line: null },
      { words: expect.stringContaining('; '), codes: 'P3 317', line: null },
      { words: expect.stringMatching(/^Line 1\. /), codes: 'P3 294', line: 1 },
    ])
    expect(answer?.told).toBe('wanted')
  })

  it('with several claims to one question is shown whole, and the claim that was asked about decides', async () => {
    const at = silentClaims()
    const [trace = ''] = tracesOf(await asked(at))
    const loops: Told[] = [
      { trace, below: ['STC*F2:84*20261130**175*0*20261130', 'REF*1K*OTHER-1', 'DTP*472*D8*20260101'] },
      { trace, below: ['STC*P1:20*20261130', 'REF*1K*ICN-2', `REF*EJ*${claim(at).control ?? ''}`] },
    ]
    await taken(at, statusAnswer(loops))
    expect(told(at)[0]).toBe('pending')
    expect(claim(at).payerControl).toBe('ICN-2')
    expect(status(at).answers.map(({ told: one, isOurs }) => [one, isOurs])).toEqual([
      ['pending', true],
      ['denied', false],
    ])
  })

  it('that nobody asked for finds its claim by our number, the payer’s, or member, day and charge together', async () => {
    const at = silentClaims(['09:00', '11:00'])
    const day = claim(at).day.replaceAll('-', '')
    const [first, second] = [claim(at).control ?? '', claim(at, 10002).control ?? '']
    await taken(at, statusAnswer([{ trace: '0', below: ['STC*P1:20*20261130', 'REF*1K*ICN-1', `REF*EJ*${first}`] }]))
    expect(told(at)[0]).toBe('pending')
    await taken(at, statusAnswer([{ trace: '0', below: ['STC*P3:294*20261130', 'REF*1K*ICN-1'] }]))
    expect(told(at)[0]).toBe('wanted')
    // Two claims of one day and charge: nobody can say which is meant.
    const alike = statusAnswer([{ trace: '0', below: ['STC*P1:20*20261130**175', `DTP*472*D8*${day}`] }])
    expect(await taken(at, alike)).toMatchObject({ status: 'quarantined', words: '1 not ours.' })
    expect([told(at, 10002)[0], second === first]).toEqual([undefined, false])
  })

  it('about another claim of ours is of that claim, and says of the one asked about that it was not answered', async () => {
    const at = silentClaims(['09:00', '11:00'])
    const [trace = ''] = tracesOf(await asked(at, [10001]))
    await taken(at, statusAnswer([{ trace, below: ['STC*P1:20*20261130', `REF*EJ*${claim(at, 10002).control ?? ''}`] }]))
    expect([told(at)[0], told(at, 10002)[0]]).toEqual(['unclear', 'pending'])
    expect(status(at).last?.title).toBe('Northlake Health Plan answered about another claim')
  })

  it('that refuses the whole request is of every question in it', async () => {
    const at = silentClaims(['09:00', '11:00'])
    const text = await asked(at, [10001, 10002])
    const reference = /BHT\*0010\*13\*([^*]+)/.exec(text)?.[1] ?? ''
    const reply = await taken(at, statusAnswer([], [`TRN*2*${reference}`, 'STC*E0:24:41*20261130']))
    expect(reply).toMatchObject({ status: 'taken', words: '2 not answered.' })
    expect([told(at)[0], told(at, 10002)[0]]).toEqual(['retry', 'retry'])
    expect(claim(at).next.why).toContain('Enroll with the payer.')
  })

  it('taken in a second time changes nothing', async () => {
    const at = silentClaims()
    const [trace = ''] = tracesOf(await asked(at))
    const file = statusAnswer([{ trace, below: ['STC*P1:20*20261130'] }])
    await taken(at, file)
    expect(await taken(at, file)).toMatchObject({ status: 'known' })
    expect(status(at).answers).toHaveLength(1)
  })
})

test('a claim that was answered is not silent again: what was told says when it is work', async () => {
  const at = silentClaims()
  at.command((work) => markSilent(work))
  expect(claim(at).status).toBe('silent')
  await answered(['STC*P1:20*20261130'], at)
  expect(claim(at).status).toBe('accepted')
  at.clock.set('2027-01-20')
  expect([at.command((work) => markSilent(work)), told(at)[0]]).toEqual([0, 'pending'])
})

test('a remittance ends what was told of a claim, and an answer that comes after it says nothing more', async () => {
  const at = await answered(['STC*F1:65*20261130**175*115*20261130'])
  pay(at, {
    trace: 'T1',
    payments: [{ control: claim(at).control ?? '', lines: [{ code: '90837', charge: 17500, reasons: because('CO-45 6000') }] }],
  })
  expect(status(at).last).toBeNull()
  await taken(at, statusAnswer([{ trace: '0', below: ['STC*P3:294*20261130', `REF*EJ*${claim(at).control ?? ''}`] }]))
  expect([status(at).last, status(at).answers.length]).toEqual([null, 2])
})

const samples = join(import.meta.dirname, '../../../../shared/samples/277')
test.skipIf(!existsSync(samples)).each(['tr3-claim', 'tr3-receiver-error', 'lfh-demo', 'cosyte-canonical'])(
  'the sample %s of another practice changes nothing, and is kept',
  async (name) => {
    const at = silentClaims()
    const reply = await taken(at, readFileSync(join(samples, `${name}.x12`), 'latin1'))
    expect([reply.kind, reply.status, claim(at).status]).toEqual(['277', 'quarantined', 'sent'])
    expect(reply.words).toMatch(/not ours\.$/)
  },
)
