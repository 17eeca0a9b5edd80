import { sql } from 'kysely'
import type { Output } from '../../src-shared/contract/index.ts'
import type { ClaimStatus } from '../../src-shared/contract/fields.ts'
import type { Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { dottedDiagnosis } from '../codes/index.ts'
import { fullName, providerName } from '../practice/index.ts'
import { refuse, type CommandWork, type Handlers } from '../store/index.ts'
import { claimDetail } from './detail.ts'
import { linesOf } from './facts.ts'
import { claimPlan } from './lists.ts'
import { addEvent, codesOf, recheck, setStatus } from './making.ts'
import { from, type ClaimRow } from './records.ts'
import { sendClaims } from './sending.ts'

/** A claim may be changed until it leaves, and again when it was turned back. */
const EDITABLE: readonly string[] = ['draft', 'ready', 'held', 'rejected']

export const handlers = {
  'claims.list': ({ db, lists }, input) => {
    const page = lists.page(db, claimPlan, input)
    return {
      ...page,
      sums: { ...page.sums },
      rows: page.rows.map((row) => ({
        id: row.id,
        status: row.status as ClaimStatus,
        patient: fullName(row),
        day: row.day as Day,
        payer: row.payer,
        codes: row.codes,
        charge: cents(row.charge),
        paid: cents(row.paid),
        owed: cents(row.owedByPayer + row.owedByPatient),
        provider: row.pl === null ? null : providerName({ first: row.pf, last: row.pl, credential: row.credential ?? '' }),
        batch: row.batch,
        fileBy: row.fileBy as Day,
      })),
    }
  },

  'claims.get': (work, { id }) => claimDetail(work, id),

  'claims.recheck': (work, { ids }) => {
    const stops = ids.map((id) => {
      editable(work, id)
      return recheck(work, id).some((one) => one.grade === 'stop')
    })
    return { ready: stops.filter((one) => !one).length, held: stops.filter((one) => one).length }
  },

  'claims.mend': (work, { id, diagnoses, memberId, authorization, place, modifiers }) => {
    const { db } = work
    const claim = editable(work, id)
    if (diagnoses) {
      db.run(from.deleteFrom('claim_diagnosis').where('claim', '=', id))
      db.insertRows(
        'claim_diagnosis',
        diagnoses.map((code, n) => ({ claim: id, n: n + 1, code: dottedDiagnosis(code) })),
      )
      for (const line of linesOf(db, id)) {
        const pointers = line.pointers.filter((to) => to <= diagnoses.length)
        db.run(
          from
            .updateTable('claim_line')
            .set({ pointers: (pointers.length > 0 ? pointers : [1]).join(',') })
            .where('id', '=', line.id),
        )
      }
    }
    if (memberId !== undefined) db.run(from.updateTable('coverage').set({ member_id: memberId }).where('id', '=', claim.coverage))
    if (authorization !== undefined) db.run(from.updateTable('claim').set({ authorization }).where('id', '=', id))
    if (place !== undefined) {
      db.run(from.updateTable('claim').set({ place }).where('id', '=', id))
      db.run(from.updateTable('claim_line').set({ place }).where('claim', '=', id))
    }
    for (const one of modifiers ?? [])
      db.run(
        from
          .updateTable('claim_line')
          .set({ modifiers: one.modifiers.join(' ') })
          .where('id', '=', one.line)
          .where('claim', '=', id),
      )
    db.run(
      from
        .updateTable('claim')
        .set({ codes: codesOf(linesOf(db, id)) })
        .where('id', '=', id),
    )
    addEvent(work, { claim: id, shape: 'note', words: 'Mended', detail: '' })
    const findings = recheck(work, id)
    const status = db.first(from.selectFrom('claim').select('status').where('id', '=', id))?.status
    return { status: status as ClaimStatus, stops: findings.filter((one) => one.grade === 'stop').length }
  },

  'claims.hold': (work, { ids, reason }) => {
    for (const id of ids) {
      editable(work, id)
      setStatus(work, id, 'held')
      addEvent(work, { claim: id, shape: 'held', words: 'Held by hand', detail: reason })
    }
    return { held: ids.length }
  },

  'claims.preview': ({ db }, { ids }) => {
    const ready = from
      .selectFrom('claim')
      .innerJoin('payer', 'payer.id', 'claim.payer')
      .select(['payer.name as payer', sql<number>`count(*)`.as('claims'), sql<number>`sum(claim.cents)`.as('cents')])
      .where('claim.status', '=', 'ready')
      .$if(ids !== undefined, (query) => query.where('claim.id', 'in', ids ?? []))
      .groupBy('payer.id')
      .orderBy('payer.name')
    const payers = db.all(ready).map((row) => ({ payer: row.payer, claims: row.claims, cents: cents(row.cents) }))
    const held = db.first(
      from
        .selectFrom('claim')
        .select(sql<number>`count(*)`.as('n'))
        .where('status', '=', 'held')
        .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? [])),
    )
    return {
      claims: payers.reduce((all, one) => all + one.claims, 0),
      cents: cents(payers.reduce((all, one) => all + one.cents, 0)),
      held: held?.n ?? 0,
      payers,
    }
  },

  'claims.send': (work, input) => sendClaims(work, input),

  'claims.batches': ({ db }) =>
    db
      .all(
        from
          .selectFrom('batch')
          .leftJoin('payer', 'payer.id', 'batch.payer')
          .leftJoin('file', 'file.id', 'batch.file')
          .selectAll('batch')
          .select(['payer.name as payerName', 'file.name as fileName'])
          .orderBy('batch.id', 'desc')
          .limit(500),
      )
      .map((row) => ({
        id: row.id,
        reference: row.reference,
        payer: row.payerName ?? row.receiver,
        file: row.file,
        name: row.fileName ?? '',
        claims: row.claims,
        cents: cents(row.cents),
        status: row.status,
        words: row.words,
        shape: SHAPE_OF_BATCH[row.status] ?? 'sent',
        at: row.created_at,
      })),
} satisfies Pick<
  Handlers,
  'claims.list' | 'claims.get' | 'claims.recheck' | 'claims.mend' | 'claims.hold' | 'claims.preview' | 'claims.send' | 'claims.batches'
>

const SHAPE_OF_BATCH: Readonly<Record<string, Output<'claims.batches'>[number]['shape']>> = {
  written: 'sent',
  received: 'received',
  rejected: 'rejected',
  partly: 'look-here',
  accepted: 'accepted',
}

function editable({ db }: CommandWork, id: number): ClaimRow {
  const claim = db.first(from.selectFrom('claim').selectAll().where('id', '=', id)) ?? refuse('record.missing')
  if (!EDITABLE.includes(claim.status)) refuse('claim.sent', { fix: 'Replace or void it once the payer has decided.' })
  return claim
}
