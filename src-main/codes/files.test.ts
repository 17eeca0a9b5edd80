import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import * as shape from './schemas.ts'

const folder = join(import.meta.dirname, '../../resources/codes')

/** Each file, the shape of its rows, how many there are, and the fields that no two rows share. */
const files: Readonly<Record<string, readonly [schema: z.ZodType, rows: number, ...key: string[]]>> = {
  'aaa-follow-ups': [shape.followUp, 8, 'code'],
  aaa: [shape.refusal, 55, 'code'],
  'adjustment-groups': [shape.adjustmentGroup, 5, 'code'],
  'benefit-information': [shape.benefit, 35, 'code'],
  carc: [shape.carc, 297, 'code'],
  'claim-frequencies': [shape.plain, 4, 'code'],
  'claim-status-categories': [shape.statusCategory, 53, 'code'],
  'claim-status': [shape.status, 169, 'code'],
  'clp-status': [shape.clpStatus, 10, 'code'],
  'condition-codes': [shape.plain, 13, 'code'],
  conflicts: [shape.conflict, 63, 'a', 'b'],
  'coverage-levels': [shape.plain, 9, 'code'],
  'delay-reasons': [shape.plain, 12, 'code'],
  entities: [shape.plain, 63, 'code'],
  'icd10-groups': [shape.diagnosisGroup, 24, 'code'],
  'icd10-headers': [shape.diagnosisHeader, 238, 'code'],
  'icd10-more': [shape.diagnosis, 512, 'code'],
  icd10: [shape.diagnosis, 599, 'code'],
  'id-qualifiers': [shape.plain, 23, 'code'],
  'insurance-types': [shape.insuranceType, 45, 'code'],
  'message-patterns': [shape.pattern, 14, 'id'],
  modifiers: [shape.modifier, 117, 'code'],
  places: [shape.place, 52, 'code'],
  playbooks: [shape.playbook, 26, 'id'],
  plb: [shape.plb, 41, 'code'],
  procedures: [shape.procedure, 434, 'code'],
  'quantity-qualifiers': [shape.plain, 19, 'code'],
  rarc: [shape.rarc, 257, 'code'],
  'reference-qualifiers': [shape.plain, 87, 'code'],
  relationships: [shape.relationship, 10, 'code'],
  'service-types': [shape.serviceType, 190, 'code'],
  'ta1-notes': [shape.plain, 32, 'code'],
  taxonomies: [shape.plain, 22, 'code'],
  'time-periods': [shape.plain, 19, 'code'],
  'x12-errors': [shape.syntaxError, 83, 'list', 'code'],
}

const written = (name: string): string => readFileSync(join(folder, `${name}.json`), 'utf8')

describe('the files of resources/codes', () => {
  it('are those that are described here', () => {
    const found = readdirSync(folder).filter((name) => name.endsWith('.json'))
    expect(found.map((name) => name.replace('.json', '')).toSorted()).toEqual(Object.keys(files).toSorted())
  })

  it.each(Object.entries(files))('%s has rows of its shape, each once', (name, [schema, count, ...key]) => {
    const { rows } = shape.file.parse(JSON.parse(written(name)))
    expect(z.array(schema).safeParse(rows).error?.issues).toBeUndefined()
    expect(rows).toHaveLength(count)
    expect(new Set(rows.map((row) => JSON.stringify(key.map((field) => row[field])))).size).toBe(count)
  })

  it.each(Object.keys(files))('%s has one row a line, so that a change is seen', (name) => {
    const lines = written(name).split('\n')
    const rows = lines.slice(5, -3)
    expect(lines.slice(0, 5).map((line) => line.trimStart().slice(0, 8))).toEqual(['{', '"about":', '"source"', '"asOf": ', '"rows": '])
    for (const line of rows) expect(line).toMatch(/^ {4}\{ .* \},?$/)
  })
})
