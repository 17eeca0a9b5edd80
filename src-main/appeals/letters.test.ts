import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { deniedClaim } from '../../test/support/denied.ts'
import { Letter } from '../../src-shared/contract/appeals.ts'
import { adjustmentReasons, procedures, remarks } from '../codes/index.ts'
import { EXHIBIT_KINDS, letterTemplates } from '../denials/index.ts'
import { handlers } from './index.ts'
import { givenParagraphs } from './paragraphs.ts'

const Facts = z.array(z.string().regex(/^[a-z0-9_]+\.[a-z_]+$|^(answer_by|deadline|level|today)$/)).optional()
const Block = z.looseObject({ is: z.enum(['paragraph', 'chronology', 'criteria']), when: Facts, unless: Facts })
const Template = z.strictObject({
  id: z.string().regex(/^L-[A-Z0-9]+$/),
  title: z.string().min(3).max(60),
  use: z.string().min(20),
  source: z.string().min(10),
  fits: z.union([
    z.enum(['anything', 'by hand']),
    z.strictObject({ reasons: z.array(z.string()).min(1), remarks: z.array(z.string()), procedures: z.array(z.string()) }),
  ]),
  from: z.int().min(2).max(5).optional(),
  exhibits: z.array(z.enum(EXHIBIT_KINDS)).min(2),
  blocks: z.array(Block).min(4),
})

const marksIn = (text: string): string[] => [...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, name = '']) => name)

describe.each(letterTemplates.map((one) => [one.id, one] as const))('letter %s', (_id, template) => {
  it('has the shape of a letter, with its source', () => {
    expect(Template.safeParse(template).error).toBeUndefined()
    const letter = { title: template.title, blocks: template.blocks.map(({ when: _when, unless: _unless, ...block }) => block) }
    expect(Letter.safeParse(letter).error).toBeUndefined()
  })

  it('names reasons, remarks and procedures that our tables have', () => {
    if (typeof template.fits === 'string') return
    expect(template.fits.reasons.filter((code) => adjustmentReasons.find(code)?.type !== 'D')).toEqual([])
    expect(template.fits.remarks.filter((code) => !remarks.find(code))).toEqual([])
    expect(template.fits.procedures.filter((code) => !procedures.find(code))).toEqual([])
  })

  it('uses only facts that Parity knows of', () => {
    const { at, denial } = deniedClaim({ others: [] })
    const { id } = at.command((work) => handlers['appeals.start'](work, { denial, template: template.id, level: template.from ?? 1 }))
    const { facts } = at.query((work) => handlers['appeals.get'](work, { id }))
    const used = template.blocks.flatMap((block) => [
      ...(block.when ?? []),
      ...(block.unless ?? []),
      ...(block.is === 'paragraph' ? marksIn(block.text) : []),
    ])
    expect(used.filter((name) => !(name in facts))).toEqual([])
  })

  it('asks for something, tells what happened, and says until when', () => {
    const texts = template.blocks.flatMap((block) => (block.is === 'paragraph' ? [block.text] : []))
    expect(texts[0]).toMatch(/^Please .*\{\{claim\.request\}\}/)
    expect(texts.at(-1)).toContain('{{answer_by}}')
    expect(template.blocks.some((block) => block.is === 'chronology')).toBe(true)
  })
})

describe.each(givenParagraphs.map((one) => [one.title, one] as const))('paragraph %s', (_title, { text, source }) => {
  it('uses only facts that Parity knows of, and has its source', () => {
    const { at, denial } = deniedClaim({ others: [] })
    const { id } = at.command((work) => handlers['appeals.start'](work, { denial, template: 'L-TF', level: 1 }))
    const { facts } = at.query((work) => handlers['appeals.get'](work, { id }))
    expect(marksIn(text).filter((name) => !(name in facts))).toEqual([])
    expect(source.length).toBeGreaterThan(10)
  })
})

it('keeps the practice’s own, under a title that none of the others has', () => {
  const { at } = deniedClaim({ others: [] })
  const list = () => at.query((work) => handlers['paragraphs.list'](work)).filter(({ isOwn }) => isOwn)
  const save = (title: string, text: string) => at.command((work) => handlers['paragraphs.save'](work, { title, text }))
  save('Please call', 'Call {{practice.phone}}.')
  save('Please call', 'Call us at {{practice.phone}}.')
  expect(list()).toEqual([{ title: 'Please call', text: 'Call us at {{practice.phone}}.', source: '', isOwn: true }])
  expect(() => save('a talk between clinicians', 'Call.')).toThrow('paragraph.taken')
  at.command((work) => handlers['paragraphs.remove'](work, { title: 'Please call' }))
  expect(list()).toEqual([])
  expect(() => at.command((work) => handlers['paragraphs.remove'](work, { title: 'Please call' }))).toThrow('record.missing')
})

it('says what interest is due where the payer took the claim in and the state is known', () => {
  const { at, denial } = deniedClaim({ others: [] })
  const { id } = at.command((work) => handlers['appeals.start'](work, { denial, template: 'L-TF', level: 1 }))
  const { facts } = at.query((work) => handlers['appeals.get'](work, { id }))
  expect(facts['filed.accepted_date']).toBe('April 30, 2026')
  expect([facts['interest.due'], facts['interest.days'], facts['interest.amount']]).toEqual(['May 30, 2026', '173 days', '$11.26'])
})

it('are known by one id each', () => {
  expect(new Set(letterTemplates.map((one) => one.id)).size).toBe(letterTemplates.length)
})
