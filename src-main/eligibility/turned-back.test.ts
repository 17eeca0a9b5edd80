import { expect, test } from 'vitest'
import { ask, book, bytesOf } from '../../test/support/eligibility.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { must } from '../../src-shared/result.ts'
import { readFile } from '../x12/index.ts'
import { inquiryOf } from './records.ts'
import { answerEnvelope, answerForm } from './turned-back.ts'

/* A 270 that was turned back before its questions were looked at. */

function asked(): { readonly at: TestPractice; readonly session: number; readonly control: string } {
  const at = testPractice()
  const session = book(at)
  const file = must('a 270 left', ask(at, session).files[0]).id
  const [read] = readFile(bytesOf(at, file)).interchanges
  return { at, session, control: must('it has an envelope', read).header.control }
}
const outcome = (at: TestPractice, session: number) => at.query(({ db }) => inquiryOf(db, session))

test('a TA1 that turns the envelope back answers the questions in it with the reason', () => {
  const { at, session, control } = asked()
  const said = at.command((work) => answerEnvelope(work, { control, status: 'R', note: '025' }, 1, 2))
  expect([said?.matched, outcome(at, session)?.outcome]).toEqual([1, 'rejected'])
  expect(outcome(at, session)?.reason).toMatch(/^The whole file was turned back: /)
})

test('a 999 that turns the set back answers its questions; one that takes it leaves them waiting', () => {
  const { at, session, control } = asked()
  const form = (status: 'A' | 'R') =>
    at.command((work) =>
      answerForm(
        work,
        {
          group: { functional: 'HS', control: control.replace(/^0+/, '') },
          answers: [{ set: { set: '270', control: '0001' }, status: { status } }],
        },
        1,
      ),
    )
  expect([form('A')?.matched, outcome(at, session)?.outcome]).toEqual([1, 'asked'])
  expect([form('R')?.matched, outcome(at, session)?.outcome]).toEqual([1, 'rejected'])
})

test('an answer to an envelope or a group that carried no question of ours is left to other rooms', () => {
  const { at } = asked()
  expect(at.command((work) => answerEnvelope(work, { control: '000009999', status: 'R' }, 1, 2))).toBeUndefined()
  expect(at.command((work) => answerForm(work, { group: { functional: 'HC', control: '1' } }, 1))).toBeUndefined()
})
