import { describe, expect, it } from 'vitest'
import { session, testPractice, type TestPractice } from '../../../test/support/practice.ts'
import { testFiles, testTask } from '../../../test/support/task.ts'
import { handlers as charges } from '../../charges/index.ts'
import { patientById } from '../../practice/index.ts'
import { fileBytes, keptFile } from '../../store/index.ts'
import { handlers, listeners, markSilent, sendClaims } from '../index.ts'
import { changeClaim } from '../records/claims.ts'
import { paperControl } from './gathering.ts'

/** A practice with so many claims of one patient, an hour apart. */
function ready(claims = 2): TestPractice {
  const at = testPractice(listeners)
  for (let n = 0; n < claims; n++)
    at.command((work) =>
      charges['charges.save'](work, session(at, n === 0 ? {} : { day: `2026-11-${String(18 - n).padStart(2, '0')}` as never })),
    )
  return at
}
const both = [10_001, 10_002]
const drawn = { paper: 'drawn' as const }
const claim = (at: TestPractice, id = 10_001) => at.query((work) => handlers['claims.get'](work, { id }))
const why = { to: 'paper' as const, reason: 'The clearinghouse is down' }

describe('claims on paper', () => {
  it('leave in one file that is kept, and count as sent, each once', async () => {
    const at = ready()
    const task = testTask(at, testFiles())
    const { files, held, left } = await handlers['claims.print'](task, { ids: both, ...drawn })
    expect({ files, held, left }).toMatchObject({
      files: [{ name: 'CMS-1500_00001.pdf', claims: 2, pages: 2, cents: 35_000 }],
      held: [],
      left: 0,
    })
    const file = files[0]?.file ?? 0
    expect(at.query(({ db }) => keptFile(db, file))).toMatchObject({ direction: 'out', kind: 'CMS-1500', summary: '2 claims on paper' })
    expect(
      Buffer.from(at.query(({ db }) => fileBytes(db, file)) ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const one = claim(at)
    expect(one).toMatchObject({ status: 'sent', file: null, documents: [{ file, kind: 'CMS-1500' }] })
    expect(one.history[0]).toMatchObject({ shape: 'sent', words: 'Sent on paper', detail: `CMS-1500, number ${one.control ?? ''}`, file })
    expect(one.control).toMatch(/^[A-Z0-9]{6}10001P1$/)
    await expect(handlers['claims.print'](task, { ids: both, ...drawn })).rejects.toThrow('claim.none')
    expect(() => at.command((work) => sendClaims(work, { usage: 'P' }))).toThrow('claim.none')
  })

  it('are called silent when no remittance came in the time that paper takes, and not before', async () => {
    const at = ready(1)
    await handlers['claims.print'](testTask(at, testFiles()), { ids: [10_001], ...drawn })
    at.command(({ db }) => changeClaim(db, 10_001, { sent_at: '2026-11-10T10:00:00.000Z' }))
    const mark = (today: string): number => {
      at.clock.set(today)
      return at.command((work) => markSilent(work))
    }
    expect([mark('2026-11-30'), mark('2026-12-25'), mark('2026-12-26')]).toEqual([0, 0, 1])
    expect(claim(at).next.title).toBe('No remittance after 46 days')
  })

  it('stay with the reason when a number has no room, and nothing else is held up', async () => {
    const at = ready()
    at.command(({ db }) => changeClaim(db, 10_001, { authorization: '1'.repeat(40) }))
    const done = await handlers['claims.print'](testTask(at, testFiles()), { ids: both, ...drawn })
    expect(done).toMatchObject({
      files: [{ claims: 1 }],
      held: [{ id: 10_001, why: 'Box 23 has room for 28 characters, and a number is not cut.' }],
      wont: [{ n: 1 }],
    })
    expect(claim(at).status).toBe('ready')
  })

  it('tell which box was cut', async () => {
    const at = ready(1)
    const form = at.query((work) => handlers['claims.form'](work, { id: 10_001 }))
    expect(form.notes.filter(({ is }) => is === 'wrong')).toEqual([])
    const done = await handlers['claims.print'](testTask(at, testFiles()), { ids: [10_001], ...drawn })
    expect(done.notes).toEqual(form.notes.map((note) => ({ ...note, id: 10_001 })))
  })

  it('stay as they are when a person stops it, and are none the wiser', async () => {
    const at = ready()
    await expect(handlers['claims.print'](testTask(at, testFiles(), 0), { ids: both, ...drawn })).resolves.toMatchObject({
      files: [],
      left: 2,
    })
    await expect(handlers['claims.print'](testTask(at, testFiles(), 1), { ids: both, ...drawn })).resolves.toMatchObject({
      files: [],
      left: 2,
    })
    expect(claim(at)).toMatchObject({ status: 'ready', documents: [] })
  })

  it('are not kept when one of them changed while they were drawn', async () => {
    const at = ready()
    const task = testTask(at, testFiles())
    let writes = 0
    const meddling: typeof task = {
      ...task,
      write: (body) => {
        // The first writing checks the claims, the second keeps the file.
        if (writes++ === 1) at.command(({ db }) => changeClaim(db, 10_002, { authorization: 'A999' }))
        return task.write(body)
      },
    }
    await expect(handlers['claims.print'](meddling, { ids: both, ...drawn })).rejects.toThrow('record.changed')
    expect(claim(at).status).toBe('ready')
  })

  it('move a printer’s sheets, and take no printer that is not there', async () => {
    const at = ready(1)
    const printers = [{ name: 'Front desk', across: 5, down: -10 }]
    at.command((work) => handlers['forms.savePrinters'](work, { printers }))
    expect(at.query((work) => handlers['forms.printers'](work))).toEqual({ printers })
    const files = testFiles()
    const test = (printer?: string) =>
      handlers['forms.test'](testTask(at, files), { path: '/out/test.pdf', paper: 'red', ...(printer && { printer }) })
    await test()
    const straight = files.kept.get('/out/test.pdf')
    await test('Front desk')
    expect(files.kept.get('/out/test.pdf')).not.toEqual(straight)
    await expect(test('Back room')).rejects.toThrow('record.missing')
  })

  it('have a number of their own each time, that fits box 26', () => {
    expect(paperControl('QWERTY', 10_001, 1)).toBe('QWERTY10001P1')
    expect(paperControl('QWERTY', 1_234_567, 12)).toBe('QWER1234567P12')
    expect(paperControl('QWERTY', 12_345_678, 3)).toHaveLength(14)
  })
})

describe('claims that take another way', () => {
  it('are printed instead, with what was sent before kept', async () => {
    const at = ready()
    const { batches } = at.command((work) => sendClaims(work, { ids: [10_001], usage: 'P' }))
    const preview = at.query((work) => handlers['claims.preview'](work, { ids: both, of: 'route' }))
    expect(preview).toMatchObject({ will: 2, wont: [] })
    expect(at.query((work) => handlers['claims.preview'](work, { ids: both, of: 'print' }))).toMatchObject({ will: 1, wont: [{ n: 1 }] })
    const moved = await handlers['claims.route'](testTask(at, testFiles()), { ids: both, ...drawn, ...why })
    expect(moved.files).toMatchObject([{ claims: 2 }])
    const one = claim(at)
    expect(one.documents.map(({ kind }) => kind)).toEqual(['CMS-1500', '837P'])
    expect(one.documents[1]?.file).toBe(batches[0]?.file)
    expect(one.control).toMatch(/P2$/)
    expect(one.history.slice(0, 2)).toMatchObject([
      { words: 'Sent on paper' },
      { words: 'Moved to paper, no answer so far', detail: 'The clearinghouse is down' },
    ])
    expect(at.query((work) => handlers['claims.batches'](work))).toMatchObject([{ claims: 1 }])
  })

  it('are those that nobody answered: one that is accepted stays', async () => {
    const at = ready(1)
    at.command((work) => sendClaims(work, { usage: 'P' }))
    at.command(({ db }) => changeClaim(db, 10_001, { status: 'accepted' }))
    expect(at.query((work) => handlers['claims.preview'](work, { ids: [10_001], of: 'route' }))).toMatchObject({
      will: 0,
      wont: [{ words: 'The payer has answered it', n: 1 }],
    })
    await expect(handlers['claims.route'](testTask(at, testFiles()), { ids: [10_001], ...drawn, ...why })).rejects.toThrow('claim.none')
  })
})

describe('a claim as the form', () => {
  it('has every box with what is in it, what the checks say, and where it is kept', () => {
    const at = ready(1)
    const form = at.query((work) => handlers['claims.form'](work, { id: 10_001 }))
    const patient = at.query(({ db }) => patientById(db, at.patient))
    expect(form).toMatchObject({ id: 10_001, status: 'ready', patient: at.patient })
    expect(form.sheets).toHaveLength(1)
    expect(form.sheets[0]).toContainEqual(
      expect.objectContaining({ box: '2', text: `${patient?.last ?? ''}, ${patient?.first ?? ''}`.toUpperCase() }),
    )
    expect(form.cells.find(({ box }) => box === '24D.1')).toMatchObject({ behind: 'modifiers' })
    expect(form.cells.find(({ box }) => box === '5')).toMatchObject({ behind: 'patient' })
    const boxes = new Set(form.cells.map(({ box }) => box))
    expect(form.sheets.flat().filter(({ box }) => !boxes.has(box))).toEqual([])
    expect(form.findings.filter(({ box }) => box === '')).toEqual([])
  })

  it('keeps the number and the day it left with', async () => {
    const at = ready(1)
    await handlers['claims.print'](testTask(at, testFiles()), { ids: [10_001], ...drawn })
    at.clock.set('2026-11-30')
    const texts = at
      .query((work) => handlers['claims.form'](work, { id: 10_001 }))
      .sheets.flat()
      .map(({ text }) => text)
    expect(texts).toContain('11 19 2026')
    expect(texts).toContain(claim(at).control)
  })
})
