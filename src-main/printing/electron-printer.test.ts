import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { electronPrinter, type Printer } from './electron-printer.ts'
import { pageFonts } from './fonts.ts'

const run = promisify(execFile)
const executable = process.env['PARITY_ELECTRON']

const page = (body: string): string =>
  `<!doctype html><html lang="en-US"><head><title>Letter</title><style>${pageFonts}
     body { font-family: "Inter" } pre { font-family: "JetBrains Mono" } section { break-after: page }
   </style></head><body>${body}</body></html>`

describe.skipIf(process.platform === 'win32')('a runtime that fails', () => {
  let folder = ''
  let count = 0
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parity-pretended-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const pretended = async (script: string): Promise<Printer> => {
    const file = join(folder, `runtime-${(count += 1)}`)
    await writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    return electronPrinter(file)
  }

  test('is an Error with a sentence when it is not there, each time', async () => {
    const printer = electronPrinter(join(tmpdir(), 'no-such-runtime'))
    await expect(printer.print({ html: '' })).rejects.toThrow('The printer could not start.')
    await expect(printer.print({ html: '' })).rejects.toThrow('The printer could not start.')
    await printer.close()
  })

  test('fails the page it had when it ends, and is started again for the next', async () => {
    const printer = await pretended(`echo '{"ready":true}'; read line; exit 3`)
    await expect(printer.print({ html: '' })).rejects.toThrow('The printer ended before the page was printed.')
    await expect(printer.print({ html: '' })).rejects.toThrow('The printer ended before the page was printed.')
    await printer.close()
  })

  test('fails one page and prints the next', async () => {
    const printer = await pretended(
      `echo '{"ready":true}'; read one; echo noise; echo '{"id":1,"failed":"No paper."}'; read two; echo '{"id":2,"pdf":"UERG"}'; read end`,
    )
    await expect(printer.print({ html: '' })).rejects.toThrow('No paper.')
    expect(Buffer.from(await printer.print({ html: '' })).toString()).toBe('PDF')
    await printer.close()
  })

  test.runIf(process.platform === 'linux' && executable)('gets a screen when it cannot do without one', async () => {
    vi.stubEnv('DISPLAY', undefined)
    const printer = await pretended(`test -n "$DISPLAY" || exit 1; echo '{"ready":true}'; read one; echo '{"id":1,"pdf":"UERG"}'; read end`)
    expect(Buffer.from(await printer.print({ html: '' })).toString()).toBe('PDF')
    await printer.close()
    vi.unstubAllEnvs()
  })

  test('does not learn the passphrase', async () => {
    vi.stubEnv('PARITY_PASSPHRASE', 'correct horse battery')
    const printer = await pretended(
      `test -z "$PARITY_PASSPHRASE" || exit 1; echo '{"ready":true}'; read one; echo '{"id":1,"pdf":"UERG"}'; read end`,
    )
    expect((await printer.print({ html: '' })).length).toBe(3)
    await printer.close()
    vi.unstubAllEnvs()
  })
})

describe.skipIf(!executable)('the printer (needs the Electron runtime: npm test)', () => {
  let printer: Printer
  let folder = ''

  beforeAll(async () => {
    printer = electronPrinter(executable ?? '')
    folder = await mkdtemp(join(tmpdir(), 'parity-printed-'))
  })
  afterAll(async () => {
    await printer.close()
    await rm(folder, { recursive: true, force: true })
  })

  const printed = async (name: string, job: Parameters<Printer['print']>[0]): Promise<string> => {
    const file = join(folder, name)
    await writeFile(file, await printer.print(job))
    return file
  }
  const said = async (program: string, ...words: readonly string[]): Promise<string> => (await run(program, words)).stdout

  test('lays a page out on US Letter, tagged, with outlines, in our font', async () => {
    const file = await printed('one.pdf', {
      html: page('<h1>Appeal</h1><section><p>Zażółć “quoted” 1,234.50</p><pre>CLP*1~</pre></section><h2>Exhibit</h2>'),
    })
    expect(await said('pdftotext', '-layout', file, '-')).toContain('Zażółć “quoted” 1,234.50')
    const about = await said('pdfinfo', file)
    expect(about).toMatch(/Pages:\s+2/)
    expect(about).toMatch(/Page size:\s+612 x 792 pts \(letter\)/)
    expect(about).toMatch(/Tagged:\s+yes/)
    const fonts = await said('pdffonts', file)
    expect(fonts).toMatch(/Inter-SemiBold +CID TrueType[^]*JetBrainsMono-Regular +CID TrueType/)
    expect(fonts).not.toMatch(/Type 3|Liberation|DejaVu/)
    expect(await said('qpdf', '--json', '--json-key=outlines', file)).toContain('Exhibit')
  })

  test('numbers the pages in a footer', async () => {
    const footer = '<p style="font-size:9px">Page <span class="pageNumber"></span> of <span class="totalPages"></span></p>'
    const file = await printed('numbered.pdf', {
      html: page('<section>One</section>Two'),
      footer,
      marginsInches: { top: 1, bottom: 1, left: 1, right: 1 },
    })
    expect(await said('pdftotext', '-layout', file, '-')).toMatch(/Page 1 of 2[^]*Page 2 of 2/)
  })

  test('runs no script and loads nothing from anywhere', async () => {
    const html = page(
      '<p>Before</p><script>document.body.textContent = "after"</script><img src="https://127.0.0.1:9/x.png"><iframe src="file:///etc/hostname"></iframe>',
    )
    expect(await said('pdftotext', await printed('plain.pdf', { html }), '-')).toMatch(/^Before/)
  })

  test('prints one page after another, in order', async () => {
    const files = await Promise.all([1, 2, 3].map((number) => printed(`${number}.pdf`, { html: page(`Page ${number}`) })))
    const texts = await Promise.all(files.map((file) => said('pdftotext', file, '-')))
    expect(texts.map((text) => text.trim())).toEqual(['Page 1', 'Page 2', 'Page 3'])
  })
})
