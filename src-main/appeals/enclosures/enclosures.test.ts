import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { degrees, PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { encode } from 'fast-png'
import tiff from 'utif2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deniedClaim, type Denied } from '../../../test/support/denied.ts'
import { docxOf, paperPdf, testPrinter } from '../../../test/support/paper.ts'
import { testFiles, testTask } from '../../../test/support/task.ts'
import { zipOf } from '../../../test/support/zip.ts'
import type { Argument } from '../../../src-shared/contract/index.ts'
import { electronPrinter, type Printer } from '../../printing/electron-printer.ts'
import type { Printer as StorePrinter } from '../../store/index.ts'
import { handlers } from '../index.ts'
import { pagesFrom } from './reading.ts'

const run = promisify(execFile)
const NOTHING = testPrinter()

type Begun = Denied & { readonly id: number }
function begun(template = 'L-RETRO'): Begun {
  const denied = deniedClaim()
  const { id } = denied.at.command((work) => handlers['appeals.start'](work, { denial: denied.denial, template, level: 1 }))
  return { ...denied, id }
}

const enclose = ({ at, id }: Begun, bytes: Uint8Array, said: Partial<Argument<'appeals.enclose'>> = {}, printer: StorePrinter = NOTHING) =>
  handlers['appeals.enclose'](
    { ...testTask(at, testFiles({ '/in/plan.pdf': bytes })), printer },
    { id, path: '/in/plan.pdf', kind: 'treatment-plan', title: 'Treatment plan', shows: 'the goals of treatment', ...said },
  )
const exported = ({ at, id }: Begun, enclosure: number, files = testFiles()) =>
  handlers['enclosures.export'](testTask(at, files), { id, enclosure, path: '/out/plan.pdf' })
const get = ({ at, id }: Begun) => at.query((work) => handlers['appeals.get'](work, { id }))
const arrange = ({ at, id }: Begun, exhibits: string[]) => at.command((work) => handlers['appeals.arrange'](work, { id, exhibits }))
const make = ({ at, id }: Begun, printer: StorePrinter = NOTHING) =>
  handlers['appeals.packet']({ ...testTask(at, testFiles()), printer }, { id, isSealed: false })

describe('pages of the record', () => {
  it('go as an exhibit of their own, with the reason, and are asked about before they leave', async () => {
    const of = begun()
    expect(get(of).needs.find(({ id }) => id === 'progress-notes')).toMatchObject({ holds: true })
    expect(await enclose(of, await paperPdf(3))).toMatchObject({ pages: 3 })
    const { exhibits, needs } = get(of)
    expect(exhibits.at(-1)).toEqual({
      id: 'record-1',
      kind: 'record',
      label: 'E',
      title: 'Treatment plan',
      shows: 'the goals of treatment',
      pages: 3,
      enclosed: 'treatment-plan',
    })
    expect(needs.filter(({ holds }) => !holds).map(({ id }) => id)).toEqual(['psychotherapy-notes', 'progress-notes', 'diagnosis'])
    const made = await make(of)
    expect(made.pages).toBe(7 + 1 + 3)
    expect(made.contents.at(-1)).toEqual({ title: 'Exhibit E. Treatment plan', page: 8 })
  })

  it('keep their place where others are put behind them, and every page keeps its number', async () => {
    const of = begun()
    await enclose(of, await paperPdf(2))
    arrange(of, ['remittance', 'record-1', 'claim'])
    expect(get(of).exhibits.map(({ label, id }) => `${label} ${id}`)).toEqual(['A remittance', 'B record-1', 'C claim'])
    expect(get(of).offered.map(({ id }) => id)).toEqual(['eligibility', 'acknowledgment'])
    // The letter names it, so it may not be left out.
    expect(get(of).missing).toEqual(['exhibit.eligibility'])
    arrange(of, ['remittance', 'eligibility', 'record-1', 'claim'])
    const made = await make(of)
    expect(made.contents.map((one) => `${one.page} ${one.title.split('.')[0] ?? ''}`).slice(-3)).toEqual([
      '5 Exhibit B',
      '6 Exhibit C',
      '9 Exhibit D',
    ])
    const bound = await PDFDocument.load(Buffer.from(made.pdf ?? '', 'base64'))
    expect(bound.getPageCount()).toBe(9)
  })

  it('are said anew, and deleted while the appeal has not left; the packet is made again', async () => {
    const of = begun()
    const { enclosure } = await enclose(of, await paperPdf(1))
    await make(of)
    expect(get(of).packet).not.toBeNull()
    of.at.command((work) =>
      handlers['enclosures.save'](work, { id: of.id, enclosure, kind: 'scale', title: 'PHQ-9', shows: 'how severe it was' }),
    )
    expect(get(of)).toMatchObject({ packet: null, status: 'draft' })
    expect(get(of).exhibits.at(-1)).toMatchObject({ title: 'PHQ-9', shows: 'how severe it was' })
    arrange(of, ['remittance', 'record-1'])
    of.at.command((work) => handlers['enclosures.remove'](work, { id: of.id, enclosure }))
    expect(get(of).exhibits.map(({ id }) => id)).toEqual(['remittance'])
    await expect(exported(of, enclosure)).rejects.toThrow('record.missing')
  })

  it('stay as they are once the appeal has left', async () => {
    const of = begun()
    const { enclosure } = await enclose(of, await paperPdf(1))
    of.at.command((work) => handlers['appeals.sent'](work, { id: of.id, by: 'fax', tracking: '', day: work.clock.today() }))
    await expect(enclose(of, await paperPdf(1))).rejects.toThrow('appeal.left')
    expect(() => arrange(of, [])).toThrow('appeal.left')
    expect(() => of.at.command((work) => handlers['enclosures.remove'](work, { id: of.id, enclosure }))).toThrow('appeal.left')
  })

  it('go with their appeal where it is discarded, and another letter may be begun; what has left stays', async () => {
    const of = begun()
    await enclose(of, await paperPdf(1))
    const discard = (id: number) => of.at.command((work) => handlers['appeals.discard'](work, { id }))
    discard(of.id)
    expect(() => get(of)).toThrow('record.missing')
    const { id } = of.at.command((work) => handlers['appeals.start'](work, { denial: of.denial, template: 'L-TF', level: 1 }))
    expect(get({ ...of, id }).exhibits.some(({ kind }) => kind === 'record')).toBe(false)
    of.at.command((work) => handlers['appeals.sent'](work, { id, by: 'fax', tracking: '', day: work.clock.today() }))
    expect(() => discard(id)).toThrow('appeal.left')
  })

  it('are looked at as they will leave; those of another appeal are not given', async () => {
    const of = begun()
    const { enclosure } = await enclose(of, await paperPdf(1))
    await expect(exported({ ...of, id: of.id + 1 }, enclosure)).rejects.toThrow('record.missing')
    const files = testFiles()
    expect(await exported(of, enclosure, files)).toEqual({ path: '/out/plan.pdf', pages: 1 })
    expect((await PDFDocument.load(files.kept.get('/out/plan.pdf') ?? '')).getPageCount()).toBe(1)
  })
})

describe('a file that cannot be taken in says why and what to do', () => {
  const why = async (bytes: Uint8Array): Promise<string> =>
    pagesFrom(bytes, NOTHING).then(
      () => 'It was read.',
      (error: unknown) => (error as { problem: { message: string } }).problem.message,
    )
  it.each([
    ['is no pages at all', Buffer.from('ISA*00*'), 'It is no PDF, PNG, JPEG, TIFF or DOCX.'],
    ['is a torn PDF', Buffer.from('%PDF-1.7\n1 0 obj'), 'It is damaged.'],
    ['is a torn TIFF', Buffer.from('II*\0\u00FF\u00FF\u00FF\u00FF', 'latin1'), 'No picture was found in it.'],
    ['is an archive that is no document', zipOf({ name: 'a.txt', bytes: 'a' }), 'It is damaged.'],
  ])('that %s', async (_, bytes, message) => {
    expect(await why(bytes)).toBe(message)
  })

  it('that is locked', async () => {
    const document = await PDFDocument.load(await paperPdf(1))
    document.encrypt({ algorithm: 'AES-256', userPassword: 'a', ownerPassword: 'b', permissions: {} })
    expect(await why(await document.save())).toBe('The PDF is locked with a password.')
  })

  it('that has too many pages', async () => {
    expect(await why(await paperPdf(501))).toBe('It has 501 pages; 500 is the most.')
  })
})

const executable = process.env['PARITY_ELECTRON']
describe.skipIf(!executable)('on paper (needs the Electron runtime: npm test)', () => {
  let printer: Printer
  let folder = ''
  beforeAll(async () => {
    printer = electronPrinter(executable ?? '')
    folder = await mkdtemp(join(tmpdir(), 'parity-enclosures-'))
  })
  afterAll(async () => {
    await printer.close()
    await rm(folder, { recursive: true, force: true })
  })
  const said = async (program: string, ...words: readonly string[]): Promise<string> => (await run(program, words)).stdout
  const kept = async (name: string, bytes: Uint8Array): Promise<string> => {
    const file = join(folder, name)
    await writeFile(file, bytes)
    return file
  }
  const textOf = async (file: string): Promise<string> => said('pdftotext', '-layout', file, '-')

  it('pages that lie across, are turned, cut or of another size stand upright on Letter', async () => {
    const given = await paperPdf(4, (document) => {
      const [first, second, third, last] = document.getPages()
      first?.setRotation(degrees(90))
      second?.setSize(1224, 1584)
      third?.setCropBox(0, 396, 612, 396)
      last?.setRotation(degrees(270))
    })
    const { pdf, pages } = await pagesFrom(given, printer)
    const file = await kept('turned.pdf', pdf)
    expect(pages).toBe(4)
    expect(await said('pdfinfo', '-f', '1', '-l', '4', file)).not.toMatch(/rot: +[1-9]|Page +\d size: +(?!612 x 792 )\d/)
    expect((await textOf(file)).match(/Treatment plan, page \d/g)).toHaveLength(4)
    expect(await said('qpdf', '--check', file)).toMatch(/No syntax or stream encoding errors/)
  })

  it('what lies on a page becomes part of it, and scripts and hidden marks stay behind', async () => {
    const given = await paperPdf(1, (document) => {
      const form = document.getForm()
      const [page] = document.getPages()
      const field = form.createTextField('signed')
      field.setText('Signed 04/02/2026')
      if (page) field.addToPage(page, { x: 72, y: 500, width: 200, height: 24 })
      document.addJavaScript('own', 'app.alert(1)')
    })
    const { pdf } = await pagesFrom(given, printer)
    const file = await kept('signed.pdf', pdf)
    expect(await textOf(file)).toContain('Signed 04/02/2026')
    const laid = await PDFDocument.load(pdf)
    expect(laid.catalog.get(PDFName.of('Names'))).toBeUndefined()
    expect(laid.getPages()[0]?.node.Annots()?.size() ?? 0).toBe(0)
  })

  it('pictures, faxes and documents become pages', async () => {
    const dots = new Uint8Array(400 * 500 * 4).fill(200)
    const png = encode({ width: 400, height: 500, data: dots, channels: 4, depth: 8 })
    const fax = new Uint8Array(tiff.encodeImage(dots, 400, 500))
    const docx = docxOf('Goals &lt;script&gt; of treatment')
    const read = await Promise.all([png, fax, docx].map((bytes) => pagesFrom(bytes, printer)))
    expect(read.map(({ pages }) => pages)).toEqual([1, 1, 1])
    const [picture, scanned, document] = await Promise.all(read.map(({ pdf }, n) => kept(`${n}.pdf`, pdf)))
    expect(await said('pdfimages', '-list', picture ?? '')).toMatch(/400 +500/)
    expect(await said('pdfimages', '-list', scanned ?? '')).toMatch(/400 +500/)
    expect(await textOf(document ?? '')).toContain('Goals <script> of treatment')
  })

  it('in a packet they carry its foot and its numbers, and poppler and qpdf find nothing wrong', async () => {
    const of = begun()
    await enclose(of, await paperPdf(2), {}, printer)
    const made = await make(of, printer)
    const file = await kept(made.name, Buffer.from(made.pdf ?? '', 'base64'))
    const pages = (await textOf(file)).split('\f').slice(0, -1)
    expect(pages).toHaveLength(made.pages)
    pages.forEach((page, n) => expect(page).toMatch(new RegExp(`Claim 10001 · page ${n + 1} of ${made.pages}`)))
    expect(pages.at(-1)).toMatch(/Treatment plan, page 2[^]*E-3 · Claim 10001/)
    expect(await said('qpdf', '--check', file)).toMatch(/No syntax or stream encoding errors/)
    const { stderr } = await run('pdftoppm', ['-r', '30', '-png', file, join(folder, 'look')])
    expect(stderr).toBe('')
  })
})
