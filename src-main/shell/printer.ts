import { app, protocol } from 'electron'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { PrintJob } from '../printing/job.ts'
import { openBundle } from './bundle.ts'
import { hardenEverything } from './hardening.ts'
import { openPrinter } from './print-page.ts'
import { quietSwitches } from './switches.ts'

// The printer: Electron without a window. It reads one job a line on stdin, `{"id":…,"html":…}`, and writes one answer a line on stdout,
// `{"id":…,"pdf":base64}` or `{"id":…,"failed":sentence}`, after a first line `{"ready":true}`. It ends when stdin does.
process.umask(0o077)
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
for (const [name, value] of quietSwitches) app.commandLine.appendSwitch(name, value)
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
hardenEverything()
app.on('window-all-closed', () => undefined)
void app.whenReady().then(print)

async function print(): Promise<void> {
  app.dock?.hide()
  const { print: printPage } = openPrinter(openBundle(join(import.meta.dirname, '../renderer')))
  say({ ready: true })
  for await (const line of createInterface({ input: process.stdin })) {
    const job = JSON.parse(line) as PrintJob & { readonly id: number }
    const answer = await printPage(job).then(
      (pdf) => ({ id: job.id, pdf: Buffer.from(pdf).toString('base64') }),
      (problem: unknown) => ({ id: job.id, failed: problem instanceof Error ? problem.message : 'The page could not be printed.' }),
    )
    say(answer)
  }
  app.exit(0)
}

function say(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
