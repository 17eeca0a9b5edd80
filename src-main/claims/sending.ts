import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { cents, sum } from '../../src-shared/money.ts'
import { digits } from '../../src-shared/number.ts'
import { must } from '../../src-shared/result.ts'
import { visibleOnes } from '../access/index.ts'
import { practiceOf } from '../practice/index.ts'
import { keepFile, nextNumber, refuse, type CommandWork } from '../store/index.ts'
import { professional, writeInterchange, writeSet, USUAL } from '../x12/index.ts'
import { noteSent } from './consent.ts'
import { claimFacts, type ClaimFacts } from './facts.ts'
import { addEvent, recheck, setStatus } from './making.ts'
import { professionalOf } from './professional.ts'
import { changeClaim, claimRow, readyClaims } from './records/claims.ts'
import { addBatch, addSubmission, lastSubmission } from './records/sending.ts'

/** The guide advises at most 5,000 claims in a set; payers like far fewer (005010X222A1, CLM). */
const MOST_CLAIMS = 1000

/**
 * Writes ready claims as 837P files, one payer a file. Everything is checked once more before it leaves; what has a stop stays here with its reason and
 * holds up nothing else. Control numbers are taken in the same transaction and never again, and the bytes are kept as they were sent.
 */
export function sendClaims(work: CommandWork, { ids, usage }: Argument<'claims.send'>): Output<'claims.send'> {
  const { db } = work
  // Who does not see every patient sends nothing that he does not see.
  const chosen = ids ?? visibleOnes(db, work.user, 'claim', readyClaims(db))
  const held: { id: number; why: string }[] = []
  const groups = new Map<string, ClaimFacts[]>()
  for (const id of chosen) {
    const row = claimRow(db, id) ?? refuse('record.missing')
    if (row.status !== 'ready' && row.status !== 'held') {
      held.push({ id, why: 'It was already sent.' })
      continue
    }
    const stop = recheck(work, id).find((one) => one.grade === 'stop')
    if (stop) {
      held.push({ id, why: stop.words })
      continue
    }
    const facts = must('the claim was just checked', claimFacts(db, id))
    const key = `${facts.payer.id}`
    groups.set(key, [...(groups.get(key) ?? []), facts])
  }
  const batches = [...groups.values()].flatMap((group) => chunks(group).map((part) => writeBatch(work, part, usage)))
  if (batches.length === 0) refuse('claim.none', held[0] && { fix: held[0].why })
  work.announce('files')
  return { batches, held }
}

function chunks<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / MOST_CLAIMS) }, (_, n) => all.slice(n * MOST_CLAIMS, (n + 1) * MOST_CLAIMS))
}

function writeBatch(work: CommandWork, group: readonly ClaimFacts[], usage: 'T' | 'P'): Output<'claims.send'>['batches'][number] {
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
    return { facts, n, control: `${practice.prefix}-${String(facts.claim.id).padStart(7, '0')}-${String(n).padStart(2, '0')}` }
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
    summary: `${group.length} claims to ${payer.name}`,
  })
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
    })
    changeClaim(db, id, { batch, sent_at: clock.now() })
    setStatus(work, id, 'sent')
    addEvent(work, {
      claim: id,
      shape: 'sent',
      words: `Sent in batch ${reference}`,
      // How many others left with it is no matter of this claim, and may be told to one who does not see them all.
      detail: '837P',
      file,
      segment: first + 2,
    })
    noteSent(work, facts, control)
    happened({ is: 'claim-sent', claim: id, frequency: facts.claim.frequency })
  }
  return { id: batch, file, name, payer: payer.name, claims: group.length, cents: total }
}
