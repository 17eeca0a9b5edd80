import type { SqlValue } from '../../src-main/store/index.ts'
import type { TestPractice } from './practice.ts'

/* Work of every kind the desk knows, written past the rooms' doors: their own tests hold how it comes about. */

type Row = Readonly<Record<string, SqlValue>>

const claim = (at: TestPractice, id: number, status: string, more: Row = {}): Row => ({
  id,
  patient: at.patient,
  coverage: 1,
  payer: at.payer,
  biller: 1,
  status,
  place: '10',
  first_day: '2026-11-05',
  last_day: '2026-11-05',
  codes: '90837',
  cents: 17_500,
  origin: 'charge',
  file_by: '2027-02-03',
  created_at: '2026-11-05T09:00:00.000Z',
  batch: null,
  sent_at: null,
  status_at: '2026-11-12T09:00:00.000Z',
  ...more,
})

/** A batch that left, without its file. */
export const batchRow = (id: number): Row => ({
  id,
  receiver: '62308',
  reference: `B${id}`,
  interchange: id,
  group_control: id,
  set_control: '0001',
  usage: 'P',
  claims: 1,
  cents: 17_500,
  status: 'written',
  created_at: '2026-11-05T09:00:00.000Z',
})

const remittance = (id: number, status: string, more: Row = {}): Row => ({
  id,
  file: 1,
  set_ordinal: id,
  digest: `digest ${id}`,
  payer: 1,
  payer_name: 'Northlake Health Plan',
  payer_number: `${id}`,
  trace: `EFT${id}`,
  day: '2026-11-18',
  method: 'ACH',
  cents: 10_000 * id,
  claims: id,
  status,
  created_at: '2026-11-18T20:00:00.000Z',
  posted_at: null,
  reason: '',
  ...more,
})

const remitClaim = (id: number, of: number, outcome: string, of_claim: number | null, paid = 0): Row => ({
  id,
  remittance: of,
  n: id,
  control: `C${id}`,
  status: '1',
  charge: 17_500,
  paid,
  outcome,
  claim: of_claim,
  from_segment: 1,
  to_segment: 2,
})

const denial = (id: number, due: string, cents: number, more: Row = {}): Row => ({
  id,
  claim: 20,
  line: 20,
  remit_claim: id,
  payer: 1,
  group_code: 'CO',
  reason: '197',
  cents,
  cause: 'authorization',
  action: 'appeal',
  next_step: 'Appeal',
  status: 'new',
  outcome: null,
  opened: '2026-11-12',
  due,
  closed_at: null,
  ...more,
})

const session = (at: TestPractice, id: number, day: string, status = 'booked'): Row => ({
  id,
  patient: at.patient,
  provider: at.provider,
  day,
  start: `0${(id % 9) + 1}:00`.slice(-5),
  stop: '10:00',
  service: 'individual',
  mode: 'video',
  status,
})

const inquiry = (at: TestPractice, id: number, appointment: number, outcome: string, visits: number | null = null): Row => ({
  id,
  appointment,
  coverage: 1,
  patient: at.patient,
  payer: at.payer,
  day: '2026-11-20',
  trace: `T${id}`,
  asked_at: '2026-11-18T09:00:00.000Z',
  answered_at: '2026-11-18T09:01:00.000Z',
  outcome,
  reject_code: null,
  visits_left: visits,
})

/** Fills a test practice with rows of every line of the desk, and the people who work there. Its day is 2026-11-19, a Thursday. */
export function fillDesk(at: TestPractice): void {
  at.command(({ db }) => {
    const people = [
      ['Dana Whitlock', 'owner'],
      ['Ben Ortiz', 'biller'],
      ['Fay Lund', 'front'],
    ] as const
    people.forEach(([name, role], n) => db.insertRows('person', [{ id: n + 1, name, role, part2: 1 }]))
    db.insertRows(
      'file',
      [
        {
          id: 1,
          direction: 'in',
          name: 'a.835',
          kind: '835',
          sha256: 'a',
          bytes: '',
          size: 1,
          at: '2026-11-18T20:00:00.000Z',
          status: 'read',
        },
      ].map((row) => ({ ...row, bytes: new Uint8Array([1]) })),
    )
    const sent = { direction: 'out', name: '837P_1.x12', kind: '837P', size: 1, at: '2026-11-18T20:00:00.000Z', status: 'written' }
    db.insertRows('file', [{ id: 2, sha256: 'b', bytes: new Uint8Array([2]), ...sent }])
    const line = { name: 'Lakeside', kind: 'folder', preset: 'folder', carries: '837P', saved_at: '2026-11-18T20:00:00.000Z' }
    db.insertRows('connection', [{ id: 1, send_to: '', fetch_from: '', ...line }])
    const parcel = { kind: '837P', name: '837P_1.x12', sha256: 'b', message: 'm', queued_at: '2026-11-18T20:00:00.000Z' }
    db.insertRows('outbox', [{ file: 2, connection: 1, state: 'reconcile', ...parcel }])
    // Before the claims, whose rows in the list take their money from here.
    db.insertRows('claim_sum', [
      { claim: 14, charge: 17_500, payer: 1_400, payment: 16_100 },
      { claim: 20, charge: 17_500, payer: 17_500, payment: 0 },
    ])
    db.insertRows('batch', [batchRow(1)])
    db.insertRows('claim', [
      ...[1, 2, 3].map((id) => claim(at, id, 'held', { file_by: `2027-01-0${id}`, cents: 10_000 + id })),
      ...[4, 5].map((id) => claim(at, id, 'rejected')),
      ...[6, 7, 8, 9].map((id) => claim(at, id, 'ready')),
      claim(at, 10, 'sent', { batch: 1, sent_at: '2026-11-13T10:00:00.000Z' }),
      claim(at, 11, 'silent', { batch: 1, sent_at: '2026-11-10T10:00:00.000Z' }),
      claim(at, 12, 'sent', { batch: 1, sent_at: '2026-11-18T10:00:00.000Z' }),
      claim(at, 13, 'sent', { batch: 1, sent_at: '2026-11-10T10:00:00.000Z', origin: 'file' }),
      claim(at, 14, 'short'),
      claim(at, 20, 'denied', { sent_at: '2026-10-12T10:00:00.000Z' }),
    ])
    db.insertRows('claim_line', [
      { id: 20, claim: 20, n: 1, code: '90837', units: 1, pointers: '1', day: '2026-10-05', place: '10', cents: 17_500, control: '20L1' },
      { id: 1, claim: 1, n: 1, code: '90837', units: 1, pointers: '1', day: '2026-11-05', place: '10', cents: 10_001, control: '1L1' },
    ])
    db.insertRows('remittance', [
      remittance(1, 'quarantined', { reason: 'Claims add to less than the payment.' }),
      remittance(2, 'rehearsed'),
      remittance(3, 'rehearsed', { created_at: '2026-11-10T20:00:00.000Z' }),
      remittance(4, 'partly'),
      remittance(5, 'posted'),
    ])
    db.insertRows('remit_claim', [
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((id) => remitClaim(id, 5, 'posted', 20)),
      remitClaim(9, 4, 'held', null),
      remitClaim(10, 4, 'posted', 20, 9_000),
    ])
    db.insertRows('denial', [
      denial(1, '2026-11-23', 13_200),
      denial(2, '2026-11-24', 10_800),
      denial(3, '2026-12-10', 18_400),
      denial(4, '2026-12-20', 12_600),
      denial(5, '2027-01-20', 12_000, { status: 'waiting' }),
      denial(6, '2026-06-01', 9_000, { status: 'closed', outcome: 'paid', closed_at: '2026-08-01' }),
      denial(7, '2026-06-01', 9_000, { status: 'closed', outcome: 'upheld', closed_at: '2026-08-01' }),
    ])
    db.insertRows('approval', [
      {
        id: 1,
        kind: 'write-off',
        patient: 1,
        claim: 20,
        denial: 4,
        cents: 12_600,
        input: '{}',
        asked_by: 2,
        asked_at: '2026-11-18T09:00:00.000Z',
      },
    ])
    db.insertRows('appeal', [
      {
        id: 1,
        denial: 3,
        claim: 20,
        level: 1,
        template: 'a',
        status: 'draft',
        due: '2026-11-30',
        answer_by: '2027-01-01',
        letter: '{}',
        created_at: '2026-11-12',
        changed_at: '2026-11-12',
      },
    ])
    db.insertRows('appointment', [
      ...[1, 2, 3, 4].map((id) => session(at, id, '2026-11-20')),
      session(at, 5, '2026-11-17', 'held'),
      ...[6, 7].map((id) => session(at, id, '2026-12-01')),
      session(at, 8, '2026-11-20'),
      session(at, 9, '2026-11-27'),
    ])
    db.insertRows('inquiry', [
      inquiry(at, 1, 1, 'active', 5),
      inquiry(at, 2, 2, 'inactive'),
      inquiry(at, 3, 3, 'other-administrator'),
      ...[8, 9].map((id) => ({ ...inquiry(at, id, id, 'rejected'), reject_code: '75' })),
    ])
    const [row] = db.all<Record<string, SqlValue>>({ compile: () => ({ sql: 'select * from patient limit 1', parameters: [] }) } as never)
    db.insertRows('patient', [
      { ...row, id: 501 },
      // Two without a birth date; one of them has a session that waits.
      ...[502, 503].map((id) => ({ ...row, id, born: null, folded_name: `NOBODY|${id}` })),
    ])
    db.insertRows('appointment', [{ ...session(at, 10, '2026-12-02'), patient: 502 }])
  })
}
