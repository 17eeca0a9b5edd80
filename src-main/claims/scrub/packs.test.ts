import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseDay } from '../../../src-shared/day.ts'
import { PAYER_KINDS } from '../../../src-shared/contract/practice.ts'
import { modifiers, places, procedures } from '../../codes/index.ts'
import { EDITS, editsPage, holdsFor, x12Place } from './catalogue.ts'
import { EDIT_CLASSES, EDIT_KINDS, isAmong, PACKS } from './packs.ts'

const day = z.string().refine((text) => parseDay(text) !== undefined)
const text = z.string().regex(/^\S.*\S$/)
const kind = z.enum(PAYER_KINDS)
const codes = z.array(z.string().regex(/^[0-9A-Z]{5}(-[0-9A-Z]{5})?$/)).min(1)
const starts = z.array(z.string().regex(/^[A-Z](\d[0-9A-Z](\.[0-9A-Z]{1,4})?)?$/)).min(1)
const placeCodes = z.array(z.string().refine((code) => places.find(code) !== undefined)).min(1)
const modifierOrNone = z.array(z.string().refine((code) => code === '' || modifiers.find(code) !== undefined)).min(1)
const dated = { from: day, until: z.exactOptional(day) }

const Pack = z.strictObject({
  id: z.string().regex(/^[a-z]+$/),
  title: text,
  version: z.string().regex(/^\d{4}\.\d$/),
  asOf: day,
  about: text,
  source: text,
  payers: z.union([z.literal('all'), z.array(kind).min(1)]),
  edits: z
    .array(
      z.strictObject({
        code: z.string().regex(/^([A-Z]\d\d|part2\.consent)$/),
        class: z.enum(EDIT_CLASSES),
        kind: z.enum(EDIT_KINDS),
        title: text,
        words: text.regex(/\.$/),
        box: z.string().regex(/^(\d{1,2}[A-Za-z]?)?$/),
        loop: z.string().regex(/^\d{4}[A-Z]{0,2}$/),
        segment: z.string().regex(/^[A-Z0-9]{2,3}$/),
        element: z.string().regex(/^[A-Z0-9]{4,5}(-\d)?$/),
        source: text,
        from: day.nullable(),
        until: z.exactOptional(day),
        fix: z.exactOptional(text),
      }),
    )
    .min(1),
  places: z.exactOptional(
    z.array(z.strictObject({ codes, only: z.exactOptional(placeCodes), never: z.exactOptional(placeCodes), words: text })),
  ),
  diagnoses: z.exactOptional(
    z.array(
      z.strictObject({
        edit: text,
        codes,
        grade: z.enum(['stop', 'warning']),
        any: z.exactOptional(starts),
        never: z.exactOptional(starts),
        words: text,
      }),
    ),
  ),
  ages: z.exactOptional(
    z.array(
      z.strictObject({
        starts,
        least: z.exactOptional(z.int()),
        most: z.exactOptional(z.int()),
        sex: z.exactOptional(z.enum(['F', 'M'])),
        words: text,
      }),
    ),
  ),
  excludes: z.exactOptional(z.array(z.strictObject({ one: starts, other: starts, words: text }))),
  taxonomies: z.exactOptional(z.record(z.string(), z.array(z.string().regex(/^[0-9A-Z]{2,6}$/)))),
  levels: z.exactOptional(modifierOrNone),
  telehealth: z.exactOptional(
    z.array(
      z.strictObject({
        payers: z.array(kind).min(1),
        state: z.string().length(2).nullable(),
        ...dated,
        video: modifierOrNone,
        audio: modifierOrNone,
        sure: z.enum(['high', 'medium', 'low']),
      }),
    ),
  ),
})

describe('the packs', () => {
  it.each(PACKS.map((pack) => [pack.id, pack] as const))('%s has the shape of a pack', (_id, pack) => {
    expect(Pack.safeParse(pack).error?.issues ?? []).toEqual([])
  })

  it('name each edit once, and codes that are in the table', () => {
    const all = PACKS.flatMap(({ edits }) => edits.map(({ code }) => code))
    expect(EDITS).toHaveLength(all.length)
    const spans = PACKS.flatMap((pack) => [...(pack.places ?? []), ...(pack.diagnoses ?? [])]).flatMap((rule) => rule.codes)
    expect(spans.filter((span) => !procedures.rows.some(({ code }) => isAmong(code, [span])))).toEqual([])
  })

  it('hold for their payers and their days alone', () => {
    expect(holdsFor('K04', 'medicare', '2024-01-01' as never)).toBe(true)
    expect(holdsFor('K04', 'medicare', '2023-12-31' as never)).toBe(false)
    expect(holdsFor('K04', 'commercial', '2026-01-01' as never)).toBe(false)
    expect(holdsFor('none', 'commercial', '2026-01-01' as never)).toBe(false)
    expect(x12Place('M04')).toBe('2400 SV1, SV101-3')
  })

  it('are what the page of edits says', async () => {
    await expect(editsPage()).toMatchFileSnapshot(join(import.meta.dirname, '../../../resources/packs/edits.md'))
  })
})
