import { createHash } from 'node:crypto'
import { addDays, x12Day, type Day } from '../../../src-shared/day.ts'
import type { Chance } from '../../../src-main/practice-payer/index.ts'
import type { Claim } from './claims.ts'
import type { End, Reason, Says } from './fates.ts'
import { instant, type Pen, type Post } from './pen.ts'
import { PAYERS } from './people.ts'

/* Remittances: a payer's decisions of one payment, as file, as rows, and in the ledger to the cent. */

/** What a payer says of a claim in one payment. */
export type Decision = {
  readonly claim: Claim
  readonly says: Says
  readonly reason: Reason | undefined
  readonly end: End | undefined
  /** Of the decision that this one takes back: its claim payment, its entry, and what it posted. */
  readonly earlier?: { readonly remitClaim: number; readonly entry: number; readonly postings: readonly Post[]; readonly paid: number }
}

/** A decision as it was written. */
export type Written = {
  readonly remitClaim: number
  readonly entry: number | null
  readonly postings: readonly Post[]
  readonly paid: number
}

export type Payment = { readonly payerAt: number; readonly payer: number; readonly on: Day; readonly decisions: readonly Decision[] }

const dollars = (cents: number): string => (cents / 100).toFixed(2).replace(/\.?0+$/, '')

type Said = {
  readonly line: Claim['lines'][number]
  readonly paid: number
  readonly allowed: number
  readonly cas: readonly (readonly [group: string, reason: string, cents: number])[]
  readonly isDenied: boolean
}

/** How a decision divides the lines of a claim. Each line's parts sum to its charge. */
function saidOf({ claim, says, reason }: Decision): Said[] {
  const payer = PAYERS[claim.payerAt]
  return claim.lines.map((line, n) => {
    const isDenied = says === 'denies' || (says === 'part' && n === claim.lines.length - 1)
    if (isDenied && reason) return { line, paid: 0, allowed: 0, cas: [[reason.group, reason.code, line.cents] as const], isDenied: true }
    const allowed = says === 'short' ? Math.floor(line.allowed * 0.9) : line.allowed
    const copay = n === 0 ? Math.min(allowed, payer?.copay ?? 0) : 0
    const share = says === 'deductible' ? allowed : payer?.coinsurance ? Math.round((allowed * payer.coinsurance) / 10_000) : copay
    const why = says === 'deductible' ? '1' : payer?.coinsurance ? '2' : '3'
    const cas = [['CO', '45', line.cents - allowed] as const, ['PR', why, share] as const].filter((one) => one[2] !== 0)
    return { line, paid: allowed - share, allowed, cas, isDenied: false }
  })
}

/** Writes a payment: its file, the remittance, its claim payments, and unless it is still to be posted the entries. */
export function writePayment(pen: Pen, chance: Chance, payment: Payment, isPosted: boolean): Written[] {
  const { payerAt, payer, on, decisions } = payment
  const of = PAYERS[payerAt]
  const id = pen.next.remittance++
  const file = pen.next.file++
  const trace = `EFT${x12Day(on)}${String(id).padStart(5, '0')}`
  const digest = createHash('sha256').update(`${trace} ${payer}`).digest('hex')
  const plb = chance.percent(3) ? -(125 + chance.whole(4000)) : 0
  const body: string[] = []
  const written: Written[] = []
  let cents = -plb
  decisions.forEach((decision, at) => {
    const one = writeDecision(pen, decision, { id, n: at + 1, file, digest, trace, on, payer, isPosted, body })
    cents += one.paid
    written.push(one)
  })
  if (plb !== 0) {
    const place = { file, segment: HEAD + body.length + 1 }
    pen.provider.add({ remittance: id, n: 1, code: 'L6', reference: trace, cents: plb, segment: place.segment })
    if (isPosted)
      pen.post({ kind: 'provider', source: 'remittance', key: `${digest}:plb`, day: on, note: trace }, [
        { account: 'payment', cents: -plb, group: 'PLB', reason: 'L6', ...place },
        { account: 'provider', cents: plb, group: 'PLB', reason: 'L6', ...place },
      ])
    body.push(`PLB*1234567893*${on.slice(0, 4)}1231*L6:${trace}*${dollars(plb)}`)
  }
  const bytes = Buffer.from(interchange(id, of?.payer.ediId ?? '', of?.payer.name ?? '', on, trace, cents, body), 'latin1')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const at = instant(on, '08:20')
  const name = `835_${trace}.x12`
  const status = isPosted ? 'posted' : 'taken'
  const isOff = !isPosted && payerAt === 3
  const summary = `${decisions.length} claims, ${of?.payer.name ?? ''}`
  pen.file.add({ id: file, direction: 'in', name, kind: '835', sha256, bytes, size: bytes.length, at, status, summary })
  pen.remittance.add({
    id,
    file,
    set_ordinal: 1,
    digest,
    payer,
    payer_name: of?.payer.name ?? '',
    payer_number: `1${of?.taxNumber ?? ''}`,
    trace,
    day: on,
    method: 'ACH',
    cents,
    provider_cents: plb,
    claims: decisions.length,
    status: isPosted ? 'posted' : isOff ? 'quarantined' : 'rehearsed',
    reason: isOff ? 'Out by $12.50: the claims do not sum to the payment.' : '',
    off_cents: isOff ? 1250 : 0,
    posted_at: isPosted ? instant(on, '09:10') : null,
    created_at: at,
  })
  return written
}

type Place = {
  readonly id: number
  readonly n: number
  readonly file: number
  readonly digest: string
  readonly trace: string
  readonly on: Day
  readonly payer: number
  readonly isPosted: boolean
  readonly body: string[]
}

function writeDecision(pen: Pen, decision: Decision, at: Place): Written {
  const { claim, says, earlier } = decision
  const { body, isPosted } = at
  const said = saidOf(decision)
  const sign = earlier ? -1 : 1
  const paid = said.reduce((all, one) => all + one.paid, 0) * sign
  const share = said.flatMap((one) => one.cas).reduce((all, [group, , cents]) => all + (group === 'PR' ? cents : 0), 0)
  const status = earlier ? '22' : says === 'denies' ? '4' : '1'
  const segment = HEAD + body.length + 1
  body.push(
    `CLP*${claim.control}*${status}*${dollars(claim.cents * sign)}*${dollars(paid)}*${dollars(share)}*12*${claim.payerControl}*11*1`,
  )
  body.push(`NM1*QC*1*${claim.patient.last.toUpperCase()}*${claim.patient.first.toUpperCase()}****MI*${claim.patient.memberId}`)
  const places = said.map(({ line, paid: own, cas }) => {
    const from = HEAD + body.length + 1
    body.push(
      `SVC*HC:${[line.code, ...line.modifiers.split(' ').filter(Boolean)].join(':')}*${dollars(line.cents * sign)}*${dollars(own * sign)}**1`,
    )
    body.push(`DTM*472*${x12Day(claim.day)}`)
    for (const [group, reason, cents] of cas) body.push(`CAS*${group}*${reason}*${dollars(cents * sign)}`)
    body.push(`REF*6R*${line.control}`)
    return from
  })
  const postings: readonly Post[] = earlier
    ? earlier.postings.map((one) => ({ ...one, cents: -one.cents }))
    : said.flatMap((one, n) => (one.isDenied ? [] : linePosts(claim.id, one, at.file, places[n] ?? segment)))
  const head = {
    kind: earlier ? 'reversal' : 'remittance',
    source: 'remittance',
    key: `${at.digest}:${at.n}`,
    day: at.on,
    note: at.trace,
  } as const
  const entry = isPosted ? pen.post({ ...head, ...(earlier && { reverses: earlier.entry }) }, postings) : null
  const remitClaim = pen.next.remitClaim++
  const sum = (group: string, reason?: string): number =>
    said
      .flatMap((one) => one.cas)
      .reduce((all, [own, why, cents]) => all + (own === group && (reason === undefined || why === reason) ? cents : 0), 0)
  pen.remitClaim.add({
    id: remitClaim,
    remittance: at.id,
    n: at.n,
    control: claim.control,
    status,
    charge: claim.cents * sign,
    paid,
    patient: says === 'denies' ? 0 : sum('PR') * sign,
    contractual: sum('CO', '45') * sign,
    denied: said.filter((one) => one.isDenied).reduce((all, one) => all + one.line.cents, 0),
    payer_control: claim.payerControl,
    patient_last: claim.patient.last.toUpperCase(),
    patient_first: claim.patient.first.toUpperCase(),
    member_id: claim.patient.memberId,
    day: claim.day,
    codes: claim.codes,
    claim: claim.id,
    matched_by: 'our number; charge, day and name agree',
    outcome: isPosted ? 'posted' : 'will-post',
    becomes: wordsOf(decision),
    reason: decision.reason ? `${decision.reason.group}-${decision.reason.code}` : '',
    entry,
    reverses: earlier?.remitClaim ?? null,
    from_segment: segment,
    to_segment: HEAD + body.length,
  })
  said.forEach((one, n) => {
    const from = places[n] ?? segment
    writeLine(pen, remitClaim, n + 1, one, sign, claim.day, from)
    if (one.isDenied && decision.reason && isPosted && !earlier)
      writeDenial(pen, { ...decision, reason: decision.reason }, one, {
        remitClaim,
        remitLine: pen.next.remitLine - 1,
        payer: at.payer,
        on: at.on,
      })
  })
  if (isPosted) {
    const words = `${wordsOf(decision)}${paid > 0 ? ` $${dollars(paid)}` : ''}`
    pen.happened({ claim: claim.id, day: at.on, shape: shapeOf(decision), words, detail: at.trace, file: at.file, segment })
  }
  return { remitClaim, entry, postings, paid }
}

const linePosts = (claim: number, { line, paid, cas }: Said, file: number, segment: number): Post[] => {
  const own = { claim, line: line.id, file, segment }
  const parts = cas.map(([group, reason, cents]): Post => ({
    account: group === 'PR' ? 'patient' : 'adjustment',
    cents,
    group,
    reason,
    ...own,
  }))
  return [{ account: 'payment', cents: paid, ...own }, ...parts, { account: 'payer', cents: -line.cents, ...own }]
}

function writeLine(pen: Pen, remitClaim: number, n: number, said: Said, sign: number, day: Day, segment: number): void {
  const id = pen.next.remitLine++
  const { line, paid, allowed, cas } = said
  pen.remitLine.add({
    id,
    remit_claim: remitClaim,
    n,
    code: line.code,
    modifiers: line.modifiers,
    charge: line.cents * sign,
    paid: paid * sign,
    allowed: said.isDenied ? null : allowed,
    units: 1,
    day,
    control: line.control,
    line: line.id,
    matched_by: 'its own number',
    segment,
  })
  cas.forEach(([group, reason, cents], at) => {
    const own = { remit_claim: remitClaim, remit_line: id, group_code: group, reason, cents: cents * sign }
    pen.adjustment.add({ id: pen.next.adjustment++, ...own, segment: segment + 2 + at })
  })
}

function writeDenial(
  pen: Pen,
  { claim, reason, end, says }: Decision & { readonly reason: Reason },
  { line }: Said,
  at: { readonly remitClaim: number; readonly remitLine: number; readonly payer: number; readonly on: Day },
): void {
  const id = pen.next.denial++
  const isFirst = claim.lines.findIndex((one) => one.id === line.id) === 0 || says === 'part'
  if (reason.remarks !== '' && isFirst)
    pen.remark.add({ remit_claim: at.remitClaim, n: 1, remit_line: at.remitLine, code: reason.remarks, segment: 0 })
  pen.denial.add({
    id,
    claim: claim.id,
    line: line.id,
    remit_claim: at.remitClaim,
    remit_line: at.remitLine,
    payer: at.payer,
    group_code: reason.group,
    reason: reason.code,
    remarks: reason.remarks,
    cents: line.allowed,
    cause: reason.cause,
    playbook: reason.playbook,
    action: reason.action,
    next_step: reason.step,
    status: end?.status ?? 'new',
    outcome: end === undefined || end.is === 'open' ? null : end.is,
    opened: at.on,
    due: addDays(at.on, reason.action === 'appeal' ? 170 : reason.action === 'correct' ? 110 : 14),
    closed_at: end?.closedOn ? instant(end.closedOn) : null,
  })
  if (end?.appeal && isFirst) writeAppeal(pen, claim.id, id, at.on, reason, end.appeal)
  if (end?.is === 'written-off' && end.closedOn)
    pen.post({ kind: 'write-off', source: 'denial', key: String(id), day: end.closedOn, note: 'administrative' }, [
      { account: 'payer', cents: -line.cents, claim: claim.id, line: line.id },
      { account: 'adjustment', cents: line.cents, claim: claim.id, line: line.id, group: reason.group, reason: reason.code },
    ])
}

function writeAppeal(pen: Pen, claim: number, denial: number, on: Day, reason: Reason, status: NonNullable<End['appeal']>): void {
  const id = pen.next.appeal++
  const isSent = status !== 'draft' && status !== 'ready'
  pen.appeal.add({
    id,
    denial,
    claim,
    level: 1,
    template: 'L-AUTH',
    status,
    due: addDays(on, 170),
    answer_by: addDays(on, 75),
    signer: 1,
    letter: JSON.stringify({ title: `Appeal, ${reason.cause.toLowerCase()}`, blocks: [{ is: 'paragraph', text: 'We ask for review.' }] }),
    created_at: instant(addDays(on, 3)),
    changed_at: instant(addDays(on, 5)),
    sent_at: isSent ? addDays(on, 6) : null,
    sent_by: isSent ? 'fax' : null,
  })
}

const SHAPES: Readonly<Record<Says, string>> = {
  pays: 'paid',
  deductible: 'with-patient',
  denies: 'denied',
  part: 'partly-paid',
  short: 'short',
  'takes-back': 'paid',
}
/** What a claim is after a decision. */
export const shapeOf = ({ says, earlier }: Pick<Decision, 'says' | 'earlier'>): string => (earlier ? 'reversed' : SHAPES[says])
const WORDS: Readonly<Record<string, string>> = {
  paid: 'Paid',
  'with-patient': 'With patient',
  denied: 'Denied',
  'partly-paid': 'Partly paid',
  short: 'Paid short',
  reversed: 'Reversed',
}
const wordsOf = (decision: Decision): string => WORDS[shapeOf(decision)] ?? ''

/** Segments in front of the first claim payment. */
const HEAD = 8

function interchange(id: number, ediId: string, name: string, on: Day, trace: string, cents: number, body: readonly string[]): string {
  const control = String(id).padStart(9, '0')
  const day = x12Day(on)
  const head = [
    `ISA*00*          *00*          *ZZ*${ediId.padEnd(15)}*ZZ*${'CEDARHOLLOW'.padEnd(15)}*${day.slice(2)}*0820*^*00501*${control}*0*P*:`,
    `GS*HP*${ediId}*CEDARHOLLOW*${day}*0820*${id}*X*005010X221A1`,
    'ST*835*0001',
    `BPR*I*${dollars(cents)}*C*ACH************${day}`,
    `TRN*1*${trace}*1341000001`,
    `N1*PR*${name.toUpperCase()}`,
    'N1*PE*CEDAR HOLLOW BEHAVIORAL HEALTH*XX*1234567893',
    'LX*1',
  ]
  return `${[...head, ...body, `SE*${head.length - 2 + body.length + 1}*0001`, `GE*1*${id}`, `IEA*1*${control}`].join('~')}~`
}
