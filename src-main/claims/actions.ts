import type { Output } from '../../src-shared/contract/index.ts'
import type { ClaimStatus } from '../../src-shared/contract/fields.ts'
import type { Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { chooseByNumber } from '../authorizations/index.ts'
import { dottedDiagnosis } from '../codes/index.ts'
import { correctMemberId, fullName, providerName } from '../practice/index.ts'
import { refuse, type CommandWork, type Handlers } from '../store/index.ts'
import { noteService } from '../access/index.ts'
import { must } from '../../src-shared/result.ts'
import { EDITABLE, holdMany, preview, recheckMany } from './bulk.ts'
import { claimDetail } from './detail.ts'
import { billNext, putBack } from './following.ts'
import { claimFacts, serviceOf } from './facts.ts'
import { addEvent, recheck } from './making.ts'
import { codesOf, VOID } from './mending.ts'
import { changeClaim, changeLine, claimRow, linesOf, setDiagnoses, setDrug, setPlace } from './records/claims.ts'
import { billFirst } from './order.ts'
import { printCovers } from './cover/printing.ts'
import { printProof } from './proof/printing.ts'
import { joinClaims, splitClaim } from './parting.ts'
import { claimPlan } from './records/lists.ts'
import { say, setAttachments, type Attachment } from './records/extras.ts'
import { setParties } from './records/parties.ts'
import { newestBatches } from './records/sending.ts'
import type { ClaimRow } from './records/tables.ts'
import { openUnfound } from './reopening.ts'
import { isHolding } from './scrub/finding.ts'
import { sendMany } from './sending.ts'
import { replaceClaim, voidClaim } from './voiding.ts'

export const handlers = {
  'claims.list': ({ db, lists }, input) => {
    const page = lists.page(db, claimPlan, input)
    return {
      ...page,
      rows: page.rows.map((row) => ({
        id: row.id,
        status: row.status as ClaimStatus,
        patient: fullName(row),
        day: row.day as Day,
        payer: row.payer,
        codes: row.codes,
        charge: cents(row.charge),
        paid: cents(row.paid),
        owed: cents(row.owed),
        provider: row.pl === null ? null : providerName({ first: row.pf, last: row.pl, credential: row.credential ?? '' }),
        batch: row.batch,
        fileBy: row.fileBy as Day,
      })),
    }
  },

  'claims.totals': ({ db, lists }, input) => lists.totals(db, claimPlan, input),

  'claims.get': (work, { id }) => claimDetail(work, id),

  'claims.recheck': (work, input) => recheckMany(work, input),

  'claims.mend': (
    work,
    { id, diagnoses, memberId, authorization, place, modifiers, drugs, coverage, note, delay, attachments, ...parties },
  ) => {
    const { db } = work
    const before = editable(work, id)
    if (coverage !== undefined) billFirst(work, before, coverage)
    const claim = editable(work, id)
    if (diagnoses) {
      setDiagnoses(db, id, diagnoses.map(dottedDiagnosis))
      for (const line of linesOf(db, id)) {
        const pointers = line.pointers.filter((to) => to <= diagnoses.length)
        changeLine(db, id, line.id, { pointers: pointers.length > 0 ? pointers : [1] })
      }
    }
    if (memberId !== undefined) correctMemberId(db, claim.coverage, memberId)
    if (place !== undefined) setPlace(db, id, place)
    for (const one of modifiers ?? []) changeLine(db, id, one.line, { modifiers: one.modifiers })
    for (const { line, drug } of drugs ?? []) if (linesOf(db, id).some((one) => one.id === line)) setDrug(db, id, line, drug)
    const number = authorization === undefined ? undefined : authorization || null
    if (number !== undefined && claim.turn > 1) say(db, claim, { authorization: number })
    else if (number !== undefined && number !== claim.authorization) chooseByNumber(work, id, number)
    changeClaim(db, id, { codes: codesOf(linesOf(db, id)), ...(number !== undefined && claim.turn === 1 && { authorization: number }) })
    if (note !== undefined) say(db, claim, { note: note || null })
    if (delay !== undefined) say(db, claim, { delay })
    if (attachments)
      setAttachments(
        db,
        id,
        attachments.map((one, n) => numbered(one, `${id}A${n + 1}`)),
      )
    if (Object.values(parties).some((one) => one !== undefined)) setParties(db, id, parties)
    addEvent(work, { claim: id, shape: 'note', words: 'Mended', detail: '' })
    const facts = must('the claim was just mended', claimFacts(db, id))
    noteService(work, { patient: claim.patient, ...serviceOf(facts) })
    const findings = recheck(work, id)
    const stops = findings.filter(isHolding).length
    return { status: stops > 0 ? 'held' : 'ready', stops }
  },

  'claims.billNext': (work, { id }) => billNext(work, id),

  'claims.replace': (work, { id }) => replaceClaim(work, id),

  'claims.void': (work, { id, reason }) => voidClaim(work, id, reason),

  'claims.putBack': (work, { id }) => putBack(work, id),

  'claims.resend': (work, { id }) => openUnfound(work, id),

  'claims.split': (work, input) => splitClaim(work, input),

  'claims.join': (work, input) => joinClaims(work, input),

  'claims.hold': (work, input) => holdMany(work, input),

  'claims.preview': (work, input) => preview(work, input),

  'claims.send': (work, input) => sendMany(work, input),

  'claims.proof': (work, input) => printProof(work, input),
  'claims.cover': (work, input) => printCovers(work, input),

  'claims.batches': ({ db }) =>
    newestBatches(db).map((row) => ({
      id: row.id,
      reference: row.reference,
      payer: row.payerName ?? row.receiver,
      file: row.file,
      name: row.fileName ?? '',
      claims: row.claims,
      cents: cents(row.cents),
      usage: row.usage === 'T' ? 'T' : 'P',
      status: row.status,
      words: row.words,
      shape: SHAPE_OF_BATCH[row.status] ?? 'sent',
      at: row.created_at,
    })),
} satisfies Pick<
  Handlers,
  | 'claims.list'
  | 'claims.totals'
  | 'claims.get'
  | 'claims.recheck'
  | 'claims.mend'
  | 'claims.billNext'
  | 'claims.replace'
  | 'claims.void'
  | 'claims.putBack'
  | 'claims.resend'
  | 'claims.split'
  | 'claims.join'
  | 'claims.hold'
  | 'claims.preview'
  | 'claims.send'
  | 'claims.proof'
  | 'claims.cover'
  | 'claims.batches'
>

const SHAPE_OF_BATCH: Readonly<Record<string, Output<'claims.batches'>[number]['shape']>> = {
  written: 'sent',
  received: 'received',
  rejected: 'rejected',
  partly: 'look-here',
  accepted: 'accepted',
}

/** What is sent apart is tied to the claim by a number (PWK06); what is held until asked for has none. */
const numbered = (one: Attachment, number: string): Attachment => ({ ...one, control: one.by === 'AA' ? null : (one.control ?? number) })

function editable({ db }: CommandWork, id: number): ClaimRow {
  const claim = claimRow(db, id) ?? refuse('record.missing')
  if (claim.frequency === VOID)
    refuse('claim.sent', { message: 'A void has the content that the payer has.', fix: 'Put it back, or send it and bill anew.' })
  if (!EDITABLE.includes(claim.status)) refuse('claim.sent', { fix: 'Replace or void it once the payer has decided.' })
  return claim
}
