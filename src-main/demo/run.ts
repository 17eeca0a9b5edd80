import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Input, Name, Output } from '../../src-shared/contract/index.ts'
import { addDays, shownDay, type Day } from '../../src-shared/day.ts'
import { cents, columnMoney, sentenceMoney, type Cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { decisionText } from '../practice-payer/index.ts'
import { DemoPayer, NO_AUTHORIZATION, PAYER } from './payer.ts'
import { FEES, npiOf, PRACTICE, rateOf } from './people.ts'
import { workday } from './schedule.ts'

/*
 * The main job without a window: from "is this patient covered?" to an appeal packet, in files one can open. It is a caller of the contract like any
 * other; the payer's side is played by the practice payer.
 */

export type DemoCall = <N extends Name>(name: N, input: Input<N>) => Promise<Output<N>>
export type DemoContext = {
  readonly dir: string
  readonly today: Day
  readonly call: DemoCall
  /** Moves the demo's calendar: it begins a month ago and ends today. */
  readonly setDay: (day: Day, time: string) => void
  readonly print: (line: string) => void
}

const PASSPHRASE = 'invented data only'

/** @returns the exit code: 0 when all was done and the store is in balance */
export async function runDemo(context: DemoContext): Promise<number> {
  const { dir, call, print, today, setDay } = context
  mkdirSync(dir, { recursive: true })
  const at = (name: string): string => join(dir, name)
  const store = at('demo.parity')
  rmSync(store, { recursive: true, force: true })
  const say = (step: string, words: string): void => print(`${step.padEnd(14)} ${words}`)

  const sessionDay = workday(addDays(today, -30))
  setDay(addDays(sessionDay, -1), '0800')
  await call('store.create', { folder: store, user: 'Dana Whitlock', passphrase: PASSPHRASE, practice: PRACTICE })
  const { patients, provider } = await standingData(context)
  say('Store', `made and encrypted: ${store} (passphrase: ${PASSPHRASE})`)
  say('Practice', `${PRACTICE.name}, 1 clinician, ${PAYER.payer.name}, ${patients.length} patients. All invented.`)

  const hours = ['09:00', '10:00', '11:00', '13:00']
  const appointments: number[] = []
  for (const [n, patient] of patients.entries())
    appointments.push(
      (
        await call('appointments.save', {
          patient,
          provider,
          day: sessionDay,
          start: hours[n] ?? '15:00',
          stop: stopOf(n),
          service: 'individual',
          mode: n % 2 === 0 ? 'video' : 'in-person',
        })
      ).id,
    )

  const asked = await call('eligibility.ask', { appointments })
  const inquiry = must('one payer, one file', asked.files[0])
  await call('exchange.save', { id: inquiry.id, path: at('1-eligibility-270.x12') })
  say('Eligibility', `270 written for ${inquiry.asked} sessions of ${shownDay(sessionDay)}`)
  const payer = new DemoPayer()
  const told = payer.answers(readFileSync(at('1-eligibility-270.x12')), { day: addDays(sessionDay, -1), time: '0801' }, NO_AUTHORIZATION)
  await importFile(context, at('2-eligibility-271.x12'), must('a question is answered', told[1]))
  const card = await call('eligibility.card', { appointment: must('sessions were booked', appointments[0]) })
  say(
    'Benefits',
    `${card.patient}: ${card.outcome}, copay ${money(card.copay.value)}, deductible ${money(card.deductible.value)} (${money(card.deductibleLeft.value)} left), visits ${card.visits.value ?? 'not stated'} (${card.visitsLeft.value ?? 'not stated'} left), authorization ${card.authorization.value === 'N' ? 'not needed' : 'see card'}`,
  )

  setDay(sessionDay, '1745')
  const claims: number[] = []
  for (const [n, patient] of patients.entries()) {
    const saved = await call('charges.save', {
      appointment: appointments[n] ?? null,
      patient,
      provider,
      day: sessionDay,
      start: hours[n] ?? '15:00',
      stop: stopOf(n),
      service: 'individual',
      mode: n % 2 === 0 ? 'video' : 'in-person',
    })
    if (saved.claim !== null) claims.push(saved.claim)
  }
  const sheet = await call('charges.day', { day: sessionDay })
  for (const row of sheet.rows)
    say(
      'Charge',
      `${row.patientName.padEnd(18)} ${String(row.minutes).padStart(2)} min  ${(row.codes || 'not billable').padEnd(12)} ${row.modifiers.padEnd(3)} POS ${row.place}  ${row.diagnoses.join(' ').padEnd(7)} ${columnMoney(row.cents).padStart(8)}${row.reason ? `  ${row.reason}` : ''}`,
    )

  const held = (await call('claims.list', { view: { filters: [{ is: 'any', field: 'status', of: ['held'] }], sort: [] } })).rows
  for (const row of held) {
    const detail = await call('claims.get', { id: row.id })
    say('Held', `claim ${row.id}: ${detail.findings[0]?.words ?? ''}`)
    await call('claims.mend', { id: row.id, diagnoses: ['F50.21'] })
    say('Mended', `claim ${row.id} with F50.21, ready`)
  }
  setDay(addDays(sessionDay, 1), '1630')
  const sent = await call('claims.send', { usage: 'P' })
  const batch = must('claims were ready', sent.batches[0])
  await call('exchange.save', { id: batch.file, path: at('3-claims-837P.x12') })
  say('Claims', `${batch.claims} claims, ${sentenceMoney(batch.cents)}, one 837P to ${batch.payer}`)

  const file = readFileSync(at('3-claims-837P.x12'))
  setDay(addDays(sessionDay, 2), '0640')
  const [syntax, claimsTaken] = payer.answers(file, { day: addDays(sessionDay, 2), time: '0615' })
  await importFile(context, at('4-answer-999.x12'), must('a batch is acknowledged', syntax))
  await importFile(context, at('5-answer-277CA.x12'), must('claims are acknowledged', claimsTaken))

  const paidOn = addDays(today, -6)
  setDay(paidOn, '0815')
  const [remittance] = payer.pays({ day: paidOn, time: '0540' })
  await importFile(context, at('6-remittance-835.x12'), must('a payday pays', remittance), true)
  await importFile(context, at('6-remittance-835.x12'), must('a payday pays', remittance), true)
  writeFileSync(at('6-what-the-payer-decided.txt'), decisionText(payer.said))
  for (const row of (await call('claims.list', { view: { filters: [], sort: [{ by: 'id', down: false }] } })).rows)
    say(
      'Ledger',
      `claim ${row.id} ${row.status.padEnd(13)} charge ${columnMoney(row.charge).padStart(8)}  paid ${columnMoney(row.paid).padStart(8)}  still owed ${columnMoney(row.owed).padStart(8)}`,
    )

  setDay(today, '0900')
  const open = (await call('denials.list', { view: { filters: [], sort: [] } })).rows
  writeFileSync(at('7-denials.json'), `${JSON.stringify(open, undefined, 2)}\n`)
  for (const row of open)
    say(
      'Denial',
      `claim ${row.claim}, ${row.reason} ${row.reasonWords}: ${row.nextStep}, ${sentenceMoney(row.cents)} at stake, ${row.daysLeft} days left`,
    )
  const denial = must('one line was denied', open[0])
  const detail = await call('denials.get', { id: denial.id })
  const template = must(
    'a letter fits',
    detail.templates.find((one) => one.fits),
  )
  const appeal = await call('appeals.start', { denial: denial.id, template: template.id })
  const path = at(`8-appeal-packet-claim-${denial.claim}.pdf`)
  const packet = await call('appeals.packet', { id: appeal.id, path })
  say('Appeal', `${template.title}: ${packet.pages} pages, ${packet.contents.map((one) => `${one.title} ${one.page}`).join(', ')}`)

  const verified = await call('store.verify', {})
  for (const check of verified.checks.filter((one) => one.broken > 0)) say('BROKEN', check.says)
  say('Verify', verified.holds ? `in balance, ${verified.checks.length} checks hold` : 'NOT in balance')
  print(`\nThe files are in ${dir}`)
  return verified.holds ? 0 : 1
}

const money = (amount: Cents | null): string => (amount === null ? 'not stated' : sentenceMoney(amount))
const stopOf = (n: number): string => ['09:55', '10:45', '11:12', '13:58'][n] ?? '15:50'

async function standingData({ call, today }: DemoContext): Promise<{ patients: number[]; provider: number }> {
  const starts = addDays(today, -400)
  for (const [code, fee] of Object.entries(FEES)) await call('fees.save', { code, starts, cents: cents(fee) })
  const provider = (
    await call('providers.save', {
      id: null,
      last: 'Bell',
      first: 'Marcus',
      credential: 'LISW',
      discipline: 'social-worker',
      npi: npiOf(1),
      taxonomy: '1041C0700X',
    })
  ).id
  const payer = (await call('payers.save', PAYER.payer)).id
  for (const code of Object.keys(FEES)) await call('rates.save', { payer, code, starts, cents: rateOf(PAYER, code) })
  const people = [
    ['Osei', 'Harriet', '1981-07-02', 'UPT5520118', 'F33.1'],
    ['Quintero', 'Marisol', '1990-05-19', 'UPT5520401', 'F41.1'],
    ['Havel', 'Tomas', '1975-11-30', 'UPT5520733', 'F40.10'],
    ['Marlowe', 'Kit', '1998-02-11', 'UPT5520902', 'F50.2'],
  ] as const
  const patients: number[] = []
  for (const [last, first, born, memberId, diagnosis] of people) {
    const address = { line1: '77 Birch Court', city: 'Fairmont', state: 'OH', zip: '44000' }
    patients.push(
      (
        await call('patients.save', {
          last,
          first,
          born: born as Day,
          sex: first === 'Tomas' ? 'M' : 'F',
          address,
          diagnoses: [diagnosis],
          coverages: [{ payer, position: 1, memberId, group: 'UPT-1', starts }],
        })
      ).id,
    )
  }
  return { patients, provider }
}

async function importFile({ call, print }: DemoContext, path: string, bytes: Uint8Array, post = false): Promise<void> {
  writeFileSync(path, bytes)
  const { files } = await call('exchange.import', { paths: [path], post })
  for (const file of files) print(`${'Import'.padEnd(14)} ${file.name}: ${file.status}, ${file.words}`)
}
