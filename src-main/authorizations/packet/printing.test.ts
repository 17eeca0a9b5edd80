import { describe, expect, it } from 'vitest'
import { authorize, counted } from '../../../test/support/authorizations.ts'
import { book, child } from '../../../test/support/eligibility.ts'
import { testPrinter } from '../../../test/support/paper.ts'
import { consentOf } from '../../../test/support/part2.ts'
import type { TestPractice } from '../../../test/support/practice.ts'
import { request } from '../../../test/support/reviews.ts'
import { testFiles, testTask } from '../../../test/support/task.ts'
import { day } from '../../../src-shared/day.ts'
import { handlers as access } from '../../access/index.ts'
import { handlers as practice } from '../../practice/index.ts'
import { handlers } from '../index.ts'

/** Makes the packet. @returns its words, and what was written where */
async function packet(at: TestPractice, authorization: number, summary = '') {
  const printer = testPrinter()
  const files = testFiles()
  const input = { authorization, from: day('2026-10-01'), to: day('2026-12-31'), summary, path: '/a/review.pdf' }
  const reply = await handlers['authorizations.packet']({ ...testTask(at, files), printer }, input)
  const words = (printer.printed[0] ?? '')
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
  return { reply, words, written: [...files.kept.keys()] }
}
const mark = (at: TestPractice, id: number, status: 'cancelled' | 'no-show') =>
  at.command((work) => practice['appointments.mark'](work, { id, status }))

describe('the packet for a concurrent review', () => {
  it('says who, what was agreed, used and is left, and what is asked for', async () => {
    const at = counted()
    const renews = authorize(at, { earlier: 1, reference: 'R88' })
    book(at, '2026-11-23')
    request(at, { renews, starts: day('2027-01-01'), ends: day('2027-03-31') })
    const { reply, words, written } = await packet(at, renews, 'Panic attacks fell from five a week to one.\n\nThe plan: exposure.')
    expect([reply, written]).toEqual([{ path: '/a/review.pdf', sessions: 1 }, ['/a/review.pdf']])
    const said = [
      'Cedar Hollow Behavioral Health 410 Alder Street, Suite 3, Fairmont, OH 44000-1234 · (555) 010-0142 · NPI 1234567893',
      'Concurrent review: Northlake Health Plan, Utilization Management',
      'Patient Marisol Quintero Born 05/19/1990 Member id NL8820417 Group GRP1234 Authorization A100 Reference R88',
      'From 10/01/2026 To 12/31/2026 Codes 90837',
      'Diagnoses F41.1',
      'Agreed Used Booked Left after those 4 1 1 2',
      '12 visits from January 1, 2027 to March 31, 2027, 90837.',
      'Panic attacks fell from five a week to one. The plan: exposure.',
      '0 held, 0 cancelled, 0 missed, 1 booked.',
    ]
    expect(said.filter((one) => !words.includes(one))).toEqual([])
  })

  it('lists its own sessions with their attendance: of nobody else, and nothing of what was said in them', async () => {
    const at = counted()
    const id = authorize(at)
    mark(at, book(at, '2026-11-02'), 'cancelled')
    mark(at, book(at, '2026-11-09'), 'no-show')
    book(at, '2026-11-16')
    book(at, '2027-01-04')
    book(at, '2026-11-16', { patient: child(at) })
    const { reply, words } = await packet(at, id)
    expect(reply.sessions).toBe(3)
    expect(words).toContain(
      '11/02/2026 55 Marcus Bell, LCSW Cancelled 11/09/2026 55 Marcus Bell, LCSW Missed 11/16/2026 55 Marcus Bell, LCSW Booked',
    )
    expect(['Leo', 'Clinical summary', '42 CFR'].filter((one) => words.includes(one))).toEqual([])
  })

  it('of a substance-use program leaves with a consent, the notice and a note of it, and else not at all', async () => {
    const at = counted()
    const id = authorize(at)
    book(at, '2026-11-16')
    at.command((work) =>
      access['part2.mark'](work, { patient: at.patient, program: 'Intensive outpatient', starts: day('2026-11-10'), ends: null }),
    )
    await expect(packet(at, id)).rejects.toThrow('consent.none')
    at.command((work) => access['consents.save'](work, consentOf(at.patient, { signedOn: day('2026-09-01') })))
    const { words } = await packet(at, id)
    expect(
      ['Notice to whoever receives this', 'What the patient agreed to', 'signed on September 1, 2026'].filter(
        (one) => !words.includes(one),
      ),
    ).toEqual([])
    const noted = at.query((work) => access['disclosures.list'](work, { patient: at.patient }))
    expect(noted.map((one) => one.what)).toEqual(['Concurrent review, sessions 10/01/2026 to 12/31/2026'])
  })

  it('of a request is of what it goes on from, and of a first one says that nothing was agreed yet', async () => {
    const at = counted()
    const renews = authorize(at)
    const more = await packet(at, request(at, { renews, starts: day('2027-01-01'), ends: day('2027-03-31') }).id)
    expect(more.words).toContain('Left after those 4 0 0 4 What is asked for 12 visits from January 1, 2027')
    const first = await packet(at, request(at, { codes: '90791' }).id)
    expect([first.words.includes('What is asked for 12 visits'), first.words.includes('Left after those')]).toEqual([true, false])
  })

  it('cannot be made to hold markup', async () => {
    const at = counted()
    const { words } = await packet(at, authorize(at), 'under <b>control</b> & better')
    expect(words).toContain('under &lt;b&gt;control&lt;/b&gt; &amp; better')
  })
})
