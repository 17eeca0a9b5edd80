import { describe, expect, it } from 'vitest'
import { ask, book, bytesOf, child, received } from '../../test/support/eligibility.ts'
import { testPractice } from '../../test/support/practice.ts'
import { day } from '../../src-shared/day.ts'
import { readAny, readFile, setsOf, type Inquiry270 } from '../x12/index.ts'

describe('asking about sessions', () => {
  it('writes one 270 a payer, for the plan alone, on the day of the session', () => {
    const at = testPractice()
    const sessions = [book(at), book(at, '2026-11-21', { patient: child(at) })]
    const asked = ask(at, ...sessions)
    expect(asked).toMatchObject({ files: [{ payer: 'Northlake Health Plan', asked: 2 }], skipped: [] })
    const [own, family] = received(at, asked.files[0]?.id ?? 0).sources[0]?.receivers[0]?.subscribers ?? []
    expect(own).toMatchObject({
      person: {
        name: { name: 'QUINTERO', first: 'MARISOL', id: 'NL8820417' },
        birth: { born: { from: '1990-05-19' }, sex: 'F' },
        days: [{ qualifier: '291', when: { from: '2026-11-20' } }],
      },
      traces: [{ originator: '9CEDARHOLL' }],
    })
    expect(own?.inquiries?.map((one) => one.inquiry.services)).toEqual([['30']])
    expect(family).toMatchObject({
      person: { name: { name: 'NUNEZ', first: 'ANA', id: 'NL7' } },
      dependents: [
        {
          person: { name: { name: 'NUNEZ', first: 'LEO' }, relationship: { relationship: '19' }, days: [{ when: { from: '2026-11-21' } }] },
        },
      ],
    })
    expect(family?.dependents?.[0]?.person.birth?.sex).toBeUndefined()
  })

  it('leaves out who cannot be asked about, with the reason, and asks for the others', () => {
    const at = testPractice()
    const late = book(at, '2026-11-20', { patient: child(at, { last: 'Late', starts: day('2027-01-01') }) })
    const odd = book(at, '2026-11-20', { patient: child(at, { last: 'Odd', memberId: 'A*B' }) })
    const asked = ask(at, late, odd, book(at), 99_999)
    expect(asked.files).toMatchObject([{ asked: 1 }])
    expect(asked.skipped.map(({ why }) => why)).toEqual([
      'The patient has no coverage on this day.',
      'This session is no longer there.',
      'A value cannot be written to an X12 file (NM109): it holds a sign that separates the parts of an X12 file (* : ~ ^).',
    ])
    expect(() => ask(at, late)).toThrow('eligibility.none')
  })

  it('puts at most 99 people into a set, and never gives a trace twice', () => {
    const at = testPractice()
    const session = book(at)
    const sessions = Array.from({ length: 120 }, () => book(at))
    const [file] = ask(at, ...sessions).files
    const sets = setsOf(readFile(bytesOf(at, file?.id ?? 0))).map(readAny)
    const traces = sets
      .flatMap((one) => (one.reading.value as Inquiry270).sources[0]?.receivers[0]?.subscribers ?? [])
      .map((one) => one.traces?.[0]?.trace)
    expect([sets.length, traces.length, new Set(traces).size]).toEqual([2, 120, 120])
    expect(ask(at, session).files[0]?.name).not.toBe(file?.name)
  })
})
