import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { contract, type Call, type Output, type Problem } from '../../src-shared/contract/index.ts'
import { runDemo, type DemoCall } from '../demo/index.ts'
import { answerFolder, decisionText, RULES } from '../practice-payer/index.ts'
import { electronPrinter } from '../printing/electron-printer.ts'
import type { Clock } from '../store/index.ts'
import { machineClock, standingClock } from './clock.ts'
import { auditVerify } from './audit-command.ts'
import { Engine, type Answer, type Caller } from './dispatch.ts'
import { allFiles } from './files.ts'
import { reportIncident } from './incident.ts'
import { backupCommand, restoreCommand, verifyCommand, type Shell } from './store-command.ts'
import { x12 } from './x12-command.ts'

/*
 * The command line. It speaks the same contract as the window; with --json it prints nothing but JSON.
 */

const HELP = `parity: the billing workstation, on the command line

  parity new STORE [--user NAME]           make an encrypted store
  parity call STAGE.NAME [JSON] --store STORE
                                           any call of the contract
  parity calls                             the contract: calls, permissions, failures, schemas
  parity import FILE… --store STORE [--post]
                                           any file a practice receives
  parity x12 FILE                          read and check an X12 file of any size; exit 1 when it has errors
             [--json]                      its typed values; of more than 64 MB a line for each claim
             [--explain]                   each segment in plain words
             [--answer OUT --control N]    the TA1 and 999 to send back, with the next control number
  parity x12 --guide 835                   the printed guide of a transaction
  parity audit-verify FILE [--store STORE] whether an exported audit log is whole; with the store, whether it is its own
  parity verify STORE [--backups]          everything that must hold: pages, audit log, anchor, ledger; also of a
                                           damaged store, and of each of its backups; exit 1 when anything is wrong
  parity backup STORE                      make a backup, reopen it and compare it with the store
  parity restore STORE BACKUP [--yes]      what a restore would lose; with --yes do it
  parity demo [DIR]                        the main job, from eligibility to appeal packet
  parity practice-payer IN OUT             answer each file in a folder as a payer would, for a practice to learn with;
                                           why stands in IN/.practice-payer/decisions.txt
  parity practice-payer --rules            the rules by which it decides

  --json         print JSON
  --user NAME    who opens the store
The passphrase is asked for, or comes from PARITY_PASSPHRASE.
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    store: { type: 'string' },
    user: { type: 'string' },
    json: { type: 'boolean', default: false },
    post: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
    backups: { type: 'boolean', default: false },
    guide: { type: 'string' },
    explain: { type: 'boolean', default: false },
    answer: { type: 'string' },
    control: { type: 'string' },
    rules: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const [verb, ...rest] = positionals
const version = (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version

// What is written is for the person alone.
process.umask(0o077)

// Whoever reads only the beginning, as head does, has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const print = (text: string): void => void process.stdout.write(`${text}\n`)
const printJson = (value: unknown): void => print(JSON.stringify(value, undefined, 2))

async function main(): Promise<number> {
  if (values.help || verb === undefined) {
    print(HELP)
    return values.help ? 0 : 2
  }
  switch (verb) {
    case 'calls':
      return calls()
    case 'x12':
      return x12(rest[0], values, print)
    case 'new':
      return withEngine(async (engine) =>
        report(
          await engine.call(
            'store.create',
            { folder: storeFolder(rest[0]), user: values.user ?? 'Owner', passphrase: await passphrase(true) },
            caller,
          ),
        ),
      )
    case 'call':
      return withStore(values.store, async (engine) => report(await engine.call(rest[0] ?? '', JSON.parse(rest[1] ?? '{}'), caller)))
    case 'import':
      return withStore(values.store, importFiles)
    case 'audit-verify':
      return auditVerify(rest[0], print, values.store === undefined ? undefined : (run) => withStore(values.store, run))
    case 'verify':
      return withShell(async (shell) => verifyCommand(shell))
    case 'backup':
      return withShell(backupCommand)
    case 'restore':
      return withShell((shell) => restoreCommand(shell, named(rest[1], 'Name the backup')))
    case 'demo':
      return demo(rest[0])
    case 'practice-payer':
      return practicePayer(rest[0], rest[1])
    default:
      print(HELP)
      return 2
  }
}

const caller: Caller = {
  files: allFiles(),
  progress: (_id, done, total, words) => {
    if (!values.json && process.stderr.isTTY) process.stderr.write(`\r${words} ${done}${total === null ? '' : ` of ${total}`}   `)
  },
  stopped: () => false,
}

async function withEngine(run: (engine: Engine) => Promise<number>, clock: Clock = machineClock): Promise<number> {
  const runtime = process.env['PARITY_ELECTRON'] ?? ''
  const printer = electronPrinter(runtime)
  const engine = new Engine({
    clock,
    version,
    home: join(homedir(), '.parity'),
    printer,
    tell: () => undefined,
    incident: reportIncident,
    strict: true,
  })
  try {
    return await run(engine)
  } finally {
    engine.close()
    await printer.close()
  }
}

const named = (given: string | undefined, words: string): string => {
  if (given === undefined) throw new Error(words)
  return given
}
const storeFolder = (given: string | undefined): string => resolve(named(given, 'Name the store: a folder that ends in .parity'))

async function withStore(given: string | undefined, run: (engine: Engine) => Promise<number>): Promise<number> {
  return withEngine(async (engine) => {
    const opened = await engine.call(
      'store.open',
      { folder: storeFolder(given), passphrase: await passphrase(false), ...(values.user !== undefined && { user: values.user }) },
      caller,
    )
    return opened.ok ? run(engine) : report(opened)
  })
}

async function importFiles(engine: Engine): Promise<number> {
  const answer = await engine.call('exchange.import', { paths: rest.map((path) => resolve(path)), post: values.post }, caller)
  if (!answer.ok || values.json) return report(answer)
  const { files } = answer.value as Output<'exchange.import'>
  for (const file of files) {
    print(`${file.status.padEnd(12)} ${file.name}: ${file.words}`)
    for (const detail of file.details) print(`             ${detail}`)
  }
  return files.some((file) => file.status === 'unreadable') ? 1 : 0
}

/** The verbs of a whole store, which may open it or not. */
const withShell = (run: (shell: Shell) => Promise<number>): Promise<number> =>
  withEngine(async (engine) =>
    run({
      folder: storeFolder(rest[0] ?? values.store),
      user: values.user,
      passphrase: await passphrase(false),
      json: values.json,
      yes: values.yes,
      backups: values.backups,
      call: (name, input) => engine.call(name, input, caller),
      print,
      report,
    }),
  )

/** The contract as JSON, for whoever wants to drive Parity from outside. */
function calls(): number {
  printJson(
    Object.entries(contract as Record<string, Call>).map(([name, call]) => ({
      name,
      kind: call.kind,
      does: call.does,
      permission: call.needs,
      audit: call.audit,
      failures: [...call.fails, 'access.denied', 'input.invalid', 'busy', 'internal'],
      input: z.toJSONSchema(call.input, { io: 'input', unrepresentable: 'any' }),
      output: z.toJSONSchema(call.output, { unrepresentable: 'any' }),
    })),
  )
  return 0
}

/** The demo knows only the contract, like any other caller; its calendar begins a month ago. */
async function demo(dir: string | undefined): Promise<number> {
  const today = machineClock.today()
  const clock = standingClock(today)
  return withEngine(async (engine) => {
    const call: DemoCall = async (name, input) => {
      const answer = await engine.call(name, input, caller)
      if (!answer.ok) throw new Error(`${name}: ${sentence(answer.problem)}`)
      return answer.value as never
    }
    return runDemo({ dir: resolve(dir ?? 'parity-demo'), today, call, setDay: (day, time) => clock.set(day, time), print })
  }, clock)
}

function practicePayer(inFolder: string | undefined, outFolder: string | undefined): number {
  if (values.rules) {
    for (const { id, says } of RULES) print(`${id.padEnd(24)} ${says}`)
    return 0
  }
  const [from, to] = [named(inFolder, 'Name the folder of what is sent'), named(outFolder, 'Name the folder of what comes back')]
  const time = machineClock.time()
  const decisions = answerFolder(resolve(from), resolve(to), { day: machineClock.today(), time })
  print(decisions.length === 0 ? 'Nothing new lies there.' : decisionText(decisions).trimEnd())
  return 0
}

function report(answer: Answer): number {
  if (answer.ok) {
    printJson(answer.value)
    return 0
  }
  if (values.json) printJson({ problem: answer.problem })
  else process.stderr.write(`${sentence(answer.problem)}\n`)
  return 1
}

function sentence(problem: Problem): string {
  const at = problem.at ? Object.entries(problem.at).map(([what, where]) => `${what} ${where}`) : []
  return [
    problem.message,
    ...(at.length > 0 ? [`(${at.join(', ')})`] : []),
    ...(problem.fix ? [problem.fix] : []),
    `[${problem.code}]`,
  ].join(' ')
}

async function passphrase(isNew: boolean): Promise<string> {
  const given = process.env['PARITY_PASSPHRASE']
  if (given !== undefined) return given
  if (!process.stdin.isTTY) throw new Error('Set PARITY_PASSPHRASE, or run this where a passphrase can be asked for')
  const line = createInterface({ input: process.stdin, output: process.stderr, terminal: true })
  const ask = (words: string): Promise<string> =>
    new Promise((done) => {
      line.question(words, done)
      // What is typed after the question is not shown.
      Object.assign(line, { _writeToOutput: () => undefined })
    })
  const first = await ask(isNew ? 'New passphrase, 15 characters or more: ' : 'Passphrase: ')
  process.stderr.write('\n')
  line.close()
  return first
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 2
  },
)
