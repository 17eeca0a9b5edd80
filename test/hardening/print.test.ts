import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { electronPrinter } from '../../src-main/printing/electron-printer.ts'
import { openElsewhere } from './elsewhere.ts'

const executable = process.env['PARITY_ELECTRON'] ?? ''

test.skipIf(executable === '')('HL-15 a page that is printed runs nothing, and asks nobody', async () => {
  const elsewhere = await openElsewhere()
  const printer = electronPrinter(executable)
  const folder = await mkdtemp(join(tmpdir(), 'parity-print-'))
  try {
    const there = (name: string): string => `${elsewhere.origin}/${name}`
    const pdf = await printer.print({
      html: `<!doctype html><html><head><title>Letter</title><link rel="stylesheet" href="${there('sheet')}"><link rel="preconnect" href="${there('connect')}">
        <style>@import "${there('import')}"; body { background: url(${there('background')}) }</style></head>
        <body onload="document.body.append('a script ran')"><p>Dear payer</p><script>document.body.append('a script ran')</script>
        <img src="${there('picture')}" onerror="document.body.append('a script ran')"><img src="file:///etc/hostname">
        <iframe src="${there('frame')}"></iframe><iframe srcdoc="<script>top.document.body.append('a script ran')</script>"></iframe>
        <object data="${there('object')}"></object><embed src="${there('embed')}"><video src="${there('video')}" autoplay></video>
        <svg><image href="${there('svg')}"/></svg></body></html>`,
      footer: `<img src="${there('footer')}"><span style="font-size:9px">Foot</span>`,
    })
    await writeFile(join(folder, 'letter.pdf'), pdf)
    const { stdout } = await promisify(execFile)('pdftotext', [join(folder, 'letter.pdf'), '-'])
    expect(stdout).toContain('Dear payer')
    expect(stdout).not.toContain('a script ran')
    expect([...elsewhere.asked]).toEqual([])
    // The machine elsewhere notices what is asked of it.
    await fetch(there('asked'))
    expect([...elsewhere.asked]).toContain('asked')
  } finally {
    await printer.close()
    await elsewhere.close()
    await rm(folder, { recursive: true, force: true })
  }
})
