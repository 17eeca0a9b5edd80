import { expect, test } from 'vitest'
import {
  asked,
  claim,
  logged,
  silentClaims,
  status,
  statusAnswer,
  taken,
  tracesOf,
  deskLines,
  foundBy,
} from '../../../test/support/status.ts'
import { contract } from '../../../src-shared/contract/index.ts'
import { tables } from '../../store/index.ts'
import { handlers, markSilent } from '../index.ts'
import type { TestPractice } from '../../../test/support/practice.ts'

const undone = (at: TestPractice, contact: number) => at.command((work) => handlers['contacts.undo'](work, { claim: 10001, contact }))
/** The lines of the desk that wait because of what was told, and their claims. */
const lines = (at: TestPractice) =>
  deskLines(at)
    .filter(({ id }) => id.startsWith('told-') || id.startsWith('missing-') || id.startsWith('silent-'))
    .map(({ id, items }) => [id, items])

test('a contact is kept with who said it and its number, stands in the history, and says when it is work again', () => {
  const at = silentClaims()
  at.command((work) => markSilent(work))
  logged(at, { note: 'With a reviewer' })
  expect(status(at)).toMatchObject({
    last: { told: 'pending', again: '2026-12-08', title: 'Northlake Health Plan has it in process' },
    contacts: [
      { way: 'phone', by: 'Pat', reference: 'R-551', said: 'in-process', note: 'With a reviewer', mayUndo: true, isUndone: false },
    ],
  })
  expect(claim(at).history[0]).toMatchObject({
    words: 'In process, the payer says',
    detail: 'Told on the telephone, by Pat, number R-551. With a reviewer. Look again on 12/08/2026.',
  })
  expect(claim(at).next.why).toContain('It is work again from 12/08/2026.')
  expect(contract['inquiries.get'].output.safeParse(status(at)).error).toBeUndefined()
})

test('the desk is quiet about a claim until its day, and then has it once', () => {
  const at = silentClaims()
  at.command((work) => markSilent(work))
  expect([lines(at), claim(at).next.action]).toEqual([[['silent-3', 1]], 'wait'])
  logged(at)
  expect([lines(at), claim(at).next.action]).toEqual([[], 'wait'])
  at.clock.set('2026-12-08')
  expect([lines(at), claim(at).next.action]).toEqual([[['told-again', 1]], 'ask-payer'])
  logged(at, { said: 'not-on-file', again: null })
  expect(lines(at)).toEqual([['told-not-found', 1]])
})

test.each(['told-again', 'told-not-found', 'told-wanted', 'told-decided'])('the grid behind the line %s shows the same claims', (id) => {
  const at = silentClaims(['09:00', '11:00', '13:00', '15:00'])
  logged(at, { again: '2026-12-01' as never }, 10001)
  logged(at, { said: 'not-on-file', again: null }, 10002)
  logged(at, { said: 'wanted', again: null }, 10003)
  logged(at, { said: 'paid', again: null }, 10004)
  const [line] = deskLines(at).filter((one) => one.id === id)
  const view = line?.view ?? { filters: [], sort: [] }
  expect(at.query((work) => handlers['claims.list'](work, { view, window: 0 })).rows.map((one) => one.id)).toEqual(
    line?.first.map((one) => one.id),
  )
})

test('whoever wrote a contact takes it back; it stays in sight, and what was told before holds again', async () => {
  const at = silentClaims()
  const [trace = ''] = tracesOf(await asked(at))
  await taken(at, statusAnswer([{ trace, below: ['STC*P3:294*20261130'] }]))
  const contact = logged(at)
  expect(status(at).last?.told).toBe('pending')
  undone(at, contact)
  expect(undone(at, contact)).toEqual({})
  expect(status(at)).toMatchObject({ last: { told: 'wanted' }, contacts: [{ isUndone: true, mayUndo: false }] })
  const other = (work: Parameters<(typeof handlers)['contacts.undo']>[0]) => ({ ...work, user: { ...work.user, id: 2 } })
  const second = logged(at)
  expect(() => at.command((work) => handlers['contacts.undo'](other(work), { claim: 10001, contact: second }))).toThrow('contact.other')
  expect(() => at.command((work) => handlers['contacts.undo'](work, { claim: 10001, contact: 99 }))).toThrow('record.missing')
})

test('a contact is never changed and never gone', () => {
  const at = silentClaims()
  logged(at)
  const contacts = tables<{ payer_contact: { id: number; note: string } }>()
  expect(() => at.command(({ db }) => db.run(contacts.deleteFrom('payer_contact')))).toThrow('append-only')
  expect(() => at.command(({ db }) => db.run(contacts.updateTable('payer_contact').set({ note: 'else' })))).toThrow('append-only')
})

test.each([
  [{ way: 'phone', by: '', reference: 'R' }, 'by'],
  [{ way: 'phone', by: 'Pat', reference: '' }, 'reference'],
  [{ again: null }, 'again'],
])('a contact lacks what it needs (%o)', (changes, field) => {
  const contact = { way: 'phone', by: 'Pat', reference: 'R', said: 'in-process', note: '', again: '2026-12-08', ...changes }
  const found = contract['contacts.log'].input.safeParse({ claim: 1, contact })
  expect(found.error?.issues.map(({ path }) => path.at(-1))).toEqual([field])
})

test('something else that was said without a day leaves what was told before', () => {
  const at = silentClaims()
  logged(at)
  logged(at, { said: 'other', again: null })
  expect([status(at).last?.told, status(at).contacts.length]).toEqual(['pending', 2])
})

test('a claim is found by the number of a call about it, and by the payer’s number of it', async () => {
  const at = silentClaims()
  logged(at, { reference: '77120045' })
  await taken(at, statusAnswer([{ trace: '0', below: ['STC*P1:20*20261130', 'REF*1K*ICN-9', `REF*EJ*${claim(at).control ?? ''}`] }]))
  const found = (text: string) => foundBy(at, text)
  expect([found('77120045'), found('ICN-9'), found('10001'), found('77120046')]).toEqual([[10001], [10001], [10001], []])
})
