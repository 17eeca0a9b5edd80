import { expect, test } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { charge } from '../../test/support/claims.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { credentialHandlers } from '../practice/index.ts'
import { handlers, listeners, reopenClaim, setStatus } from './index.ts'

/* A claim that is held says what is to be done with it. */

const claim = (at: TestPractice, id: number) => at.query((work) => handlers['claims.get'](work, { id }))
const task = (at: TestPractice) => testTask(at, testFiles())
const billed = (at: TestPractice) => must('it is billed', charge(at).claim ?? undefined)

test('held by hand: who held it and why, and it is let go with a reason', async () => {
  const at = testPractice(listeners)
  const id = billed(at)
  await handlers['claims.hold'](task(at), { ids: [id], reason: 'Waiting for the new card' })
  expect(claim(at, id).next).toMatchObject({
    title: 'Held by hand',
    why: 'Held back: Waiting for the new card',
    action: 'release',
  })
  await handlers['claims.recheck'](task(at), { ids: [id], reason: 'The card is here' })
  const { status, next, history } = claim(at, id)
  expect([status, next.action]).toEqual(['ready', 'send'])
  expect(history).toContainEqual(expect.objectContaining({ words: 'Let go', detail: 'The card is here' }))
})

test('held by a rule of the practice: it is approved; with a stop beside it, it is mended first', async () => {
  const at = testPractice(listeners)
  const when = [{ field: 'code' as const, is: 'any' as const, values: ['90837'] }]
  const action = { does: 'hold' as const, words: 'Look at the note first.' }
  const { id: rule } = at.command((work) =>
    handlers['rules.save'](work, { name: 'Look', when, action, starts: null, ends: null, id: null }),
  )
  await handlers['rules.try'](task(at), { id: rule, from: null })
  at.command((work) => handlers['rules.turn'](work, { id: rule, isOn: true }))
  const id = billed(at)
  expect(claim(at, id).next).toMatchObject({ title: 'Held by a rule of yours', why: 'Look at the note first.', action: 'approve' })
  at.command((work) => handlers['claims.mend'](work, { id, diagnoses: ['F41'] }))
  expect(claim(at, id).next).toMatchObject({ title: '2 things to mend', action: 'mend' })
})

test('held for what is kept of the clinician: that is opened', () => {
  const at = testPractice(listeners)
  const id = billed(at)
  const enrollments = [{ payer: at.payer, state: 'asked' as const, starts: day('2026-01-01'), ends: null }]
  at.command((work) => credentialHandlers['credentials.save'](work, { provider: at.provider, enrollments, licenses: [], supervisions: [] }))
  expect(claim(at, id).next).toMatchObject({ title: 'One thing to mend', action: 'open-clinicians' })
})

test('opened to be mended: it is mended, and not just let go', () => {
  const at = testPractice(listeners)
  const id = billed(at)
  at.command((work) => setStatus(work, id, 'paid'))
  at.command((work) => reopenClaim(work, id, { frequency: '7', payerControl: 'P1', fileBy: day('2027-01-01') }))
  expect(claim(at, id).next).toMatchObject({ title: 'Held until it is mended', action: 'mend' })
})
