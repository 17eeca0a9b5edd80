import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deniedClaim, OTHERS, type Denied, type Scene } from '../../test/support/denied.ts'
import { testPrinter } from '../../test/support/paper.ts'
import { session, testPractice } from '../../test/support/practice.ts'
import { pay, type PaymentSpec } from '../../test/support/remittances.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { columnMoney, cents, x12Money } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { handlers as charges } from '../charges/index.ts'
import { handlers as claims, listeners as claimListeners, sendClaims } from '../claims/index.ts'
import { handlers as denials, listeners as denialListeners } from '../denials/index.ts'
import { electronPrinter, type Printer } from '../printing/electron-printer.ts'
import { fileBytes, keptFile, type Printer as StorePrinter } from '../store/index.ts'
import { openPrinted } from './binding.ts'
import { handlers } from './index.ts'

const run = promisify(execFile)

function begun(scene: Scene = {}, template = 'L-RETRO'): Denied & { readonly id: number } {
  const denied = deniedClaim(scene)
  const { id } = denied.at.command((work) => handlers['appeals.start'](work, { denial: denied.denial, template, level: 1 }))
  return { ...denied, id }
}
const make = ({ at, id }: { at: Denied['at']; id: number }, printer: StorePrinter, path?: string, files = testFiles()) =>
  handlers['appeals.packet']({ ...testTask(at, files), printer }, { id, isSealed: false, ...(path !== undefined && { path }) })

/** What nobody else's patient may be known by. */
const SECRETS = [
  ...OTHERS.flatMap((one) => [one.last, one.last.toUpperCase(), one.first, one.first.toUpperCase(), one.memberId]),
  'XX99001',
  'XX99002',
  'Hidden Hollow',
  'HIDDEN HOLLOW',
]
const leaked = (text: string, secrets: readonly string[]): string[] => secrets.filter((one) => text.includes(one))

describe('a packet', () => {
  it('is one PDF with a bookmark for each part, kept and written where a person chose', async () => {
    const of = begun()
    const files = testFiles()
    const made = await make(of, testPrinter(), 'packet.pdf', files)
    expect(made).toMatchObject({ name: 'Appeal_10001_level1.pdf', pages: 7 })
    expect(made.contents.map((one) => `${one.page} ${one.title}`)).toEqual([
      '1 Fax cover',
      '2 Letter, level 1 appeal',
      '3 Contents',
      '4 Exhibit A. Denial, remittance of 05/27/2026',
      '5 Exhibit B. Claim as sent 04/29/2026',
      '6 Exhibit C. Eligibility answer, 04/20/2026',
      '7 Exhibit D. Payer acceptance, 277CA A2',
    ])
    const kept = of.at.query(({ db }) => ({ row: keptFile(db, made.file), bytes: fileBytes(db, made.file) }))
    expect(kept.row).toMatchObject({ direction: 'out', kind: 'packet', summary: 'Appeal, claim 10001, level 1' })
    expect(Buffer.from(made.pdf ?? '', 'base64').equals(Buffer.from(kept.bytes ?? []))).toBe(true)
    expect(Buffer.from(files.kept.get('packet.pdf') ?? []).equals(Buffer.from(kept.bytes ?? []))).toBe(true)
    expect((await openPrinted(kept.bytes ?? new Uint8Array())).bookmarks).toEqual(made.contents)
    const appeal = of.at.query((work) => handlers['appeals.get'](work, { id: of.id }))
    expect(appeal).toMatchObject({ status: 'ready', packet: made.file })
  })

  it('is printed again until the pages it names are the pages it has', async () => {
    const of = begun()
    const printer = testPrinter((part) => (part === 'letter' ? 2 : part === 'exhibit-remittance' ? 3 : 1))
    const made = await make(of, printer)
    expect(made.pages).toBe(10)
    expect(made.contents.map((one) => one.page)).toEqual([1, 2, 4, 5, 8, 9, 10])
    expect(printer.printed).toHaveLength(3)
    expect(printer.printed[1]).toContain('By fax to (555) 010-0190, 10 pages')
    expect(printer.printed[1]).toMatch(/Eligibility answer, 04\/20\/2026, page 9/)
    expect(printer.printed[2]).toMatch(/A-3 · Claim 10001 · page 7 of 10/)
  })

  it('is the same to the byte when nothing changed', async () => {
    const of = begun()
    const first = await make(of, testPrinter())
    expect((await make(of, testPrinter())).file).toBe(first.file)
  })

  it('that left stays as it left', async () => {
    const of = begun()
    const made = await make(of, testPrinter())
    of.at.command((work) => handlers['appeals.sent'](work, { id: of.id, by: 'fax', tracking: '', day: of.at.clock.today() }))
    const silent = testPrinter()
    expect(await make(of, silent)).toEqual(made)
    expect(silent.printed).toEqual([])
  })

  it('is not made while a fact is missing, and not of pages that cannot be printed', async () => {
    const missing = make(begun({ plan: null }), testPrinter())
    await expect(missing).rejects.toMatchObject({ problem: { code: 'appeal.incomplete', at: { field: 'your.reason' } } })
    const broken = make(begun(), { print: () => Promise.reject(new Error('No paper')) })
    await expect(broken).rejects.toMatchObject({ problem: { code: 'packet.unprintable' } })
    const empty = make(begun(), { print: () => Promise.resolve(new Uint8Array([1, 2, 3])) })
    await expect(empty).rejects.toMatchObject({ problem: { code: 'packet.unprintable' } })
  })

  it('is not kept when the letter was changed meanwhile', async () => {
    const of = begun()
    const { letter } = of.at.query((work) => handlers['appeals.get'](work, { id: of.id }))
    const inner = testPrinter()
    const printer: StorePrinter = {
      print: (job) => {
        of.at.command((work) =>
          handlers['appeals.save'](work, { id: of.id, letter: { ...letter, title: 'Another' }, signer: of.at.provider }),
        )
        return inner.print(job)
      },
    }
    await expect(make(of, printer)).rejects.toMatchObject({ problem: { code: 'packet.unprintable' } })
  })

  it('without a fax number begins with the letter', async () => {
    const of = begun()
    of.at.command(({ db }) => db.run({ compile: () => ({ sql: 'update payer set appeals_fax = null', parameters: [] }) } as never))
    const made = await make(of, testPrinter())
    expect(made.contents[0]).toEqual({ title: 'Letter, level 1 appeal', page: 1 })
  })

  it('escapes whatever a person typed', () => {
    const of = begun()
    const { letter } = of.at.query((work) => handlers['appeals.get'](work, { id: of.id }))
    const blocks = [...letter.blocks, { is: 'paragraph' as const, text: '<img src=x onerror="alert(1)"> & {{patient.name}}' }]
    of.at.command((work) => handlers['appeals.save'](work, { id: of.id, letter: { ...letter, blocks }, signer: of.at.provider }))
    const html = of.at.query((work) => handlers['appeals.preview'](work, { id: of.id })).pages[1]?.html
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; Marisol Quintero')
  })
})

describe('a letter', () => {
  it('has headings, and items that follow each other are one list', () => {
    const of = begun()
    const { letter } = of.at.query((work) => handlers['appeals.get'](work, { id: of.id }))
    const say = (text: string, as: 'heading' | 'item') => ({ is: 'paragraph' as const, text, as })
    const blocks = [say('What happened', 'heading'), say('One, {{denial.code}}', 'item'), say('Two', 'item'), ...letter.blocks]
    of.at.command((work) => handlers['appeals.save'](work, { id: of.id, letter: { ...letter, blocks }, signer: of.at.provider }))
    const html = of.at.query((work) => handlers['appeals.preview'](work, { id: of.id })).pages[1]?.html
    expect(html).toContain('<h2>What happened</h2>')
    expect(html).toMatch(/<ul>\s*<li>One, [^]*CO-197[^]*?<\/li>\s*<li>Two<\/li>\s*<\/ul>/)
  })
})

describe('no other patient is in a packet', () => {
  it('of a claim that was asked about, sent, acknowledged and denied in files with others', () => {
    const of = begun()
    const { pages } = of.at.query((work) => handlers['appeals.preview'](work, { id: of.id }))
    expect(leaked(pages.map((one) => one.html).join(), SECRETS)).toEqual([])
    expect(pages.map((one) => one.html).join()).toContain('QUINTERO')
  })

  const word = fc.stringMatching(/^[B-DF-HJ-NP-TV-Z]{7,12}$/)
  const number = fc.stringMatching(/^7[0-9]{8}$/)
  const other = fc.record({
    control: number.map((digits) => `K${digits}`),
    payerControl: number.map((digits) => `V${digits}`),
    last: word,
    first: word,
    memberId: number.map((digits) => `M${digits}`),
    charge: fc.integer({ min: 20_011, max: 99_999 }),
    takes: fc.integer({ min: 1_013, max: 19_999 }),
    reason: fc.constantFrom('45', '197', '50', '29'),
    remarks: fc.constantFrom([], ['N54'], ['M25']),
    isWhole: fc.boolean(),
    original: fc.option(
      number.map((digits) => `F${digits}`),
      { nil: undefined },
    ),
  })
  type Other = typeof other extends fc.Arbitrary<infer T> ? T : never
  const paymentOf = ({ charge, takes, reason, isWhole, original, ...one }: Other): PaymentSpec => ({
    ...one,
    ...(original !== undefined && { original }),
    lines: isWhole ? [{ code: '90834', charge, paid: charge }] : [{ code: '90834', charge, reasons: [['CO', reason, takes]] }],
    ...(isWhole && { reasons: [['CO', reason, takes] as const] }),
  })
  const secretsOf = (one: Other): string[] => [
    one.control,
    one.payerControl,
    one.last,
    one.first,
    one.memberId,
    ...(one.original === undefined ? [] : [one.original]),
    ...[one.charge, one.takes, one.charge - one.takes]
      .flatMap((amount) => [columnMoney(cents(amount)), x12Money(cents(amount))])
      .filter((text) => text.includes('.')),
  ]

  it('whatever else the remittance holds, before it and behind it', () => {
    fc.assert(
      fc.property(
        fc.array(other, { minLength: 1, maxLength: 5 }),
        fc.array(other, { maxLength: 4 }),
        fc.constantFrom('197', '50', '29', '4'),
        (before, behind, reason) => {
          const at = testPractice([...claimListeners, ...denialListeners])
          at.command((work) => charges['charges.save'](work, session(at)))
          at.command((work) => sendClaims(work, { usage: 'P' }))
          const { control } = at.query((work) => claims['claims.get'](work, { id: 10001 }))
          const ours: PaymentSpec = {
            control: control ?? '',
            lines: [{ code: '90837', modifiers: ['95'], charge: 17500, reasons: [['CO', reason, 17500]], remarks: ['N54'] }],
            remarks: ['MA01'],
          }
          pay(at, { trace: 'EFT1', payments: [...before.map(paymentOf), ours, ...behind.map(paymentOf)] })
          const page = at.query((work) => denials['denials.list'](work, { view: { filters: [], sort: [] }, window: 0 }))
          const denial = must('our line was denied', page.rows[0]).id
          const { id } = at.command((work) => handlers['appeals.start'](work, { denial, template: 'L-GEN', level: 1 }))
          const text = at
            .query((work) => handlers['appeals.preview'](work, { id }))
            .pages.map((one) => one.html)
            .join('\n')
          expect(leaked(text, [...before, ...behind].flatMap(secretsOf))).toEqual([])
          expect(text).toContain(`CLP*${control}`)
          const { segments } = at.query((work) => denials['denials.get'](work, { id: denial }))
          expect(leaked(JSON.stringify(segments), [...before, ...behind].flatMap(secretsOf))).toEqual([])
        },
      ),
      { numRuns: 25 },
    )
  })
})

const executable = process.env['PARITY_ELECTRON']

describe.skipIf(!executable)('on paper (needs the Electron runtime: npm test)', () => {
  let printer: Printer
  let folder = ''
  beforeAll(async () => {
    printer = electronPrinter(executable ?? '')
    folder = await mkdtemp(join(tmpdir(), 'parity-packet-'))
  })
  afterAll(async () => {
    await printer.close()
    await rm(folder, { recursive: true, force: true })
  })
  const said = async (program: string, ...words: readonly string[]): Promise<string> => (await run(program, words)).stdout

  it('every page says which it is, in our own fonts, and no page names another patient', async () => {
    const of = begun()
    const { letter } = of.at.query((work) => handlers['appeals.get'](work, { id: of.id }))
    const heading = { is: 'paragraph' as const, text: 'What happened', as: 'heading' as const }
    of.at.command((work) =>
      handlers['appeals.save'](work, { id: of.id, letter: { ...letter, blocks: [heading, ...letter.blocks] }, signer: of.at.provider }),
    )
    const made = await make(of, printer)
    const file = join(folder, made.name)
    await writeFile(file, Buffer.from(made.pdf ?? '', 'base64'))
    const pages = (await said('pdftotext', '-layout', file, '-')).split('\f').slice(0, -1)
    expect(pages).toHaveLength(made.pages)
    pages.forEach((page, n) => expect(page).toMatch(new RegExp(`Claim 10001 · page ${n + 1} of ${made.pages}`)))
    expect(leaked(pages.join(), SECRETS)).toEqual([])
    expect(pages[1]).toContain('pay it at the contract rate of $132.00, less the copay of')
    expect(pages[3]).toMatch(/CO-197[^]*CLP\*/)
    expect(pages[4]).toMatch(/24D[^]*90837 95/)
    expect(pages[5]).toMatch(/Not required \(EB11 = N\)/)
    expect(pages[6]).toMatch(/STC\*A2:20:PR/)
    expect(await said('qpdf', '--check', file)).toMatch(/No syntax or stream encoding errors/)
    expect(await said('pdffonts', file)).not.toMatch(/Type 3|Liberation|DejaVu|Helvetica/)
    const about = await said('pdfinfo', file)
    expect(about).toMatch(/Title: +Appeal, claim 10001\nAuthor: +Cedar Hollow Behavioral Health/)
    expect(about).toMatch(/Tagged: +yes/)
    expect((await openPrinted(Buffer.from(made.pdf ?? '', 'base64'))).bookmarks).toEqual(made.contents)
    expect((await make(of, printer)).file).toBe(made.file)
  })
})
