import { expect, test } from 'vitest'
import { asked, claim, deskLines, logged, silentClaims, statusAnswer, taken, tracesOf } from '../../../test/support/status.ts'
import type { TestPractice } from '../../../test/support/practice.ts'
import { must } from '../../../src-shared/result.ts'
import { fileBytes } from '../../store/index.ts'
import { handlers, markSilent, sendClaims } from '../index.ts'

/* A claim that its payer does not find leaves again as a first claim, and what was sent before stays as proof. */

const resend = (at: TestPractice) => at.command((work) => handlers['claims.resend'](work, { id: 10001 }))
const putBack = (at: TestPractice) => at.command((work) => handlers['claims.putBack'](work, { id: 10001 }))

/** A silent claim of which the payer says that it has none of the kind. */
function unfound(): TestPractice {
  const at = silentClaims()
  at.command((work) => markSilent(work))
  logged(at, { said: 'not-on-file', again: null })
  return at
}

test('it is offered, opened under frequency 1, and leaves under a number of its own', () => {
  const at = unfound()
  const before = claim(at).control ?? ''
  expect(claim(at).next).toMatchObject({ action: 'send-again', why: expect.stringContaining('The filing limit') })
  expect(resend(at)).toEqual({ status: 'ready', stops: 0 })
  expect(claim(at)).toMatchObject({ status: 'ready', frequency: '1', may: ['put-back'], next: { action: 'send' } })
  expect(deskLines(at).map(({ id }) => id)).not.toContain('told-not-found')
  const { batches } = at.command((work) => sendClaims(work, { usage: 'P' }))
  expect(claim(at)).toMatchObject({ status: 'sent', may: [] })
  expect(claim(at).control).not.toBe(before)
  const text = Buffer.from(
    must(
      'it is kept',
      at.query(({ db }) => fileBytes(db, batches[0]?.file ?? 0)),
    ),
  ).toString('latin1')
  expect(text).toMatch(/CLM\*[^~]*\*\d\d:B:1\*/)
  expect(text).not.toContain('REF*F8*')
  expect(claim(at).documents.filter(({ kind }) => kind === '837P')).toHaveLength(2)
  expect(claim(at).next.action).toBe('wait')
})

test('while it has not left it goes back as it was, in its batch, and is work again', () => {
  const at = unfound()
  const before = claim(at)
  resend(at)
  expect(putBack(at)).toEqual({ status: 'silent' })
  expect(claim(at)).toMatchObject({ status: 'silent', control: before.control, next: { action: 'send-again' } })
  expect(() => putBack(at)).toThrow('claim.left')
})

test('the payer’s own answer leads to it too; without such a word a claim with its payer stays there', async () => {
  const at = silentClaims()
  expect(() => resend(at)).toThrow('claim.sent')
  const [trace = ''] = tracesOf(await asked(at))
  await taken(at, statusAnswer([{ trace, below: ['STC*A4:35*20261130'] }]))
  expect(claim(at).next.action).toBe('send-again')
  expect(resend(at)).toMatchObject({ status: 'ready' })
})
