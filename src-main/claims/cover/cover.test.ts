import { expect, test } from 'vitest'
import { batch, charge } from '../../../test/support/claims.ts'
import { consentOf } from '../../../test/support/part2.ts'
import { testPractice, type TestPractice } from '../../../test/support/practice.ts'
import { testFiles, testTask } from '../../../test/support/task.ts'
import { day } from '../../../src-shared/day.ts'
import { must } from '../../../src-shared/result.ts'
import { handlers as access } from '../../access/index.ts'
import { handlers, listeners } from '../index.ts'
import { coverPages } from './page.ts'
import { coversOf, printCovers } from './printing.ts'

type Going = { readonly report: '08' | 'M1'; readonly by: 'AA' | 'BM' | 'EL' | 'FX'; readonly control: string | null }
/** A claim with which something goes. */
function going(attachments: readonly Going[]): { readonly at: TestPractice; readonly id: number } {
  const at = testPractice(listeners)
  const id = must('it became a claim', charge(at).claim)
  at.command((work) => handlers['claims.mend'](work, { id, attachments: [...attachments] }))
  return { at, id }
}
const page = (at: TestPractice, id: number): string => coverPages(at.query((work) => coversOf(work, id)))

test('each paper by mail or fax has a page with its number, and what travels otherwise has none', () => {
  const { at, id } = going([
    { report: '08', by: 'FX', control: null },
    { report: 'M1', by: 'BM', control: 'OURS-7' },
    { report: 'M1', by: 'EL', control: 'FILE-8' },
    { report: 'M1', by: 'AA', control: null },
  ])
  const text = page(at, id)
  expect(text.match(/class="part"/g)).toHaveLength(2)
  expect(text).toContain(`${id}A1`)
  expect(text).toContain('OURS-7')
  expect(text).toContain('plan of treatment')
  expect(text).not.toContain('FILE-8')
})

test('the number on the cover is the one in the claim file, and no diagnosis is on it', () => {
  const { at, id } = going([{ report: '08', by: 'FX', control: null }])
  const sent = Buffer.from(batch(at, [])).toString('latin1')
  const [of] = at.query((work) => coversOf(work, id)).attachments
  expect(sent).toContain(`PWK*08*FX***AC*${of?.control}~`)
  expect(sent).toMatch(/HI\*ABK:F/)
  expect(page(at, id)).not.toMatch(/F\d\d\.?\d/)
})

test('a claim with which nothing goes on paper is refused', async () => {
  const { at, id } = going([{ report: '08', by: 'AA', control: null }])
  await expect(printCovers(testTask(at, testFiles()), { id, path: '/c.pdf' })).rejects.toThrow('claim.none')
})

test('the PDF is written where a person chose', async () => {
  const { at, id } = going([{ report: '08', by: 'FX', control: null }])
  const files = testFiles()
  const task = { ...testTask(at, files), printer: { print: () => Promise.resolve(Buffer.from('%PDF')) } }
  await expect(Promise.resolve(handlers['claims.cover'](task, { id, path: '/c.pdf' }))).resolves.toEqual({ path: '/c.pdf', covers: 1 })
  expect(files.kept.has('/c.pdf')).toBe(true)
})

test('of a substance-use program they leave with a consent, the short notice and a note of it, and else not at all', async () => {
  const { at, id } = going([{ report: '08', by: 'FX', control: null }])
  const task = { ...testTask(at, testFiles()), printer: { print: () => Promise.resolve(Buffer.from('%PDF')) } }
  expect(page(at, id)).not.toContain('42 CFR')
  at.command((work) => access['part2.mark'](work, { patient: at.patient, program: 'Outpatient', starts: day('2026-01-01'), ends: null }))
  await expect(printCovers(task, { id, path: '/c.pdf' })).rejects.toThrow('consent.none')
  at.command((work) => access['consents.save'](work, consentOf(at.patient)))
  await printCovers(task, { id, path: '/c.pdf' })
  expect(page(at, id)).toContain('42 CFR part 2 prohibits')
  const left = at.query((work) => access['disclosures.list'](work, { patient: at.patient }))
  expect(left.map(({ what }) => what)).toEqual([expect.stringContaining(`Covers of attachments, claim ${id}`)])
})
