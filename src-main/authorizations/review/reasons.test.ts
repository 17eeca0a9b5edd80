import { describe, expect, it } from 'vitest'
import { reasonOf } from './reasons.ts'

describe('a reason of a decision', () => {
  it.each([
    ['0F', /medically necessary/, /appeal/],
    ['0L', /more than the plan allows/, /more than other care/],
    ['0P', /did not arrive/, /number of the review/],
    ['9', /not in the network/, /exception/],
    ['0q', /asked for already/, /mistake/],
  ])('%s is said in words, with what to do', (code, words, next) => {
    const reason = reasonOf(code)
    expect(reason.code).toBe(code)
    expect(reason.words).toMatch(words)
    expect(reason.next).toMatch(next)
  })

  it('is shown as its code when it is not known, or not of this kind of care', () => {
    for (const code of ['', 'ZZ', '01', '21', '777', 'toString', '__proto__']) expect(reasonOf(code)).toEqual({ code, words: '', next: '' })
  })
})
