import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TA1, transactionSets } from '../index.ts'
import type { Element, ElementType, Loop } from './words.ts'
import { printSegment, printSet } from './print.ts'

/** A page that is stale fails; `npx vitest run --config test/vitest.config.ts src-main/x12/grammar/print --update` writes them anew. */
const page = (name: string): string => join(import.meta.dirname, '../../../resources/guides', `${name.replace(' ', '-')}.txt`)

describe('the printed guides', () => {
  it.each(transactionSets.map((set) => [set.name, set] as const))('%s is as it is described', async (name, set) => {
    await expect(printSet(set)).toMatchFileSnapshot(page(name))
  })
  it('TA1 is as it is described', async () => {
    await expect(printSegment(TA1)).toMatchFileSnapshot(page('TA1'))
  })
  it.each(transactionSets.map((set) => [set.name, set] as const))('every code of %s has its words', (_, set) => {
    expect([...new Set(wordless(set.body, new Set()))]).toEqual([])
  })
})

function wordless(loop: Loop, seen: Set<Loop>): string[] {
  if (seen.has(loop)) return []
  seen.add(loop)
  return loop.slots.flatMap(({ of }) =>
    of.is === 'loop' ? wordless(of, seen) : of.elements.flatMap((one) => inElement(one).map((name) => `${of.id} ${name}`)),
  )
}
function inElement({ name, type, list }: Element): string[] {
  if (list) return 'is' in list.of ? inType(name, list.of) : list.of.flatMap(inElement)
  return inType(name, type)
}
function inType(name: string, type: ElementType): string[] {
  if (type.is === 'composite') return type.parts.flatMap(inElement)
  if (type.is === 'repeat') return inType(name, type.of)
  return type.is === 'code' && !type.words ? [name] : []
}
