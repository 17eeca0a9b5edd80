import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { cents, sum } from '../../src-shared/money.ts'
import { digits } from '../../src-shared/number.ts'
import { must } from '../../src-shared/result.ts'
import { visibleOnes } from '../access/index.ts'
import { practiceOf } from '../practice/index.ts'
import {
  chosenIds,
  chunks,
  keepFile,
  nextNumber,
  othersTurn,
  refuse,
  Tally,
  Trouble,
  type CommandWork,
  type TaskWork,
} from '../store/index.ts'
import { professional, writeInterchange, writeSet, USUAL } from '../x12/index.ts'
import { whyNot } from './bulk.ts'
import { noteSent } from './consent.ts'
import { sharedStanding, type ClaimFacts } from './facts.ts'
import { addEvent, checkClaim, setStatus } from './making.ts'
import { professionalOf } from './professional.ts'
import { claimRow, readyClaims } from './records/claims.ts'
import { claimPlan } from './records/lists.ts'
import { addBatch, addSubmission, lastSubmission, leavingOf } from './records/sending.ts'
import { addTrial, trialsOf } from './records/trials.ts'
import { waysOf } from './records/ways.ts'
import { isHolding } from './scrub/finding.ts'
import { trialEnd } from './trials.ts'

/** The guide advises at most 5,000 claims in a set; payers like far fewer (005010X222A1, CLM). */
const MOST_CLAIMS = 1000

type Batches = Output<'claims.send'>['batches']
type Held = Output<'claims.send'>['held'][number]
type Sent = { readonly batches: Batches; readonly held: readonly Held[] }

/** Of more claims that stay here only their reasons are told. */
const MOST_NAMED = 500

/**
 * Writes ready claims as 837P files, one payer a file, each file in a transaction of its own: a person may stop it between files, and what is left is as
 * it was. Everything is checked once more before it leaves; what has a stop stays here with its reason and holds up nothing else.
 */
export async function sendMany(work: TaskWork, { usage, tests = [], ...chosen }: Argument<'claims.send'>): Promise<Output<'claims.send'>> {
  const wayOf = work.read(({ db }) => waysOf(db))
  const isTest = (payer: number): boolean => usage === 'T' || wayOf(payer).isTesting || tests.includes(wayOf(payer).id)
  const isAll = chosen.ids === undefined && chosen.view === undefined
  const leaving = work.read((query) => leavingOf(query.db, isAll ? readyClaims(query.db) : chosenIds(query, claimPlan, chosen)))
  const ready = leaving.filter(({ status }) => status === 'ready')
  const batches: Batches[number][] = []
  const held: Held[] = leaving.flatMap(({ id, status }) => (status === 'ready' ? [] : [{ id, why: `${whyNot(status)}.` }]))
  const failures: Trouble[] = []
  const parts = [...byPayer(ready)].flatMap(([payer, all]) => chunks(all, MOST_CLAIMS).map((ids) => ({ payer, ids })))
  let at = 0
  for (const { payer, ids } of parts) {
    if (work.stopped()) break
    try {
      const sent = work.write<unknown>((step) => sendSome(step, ids, isTest(payer) ? 'T' : 'P')) as Sent
      batches.push(...sent.batches)
      held.push(...sent.held)
    } catch (error) {
      if (!(error instanceof Trouble) || error.problem.code !== 'x12.unwritable') throw error
      failures.push(error)
      held.push(...ids.map((id) => ({ id, why: error.problem.message })))
    }
    at += ids.length
    work.progress(at, ready.length, 'Writing claims')
    await othersTurn()
  }
  const left = ready.length - at
  if (batches.length === 0 && failures[0]) throw failures[0]
  if (batches.length === 0 && left === 0) refuse('claim.none', noneBecause(held))
  return { batches, held: held.slice(0, MOST_NAMED), wont: reasons(held), left }
}

function byPayer(claims: readonly { readonly id: number; readonly payer: number }[]): ReadonlyMap<number, number[]> {
  const groups = new Map<number, number[]>()
  for (const { id, payer } of claims) {
    const group = groups.get(payer)
    if (group) group.push(id)
    else groups.set(payer, [id])
  }
  return groups
}

/** Why nothing left: another person was first, or what the first of them waits for. */
function noneBecause(held: readonly Held[]) {
  const sent = `${whyNot('sent')}.`
  if (held.length > 0 && held.every(({ why }) => why === sent))
    return { message: 'These claims were sent already.', fix: 'Nothing left twice. The history of each says when and by whom.' }
  return held[0] && { fix: held[0].why }
}

function reasons(held: readonly Held[]): Output<'claims.send'>['wont'] {
  const wont = new Tally()
  for (const { why } of held) wont.add(why)
  return wont.rows
}

/** The same in one transaction, for what sends as a part of a larger change. @throws Trouble `claim.none` */
export function sendClaims(work: CommandWork, { ids, usage }: { readonly ids?: readonly number[]; readonly usage: 'T' | 'P' }): Sent {
  // Who does not see every patient sends nothing that he does not see.
  const sent = sendSome(work, ids ?? visibleOnes(work.db, work.user, 'claim', readyClaims(work.db)), usage)
  if (sent.batches.length === 0) refuse('claim.none', sent.held[0] && { fix: sent.held[0].why })
  return sent
}

/** Control numbers are taken in the same transaction and never again, and the bytes are kept as they were sent. */
function sendSome(work: CommandWork, ids: readonly number[], usage: 'T' | 'P'): Sent {
  const { db } = work
  const held: Held[] = []
  const standing = sharedStanding(db)
  const groups = new Map<number, ClaimFacts[]>()
  for (const id of ids) {
    const row = claimRow(db, id) ?? refuse('record.missing')
    if (row.status !== 'ready') {
      held.push({ id, why: `${whyNot(row.status)}.` })
      continue
    }
    const { findings, facts } = checkClaim(work, row, standing)
    const stop = findings.find(isHolding)
    if (stop) {
      held.push({ id, why: stop.words })
      continue
    }
    const group = groups.get(facts.payer.id)
    if (group) group.push(facts)
    else groups.set(facts.payer.id, [facts])
  }
  const wayOf = waysOf(db)
  const batches = [...groups].flatMap(([payer, group]) =>
    chunks(group, MOST_CLAIMS).map((part) => writeBatch(work, part, wayOf(payer).isTesting ? 'T' : usage)),
  )
  if (batches.length > 0) work.announce('files')
  return { batches, held }
}

/** @param connection a person chose in place of the payer's */
export function writeBatch(work: CommandWork, group: readonly ClaimFacts[], usage: 'T' | 'P', connection?: number): Batches[number] {
  const { db, clock, happened } = work
  const payer = must('a batch has a claim', group[0]).payer
  const practice = must('a store has its practice', practiceOf(db))
  const biller = must('a batch has a claim', group[0]).biller
  const submitterId = practice.submitterId || biller.tax_id || biller.npi || 'UNKNOWN'
  const number = nextNumber(db, 'interchange')
  const reference = `${practice.prefix}${String(number).padStart(6, '0')}`
  const claims = group.map((facts) => {
    const n = (lastSubmission(db, facts.claim.id)?.n ?? 0) + 1
    // Seventeen characters, never used before or again: store, claim, submission. Payers need return only twenty.
    const end = usage === 'T' ? trialEnd(trialsOf(db, facts.claim.id) + 1) : String(n).padStart(2, '0')
    return { facts, n, control: `${practice.prefix}-${String(facts.claim.id).padStart(7, '0')}-${end}` }
  })
  const sender = {
    name: biller.name,
    contact: practice.contact,
    phone: practice.phone || (biller.phone ?? ''),
    submitterId,
    receiverName: payer.name,
    receiverId: payer.edi_id,
  }
  const built = professionalOf(claims, sender, reference, clock.today(), clock.time())
  const setControl = '0001'
  const writing = writeSet(professional, built.value, setControl, USUAL)
  if (!writing.ok) {
    const first = writing.problems[0]
    const claim = /^billing\.(\d+)\.subscribers\.(\d+)/.exec(first?.path ?? '')
    const ofClaim = claim ? claims[digits(claim[2])]?.facts.claim.id : undefined
    refuse('x12.unwritable', {
      message: `${ofClaim === undefined ? 'The file' : `Claim ${ofClaim}`} cannot be written: ${first?.why ?? ''}.`,
      at: { field: first?.path ?? '', ...(first?.element && { element: first.element }) },
    })
  }
  const text = writeInterchange(
    {
      senderQualifier: 'ZZ',
      sender: submitterId,
      receiverQualifier: 'ZZ',
      receiver: payer.edi_id,
      day: clock.today(),
      time: clock.time(),
      interchangeControl: number,
      groupControl: number,
      functional: professional.functional,
      guide: professional.guide,
      usage,
    },
    [writing.written.segments],
  )
  const total = sum(group.map((facts) => cents(facts.claim.cents)))
  const name = `837P_${reference}.x12`
  const file = keepFile(db, {
    direction: 'out',
    name,
    kind: '837P',
    bytes: Buffer.from(text, 'latin1'),
    at: clock.now(),
    status: 'written',
    summary: `${usage === 'T' ? 'Test: ' : ''}${group.length} ${group.length === 1 ? 'claim' : 'claims'} to ${payer.name}`,
  })
  happened({ is: 'file-written', file, kind: '837P', payer: payer.id, control: number, ...(connection !== undefined && { connection }) })
  const batch = addBatch(db, {
    file,
    receiver: payer.edi_id,
    payer: payer.id,
    reference,
    interchange: number,
    group_control: number,
    set_control: setControl,
    usage,
    claims: group.length,
    cents: total,
    status: 'written',
    created_at: clock.now(),
  })
  for (const { facts, n, control } of claims) {
    const id = facts.claim.id
    const [first, last] = writing.written.places.get(must('every claim was built', built.claimValues.get(id))) ?? [0, 0]
    noteSent(work, facts, control)
    if (usage === 'T') {
      addTrial(db, { claim: id, batch, control })
      addEvent(work, { claim: id, shape: 'note', words: `Left as a test in batch ${reference}`, detail: '837P', file, segment: first + 2 })
      continue
    }
    addSubmission(db, {
      claim: id,
      n,
      control,
      frequency: facts.claim.frequency,
      batch,
      file,
      from_segment: first,
      to_segment: last,
      at: clock.now(),
      turn: facts.claim.turn,
    })
    setStatus(work, id, 'sent', { batch, sent_at: clock.now(), opened_from: null })
    addEvent(work, {
      claim: id,
      shape: 'sent',
      words: `Sent in batch ${reference}`,
      // How many others left with it is no matter of this claim, and may be told to one who does not see them all.
      detail: '837P',
      file,
      segment: first + 2,
    })
    happened({ is: 'claim-sent', claim: id, frequency: facts.claim.frequency })
  }
  return { id: batch, file, name, payer: payer.name, claims: group.length, cents: total, usage }
}
