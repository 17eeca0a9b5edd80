import { describe, expect, it } from 'vitest'
import { charge } from '../../test/support/claims.ts'
import { claimAt, sendReady, twoPayers } from '../../test/support/two-payers.ts'
import { must } from '../../src-shared/result.ts'
import { handlers } from './index.ts'

/* What goes with a claim besides its services: words (NTE), why it is late (CLM20), what is attached (PWK). */

function withExtras() {
  const at = twoPayers()
  const id = must('it is billed', charge(at).claim ?? undefined)
  at.command((work) =>
    handlers['claims.mend'](work, {
      id,
      note: 'See the letter of 11/02',
      delay: '3',
      attachments: [
        { report: 'M1', by: 'FX', control: null },
        { report: '08', by: 'AA', control: 'left over' },
      ],
    }),
  )
  return { at, id }
}

describe('what goes with a claim', () => {
  it('stands in the file, each attachment that is sent apart with a number of its own', () => {
    const { at, id } = withExtras()
    const { text, findings } = sendReady(at)
    expect(findings).toEqual([])
    expect(text).toContain(`PWK*M1*FX***AC*${id}A1~PWK*08*AA~`)
    expect(text).toContain('NTE*ADD*SEE THE LETTER OF 11/02~')
    expect(text).toMatch(/CLM\*[^~]*\*Y\*A\*Y\*Y\*{10}\*3~/)
  })

  it('is shown, changed and taken away again', () => {
    const { at, id } = withExtras()
    expect(claimAt(at, id)).toMatchObject({
      note: 'See the letter of 11/02',
      delay: '3',
      attachments: [{ control: `${id}A1` }, { control: null }],
    })
    at.command((work) => handlers['claims.mend'](work, { id, note: null, delay: null, attachments: [] }))
    expect(claimAt(at, id)).toMatchObject({ note: null, delay: null, attachments: [] })
  })
})

describe('claims of several payers', () => {
  it('leave in one file a payer, under numbers that no other file has, and each once, whoever asks', () => {
    const at = twoPayers()
    charge(at)
    const first = sendReady(at)
    expect(() => sendReady(at)).toThrow('claim.none')
    charge(at, { start: '13:00', stop: '13:55' })
    const second = sendReady(at)
    const numbers = [first, second].map(({ text }) => /IEA\*1\*(\d{9})~/.exec(text)?.[1])
    expect(new Set(numbers).size).toBe(2)
    const controls = [...first.claims, ...second.claims].map(({ claim }) => claim.claim.control)
    expect(new Set(controls).size).toBe(2)
    expect(controls.every((one) => one.length <= 20)).toBe(true)
  })
})
