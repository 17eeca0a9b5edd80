import type { default as Database } from '@signalapp/sqlcipher'
import type { Day } from '../../../src-shared/day.ts'
import { sheets, type Sheets } from './sheet.ts'

/*
 * Where the rows of a made book go: one pen for each table, and the next number of each. Rows are numbered here, because millions of them are written.
 */

/** An amount on an account of a claim's line; without a line it concerns no claim. */
export type Post = {
  readonly account: 'charge' | 'payer' | 'patient' | 'payment' | 'adjustment' | 'credit' | 'provider'
  readonly cents: number
  readonly claim?: number
  readonly line?: number
  readonly group?: string
  readonly reason?: string
  readonly file?: number
  readonly segment?: number
}

/** The head of an entry of the ledger. */
export type Head = {
  readonly kind: 'charge' | 'remittance' | 'provider' | 'write-off' | 'transfer' | 'reversal'
  readonly source: string
  readonly key: string
  readonly day: Day
  readonly note?: string
  readonly reverses?: number
}

/** What happened to a claim. */
export type Happened = {
  readonly claim: number
  readonly day: Day
  readonly shape: string
  readonly words: string
  readonly detail?: string
  readonly file?: number
  readonly segment?: number
}

/** An instant of a working day. */
export const instant = (day: Day, hour = '15:30'): string => `${day}T${hour}:00.000Z`

const OWNER = 1

export type Pen = Omit<Sheets, 'of'> & ReturnType<typeof pens>

/** All pens of a book. */
export function pen(database: Database): Pen {
  const all = sheets(database)
  return { turn: all.turn, close: all.close, ...pens(all.of) }
}

function pens(of: Sheets['of']) {
  const entry = of('entry', ['id', 'kind', 'source', 'source_key', 'day', 'user', 'at', 'note', 'reverses'])
  const posting = of('posting', ['entry', 'n', 'account', 'claim', 'line', 'cents', 'group_code', 'reason', 'file', 'segment'])
  const seal = of('seal', ['entry'])
  const event = of('claim_event', ['claim', 'at', 'day', 'shape', 'words', 'detail', 'user', 'file', 'segment'])
  const next = { entry: 1, claim: 10_001, line: 1, charge: 1, appointment: 1, coverage: 1, file: 1, batch: 1, remittance: 1 }
  const more = { remitClaim: 1, remitLine: 1, adjustment: 1, denial: 1, appeal: 1, inquiry: 1, patient: 1 }
  return {
    next: { ...next, ...more },
    counter: of('counter', ['name', 'next']),
    patient: of('patient', [
      'id',
      'last',
      'first',
      'middle',
      'born',
      'sex',
      'line1',
      'city',
      'state',
      'zip',
      'phone',
      'folded_name',
      'created_at',
    ]),
    patientDiagnosis: of('patient_diagnosis', ['patient', 'position', 'code', 'since']),
    coverage: of('coverage', ['id', 'patient', 'payer', 'position', 'member_id', 'group_number']),
    episode: of('episode', ['patient', 'program', 'source', 'starts', 'by', 'at']),
    consent: of('consent', ['patient', 'kind', 'discloser', 'scope', 'purpose', 'signed_on', 'signer', 'relation', 'method', 'by', 'at']),
    appointment: of('appointment', ['id', 'patient', 'provider', 'day', 'start', 'stop', 'service', 'mode', 'status']),
    inquiry: of('inquiry', [
      'id',
      'appointment',
      'coverage',
      'patient',
      'payer',
      'day',
      'trace',
      'asked_at',
      'answered_at',
      'outcome',
      'network',
      'copay',
    ]),
    charge: of('charge', [
      'id',
      'appointment',
      'patient',
      'provider',
      'coverage',
      'day',
      'start',
      'stop',
      'minutes',
      'service',
      'mode',
      'place',
      'outcome',
      'cents',
      'user',
      'created_at',
      'claim',
    ]),
    chargeLine: of('charge_line', ['charge', 'n', 'code', 'modifiers', 'units', 'pointers', 'cents']),
    chargeDiagnosis: of('charge_diagnosis', ['charge', 'n', 'code']),
    claim: of('claim', [
      'id',
      'patient',
      'coverage',
      'payer',
      'biller',
      'provider',
      'status',
      'place',
      'first_day',
      'last_day',
      'codes',
      'cents',
      'payer_control',
      'origin',
      'batch',
      'file_by',
      'created_at',
      'sent_at',
      'status_at',
    ]),
    claimLine: of('claim_line', [
      'id',
      'claim',
      'n',
      'code',
      'modifiers',
      'units',
      'pointers',
      'day',
      'place',
      'cents',
      'control',
      'charge',
    ]),
    claimDiagnosis: of('claim_diagnosis', ['claim', 'n', 'code']),
    claimFinding: of('claim_finding', ['claim', 'n', 'rule', 'grade', 'words', 'field', 'box', 'source']),
    submission: of('submission', ['claim', 'n', 'control', 'frequency', 'batch', 'file', 'from_segment', 'to_segment', 'answer', 'at']),
    file: of('file', ['id', 'direction', 'name', 'kind', 'sha256', 'bytes', 'size', 'at', 'status', 'summary']),
    batch: of('batch', [
      'id',
      'file',
      'receiver',
      'payer',
      'reference',
      'interchange',
      'group_control',
      'set_control',
      'usage',
      'claims',
      'cents',
      'status',
      'created_at',
      'answered_at',
    ]),
    remittance: of('remittance', [
      'id',
      'file',
      'set_ordinal',
      'digest',
      'payer',
      'payer_name',
      'payer_number',
      'trace',
      'day',
      'method',
      'cents',
      'provider_cents',
      'claims',
      'status',
      'reason',
      'off_cents',
      'posted_at',
      'created_at',
    ]),
    remitClaim: of('remit_claim', [
      'id',
      'remittance',
      'n',
      'control',
      'status',
      'charge',
      'paid',
      'patient',
      'contractual',
      'denied',
      'payer_control',
      'patient_last',
      'patient_first',
      'member_id',
      'day',
      'codes',
      'claim',
      'matched_by',
      'outcome',
      'becomes',
      'reason',
      'entry',
      'reverses',
      'from_segment',
      'to_segment',
    ]),
    remitLine: of('remit_line', [
      'id',
      'remit_claim',
      'n',
      'code',
      'modifiers',
      'charge',
      'paid',
      'allowed',
      'units',
      'day',
      'control',
      'line',
      'matched_by',
      'segment',
    ]),
    adjustment: of('remit_adjustment', ['id', 'remit_claim', 'remit_line', 'group_code', 'reason', 'cents', 'segment']),
    remark: of('remit_remark', ['remit_claim', 'n', 'remit_line', 'code', 'segment']),
    provider: of('remit_provider', ['remittance', 'n', 'code', 'reference', 'cents', 'segment']),
    denial: of('denial', [
      'id',
      'claim',
      'line',
      'remit_claim',
      'remit_line',
      'payer',
      'group_code',
      'reason',
      'remarks',
      'cents',
      'cause',
      'playbook',
      'action',
      'next_step',
      'status',
      'outcome',
      'opened',
      'due',
      'closed_at',
    ]),
    appeal: of('appeal', [
      'id',
      'denial',
      'claim',
      'level',
      'template',
      'status',
      'due',
      'answer_by',
      'signer',
      'letter',
      'created_at',
      'changed_at',
      'sent_at',
      'sent_by',
    ]),
    happened({ claim, day, shape, words, detail = '', file, segment }: Happened): void {
      const place = { file: file ?? null, segment: segment ?? null }
      event.add({ claim, at: instant(day), day, shape, words, detail, user: OWNER, ...place })
    },
    /** Writes an entry and seals it; postings of no money are left out. @returns its number, or null when no money moves */
    post({ kind, source, key, day, note, reverses }: Head, postings: readonly Post[]): number | null {
      const moving = postings.filter((one) => one.cents !== 0)
      if (moving.length === 0) return null
      const id = this.next.entry++
      const at = instant(day)
      entry.add({ id, kind, source, source_key: key, day, user: OWNER, at, note: note ?? null, reverses: reverses ?? null })
      moving.forEach((one, n) => {
        posting.add({
          entry: id,
          n,
          account: one.account,
          claim: one.claim ?? null,
          line: one.line ?? null,
          cents: one.cents,
          group_code: one.group ?? null,
          reason: one.reason ?? null,
          file: one.file ?? null,
          segment: one.segment ?? null,
        })
      })
      seal.add({ entry: id })
      return id
    },
  }
}
