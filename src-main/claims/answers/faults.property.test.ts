import fc from 'fast-check'
import { expect, test } from 'vitest'
import { claimsBySegment, shapeOf, type Sent } from './faults.ts'

/* Laws of where the fault of a segment lies, over made-up sets. */

type Shape = readonly (readonly { readonly own: number; readonly dependents: readonly number[] }[])[]
const shapes: fc.Arbitrary<Shape> = fc.array(
  fc.array(fc.record({ own: fc.nat(2), dependents: fc.array(fc.integer({ min: 1, max: 2 }), { maxLength: 2 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  { minLength: 1, maxLength: 3 },
)

/** The segments of a set, each with the claims that lie below it. */
function setOf(shape: Shape): { readonly segments: readonly Sent[]; readonly claims: readonly string[] } {
  let n = 0
  const segments: Sent[] = [
    { id: 'ST', elements: ['ST', '837'] },
    { id: 'BHT', elements: [] },
  ]
  const claims: string[] = []
  const hl = (level: string): void => void segments.push({ id: 'HL', elements: ['HL', '1', '', level] }, { id: 'NM1', elements: [] })
  const some = (count: number): void => {
    for (let i = 0; i < count; i++) {
      const control = `C${++n}`
      claims.push(control)
      segments.push({ id: 'CLM', elements: ['CLM', control] }, { id: 'SV1', elements: [] })
    }
  }
  for (const provider of shape) {
    hl('20')
    for (const { own, dependents } of provider) {
      hl('22')
      some(own)
      for (const count of dependents) {
        hl('23')
        some(count)
      }
    }
  }
  segments.push({ id: 'SE', elements: [] })
  return { segments, claims }
}

test('the head of a set concerns all claims, and a claim’s own segments concern it alone', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const { segments, claims } = setOf(shape)
      const below = claimsBySegment(segments)
      expect(below).toHaveLength(segments.length)
      expect([below[0], below[1], below.at(-1)]).toEqual([claims, claims, claims])
      for (const [n, { id, elements }] of segments.entries()) {
        if (id !== 'CLM') continue
        expect([below[n], below[n + 1]]).toEqual([[elements[1]], [elements[1]]])
      }
    }),
  )
})

test('the levels of billing providers share all claims out, and those of a subscriber are a part of its provider’s', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const { segments, claims } = setOf(shape)
      const below = claimsBySegment(segments)
      const at = (level: string) =>
        segments.flatMap(({ id, elements }, n) => (id === 'HL' && elements[3] === level ? [below[n] ?? []] : []))
      expect(at('20').flat()).toEqual(claims)
      expect(at('22').flat()).toEqual(claims)
      for (const own of at('23')) expect(at('22').some((all) => own.every((one) => all.includes(one)))).toBe(true)
    }),
  )
})

test('the shape of a value never says the value', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9 .-]{4,40}$/), (value) => {
      expect(shapeOf(value)).not.toContain(value)
      expect(shapeOf(value)).toMatch(/^\d+ (digits?|letters?|letters and digits|signs?)$/)
    }),
  )
})
