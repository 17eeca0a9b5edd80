import { claimById } from '../../src-main/claims/index.ts'
import { addClaim } from '../../src-main/claims/writing.ts'
import { addSubmission } from '../../src-main/claims/records/sending.ts'
import type { RemittanceTables } from '../../src-main/remittance/records/tables.ts'
import { findOrAddCoverage, findOrAddPatient, ourBiller } from '../../src-main/practice/index.ts'
import { claimSums, verifyLedger, type Account, type ClaimSums } from '../../src-main/ledger/index.ts'
import {
  handlers,
  openDenials,
  postRemittance,
  takeRemittance,
  verifyRemittances,
  type OpenDenial,
  type Posted,
  type Taking,
} from '../../src-main/remittance/index.ts'
import { keepFile, knownFile, sha256, tables } from '../../src-main/store/index.ts'
import {
  readAny,
  readFile,
  remittance,
  setsOf,
  USUAL,
  writeInterchange,
  writeSet,
  type ClaimPayment835,
  type LinePayment835,
  type Remittance835,
} from '../../src-main/x12/index.ts'
import { addDays, day, type Day } from '../../src-shared/day.ts'
import { cents, NO_MONEY, subtract, sum, type Cents } from '../../src-shared/money.ts'
import { wholeNumber } from '../../src-shared/number.ts'
import { must } from '../../src-shared/result.ts'
import type { TestPractice } from './practice.ts'

const from = tables<RemittanceTables>()

/*
 * Remittances to read, and claims that they pay: written by the same description that reads them, so that a test says only what matters.
 */

/** Group, reason, cents. */
export type Reason = readonly [group: 'CO' | 'PR' | 'OA' | 'PI' | 'CR', reason: string, cents: number]
/** Reasons as `CO-45 3000`: group, reason, cents. */
export const because = (...texts: readonly string[]): Reason[] =>
  texts.map((text) => {
    const [, group, reason = '', amount = ''] = /^(CO|PR|OA|PI|CR)-(\w+) (-?\d+)$/.exec(text) ?? []
    return [group as Reason[0], reason, must('a reason ends with cents', wholeNumber(amount))]
  })

export type LineSpec = {
  readonly code: string
  readonly modifiers?: readonly string[]
  /** Code as it was billed, when the payer changed it. */
  readonly billed?: string
  readonly charge: number
  /** Charge less the reasons, unless said. */
  readonly paid?: number
  readonly reasons?: readonly Reason[]
  readonly remarks?: readonly string[]
  readonly allowed?: number
  readonly control?: string
  readonly day?: Day
  readonly units?: number
}
export type PaymentSpec = {
  readonly control: string
  readonly status?: ClaimPayment835['claim']['status']
  readonly payerControl?: string
  /** REF F8. */
  readonly original?: string
  readonly last?: string
  readonly first?: string
  readonly memberId?: string
  readonly lines: readonly LineSpec[]
  /** Sums of the lines, unless said. */
  readonly charge?: number
  readonly reasons?: readonly Reason[]
  /** MOA. */
  readonly remarks?: readonly string[]
  readonly forwardedTo?: string
  readonly interest?: number
}
export type RemittanceSpec = {
  readonly trace: string
  readonly day?: Day
  readonly payments?: readonly PaymentSpec[]
  /** PLB: code, reference, cents with PLB's own sign. */
  readonly provider?: readonly (readonly [code: string, reference: string, cents: number])[]
  readonly method?: 'ACH' | 'CHK'
  readonly payer?: { readonly name: string; readonly id: string; /** TRN03. */ readonly number: string }
}

/** Who the payments and claims are about, unless a test says otherwise: the patient of the test practice. */
const PERSON = { last: 'QUINTERO', first: 'MARISOL', memberId: 'NL8820417' }
const SERVICE_DAY = day('2026-11-05')
const PAYER = { name: 'NORTHLAKE HEALTH PLAN', id: 'NLHP1', number: '1999888777' }

const sumOf = (reasons: readonly Reason[] = []): Cents => sum(reasons.map(([, , amount]) => cents(amount)))
const paidOf = (line: LineSpec): Cents => (line.paid === undefined ? subtract(cents(line.charge), sumOf(line.reasons)) : cents(line.paid))
const paidOfClaim = (one: PaymentSpec): Cents =>
  one.lines.length > 0 ? subtract(sum(one.lines.map(paidOf)), sumOf(one.reasons)) : subtract(cents(one.charge ?? 0), sumOf(one.reasons))

function adjustments(reasons: readonly Reason[] = []) {
  const groups = [...new Set(reasons.map(([group]) => group))]
  return groups.map((group) => ({
    group,
    adjustments: reasons.filter(([own]) => own === group).map(([, reason, amount]) => ({ reason, amount: cents(amount) })),
  }))
}

function line835(line: LineSpec): LinePayment835 {
  const { code, modifiers, billed, allowed, control, units, remarks } = line
  return {
    service: {
      procedure: { kind: 'HC', code, ...(modifiers && { modifiers }) },
      charge: cents(line.charge),
      paid: paidOf(line),
      ...(units !== undefined && { units }),
      ...(billed && { submitted: { kind: 'HC' as const, code: billed } }),
    },
    days: [{ qualifier: '472', day: line.day ?? SERVICE_DAY }],
    adjustments: adjustments(line.reasons),
    ...(control && { control: { value: control } }),
    ...(allowed !== undefined && { amounts: [{ qualifier: 'B6' as const, amount: cents(allowed) }] }),
    ...(remarks && { remarks: remarks.map((remark) => ({ list: 'HE' as const, code: remark })) }),
  }
}

function claim835(one: PaymentSpec): ClaimPayment835 {
  const { status = '1', last = PERSON.last, first = PERSON.first, memberId = PERSON.memberId } = one
  const shares = [...(one.reasons ?? []), ...one.lines.flatMap((line) => line.reasons ?? [])].filter(([group]) => group === 'PR')
  const owed = sumOf(shares)
  return {
    claim: {
      control: one.control,
      status,
      charge: one.charge === undefined ? sum(one.lines.map((line) => cents(line.charge))) : cents(one.charge),
      paid: paidOfClaim(one),
      ...(owed > 0 && { patientOwes: owed }),
      filing: '12',
      payerControl: one.payerControl ?? `P${one.control}`,
    },
    adjustments: adjustments(one.reasons),
    patient: { kind: '1', name: last, first, idQualifier: 'MI', id: memberId },
    ...(one.forwardedTo && { crossover: { kind: '2', name: one.forwardedTo, idQualifier: 'PI', id: '00001' } }),
    ...(one.remarks && { outpatient: { remarks: one.remarks } }),
    ...(one.original && { ids: [{ qualifier: 'F8' as const, value: one.original }] }),
    ...(one.interest !== undefined && { amounts: [{ qualifier: 'I' as const, amount: cents(one.interest) }] }),
    lines: one.lines.map(line835),
  }
}

/** An 835 as its description has it. It balances by itself unless a line says what was paid. */
function remittanceOf(spec: RemittanceSpec): Remittance835 {
  const { trace, day: on = day('2026-11-17'), payments = [], provider = [], method = 'ACH', payer = PAYER } = spec
  const amount = subtract(sum(payments.map(paidOfClaim)), ...provider.map(([, , own]) => cents(own)))
  return {
    payment: {
      handling: amount === NO_MONEY ? 'H' : 'I',
      amount,
      creditOrDebit: 'C',
      method: amount === NO_MONEY ? 'NON' : method,
      originator: payer.number,
      day: on,
    },
    trace: { trace, originator: payer.number },
    payer: {
      name: { name: payer.name, idQualifier: 'XV', id: payer.id },
      street: { line1: '1 PAYER PLAZA' },
      city: { city: 'COLUMBUS', state: 'OH', zip: '43215' },
      technical: [{ name: 'EDI SUPPORT', numbers: [{ kind: 'TE', number: '5555550198' }] }],
    },
    payee: { name: { name: 'CEDAR HOLLOW BEHAVIORAL HEALTH', idQualifier: 'XX', id: '1234567893' } },
    ...(payments.length > 0 && { groups: [{ number: { number: 1 }, claims: payments.map(claim835) }] }),
    ...(provider.length > 0 && {
      provider: [
        {
          provider: '1234567893',
          fiscalEnd: day('2026-12-31'),
          adjustments: provider.map(([code, reference, own]) => ({
            reason: { code, ...(reference && { reference }) },
            amount: cents(own),
          })),
        },
      ],
    }),
  }
}

/** ST to SE of a remittance. @throws when it cannot be written, as one that does not balance */
export function segmentsOf(spec: RemittanceSpec): readonly string[] {
  const writing = writeSet(remittance, remittanceOf(spec), '0001', USUAL)
  if (!writing.ok) throw new Error(writing.problems.map((one) => `${one.path}: ${one.why}`).join('; '))
  return writing.written.segments
}

/** A file with these sets in one envelope; `control` makes envelopes differ. */
export function fileOf(sets: readonly (readonly string[])[], control = 1): Uint8Array {
  const envelope = {
    senderQualifier: 'ZZ',
    sender: PAYER.id,
    receiverQualifier: 'ZZ',
    receiver: 'CEDARHOLLOW',
    day: day('2026-11-17'),
    time: '2310',
    interchangeControl: control,
    groupControl: control,
    functional: remittance.functional,
    guide: remittance.guide,
    usage: 'P' as const,
  }
  return Buffer.from(writeInterchange(envelope, sets), 'latin1')
}

/** Segments changed by hand, as a damaged or wrong file has them; SE01 counts anew. */
export function tampered(segments: readonly string[], change: (segment: string) => string | undefined): readonly string[] {
  const kept = segments.map(change).filter((one) => one !== undefined)
  return kept.map((one) => (one.startsWith('SE*') ? `SE*${kept.length}*0001` : one))
}

/** Takes a file in as the exchange does. @returns what became of each set */
export function take(at: TestPractice, bytes: Uint8Array): Taking[] {
  return at.command((work) => {
    const { db, clock } = work
    const known = knownFile(db, 'in', sha256(bytes))
    const file = known?.id ?? keepFile(db, { direction: 'in', name: 'era.835', kind: '835', bytes, at: clock.now(), status: 'taken' })
    return setsOf(readFile(bytes)).map((raw, n) => takeRemittance(work, { raw, reading: readAny(raw).reading, setOrdinal: n + 1, file }))
  })
}

export const post = (at: TestPractice, remittanceId: number): Posted => at.command((work) => postRemittance(work, remittanceId))

/** Takes and posts each set of a file. */
export function receive(at: TestPractice, bytes: Uint8Array): { readonly taken: Taking; readonly posted: Posted | undefined }[] {
  return take(at, bytes).map((taken) => ({
    taken,
    posted: taken.remittance !== null && taken.status === 'rehearsed' ? post(at, taken.remittance) : undefined,
  }))
}

/** Writes, takes and posts one remittance. */
export const pay = (at: TestPractice, spec: RemittanceSpec) => must('a file has a set', receive(at, fileOf([segmentsOf(spec)]))[0])

export type ClaimSpec = {
  readonly control: string
  readonly lines: readonly {
    readonly code: string
    readonly cents: number
    readonly modifiers?: readonly string[]
    readonly day?: Day
    readonly units?: number
    readonly control?: string
  }[]
  readonly last?: string
  readonly first?: string
  readonly memberId?: string
}

/** A claim that was sent under a number, with its charge in the ledger. @returns its id */
export function sentClaim(at: TestPractice, spec: ClaimSpec): number {
  return at.command((work) => {
    const { db, clock } = work
    const { last = PERSON.last, first = PERSON.first, memberId = PERSON.memberId } = spec
    const empty = {
      middle: null,
      suffix: null,
      born: null,
      sex: null,
      line1: null,
      line2: null,
      city: null,
      state: null,
      zip: null,
      phone: null,
    }
    const patient = findOrAddPatient(db, { last, first, ...empty }, memberId, clock.now()).id
    const coverage = findOrAddCoverage(db, {
      patient,
      payer: at.payer,
      position: 1,
      member_id: memberId,
      group_number: null,
      plan: null,
      filing: 'CI',
      relationship: '18',
      starts: null,
      ends: null,
    })
    const claim = addClaim(work, {
      charge: null,
      patient,
      coverage,
      payer: at.payer,
      biller: must('the test practice bills', ourBiller(db)).id,
      provider: at.provider,
      place: '11',
      lines: spec.lines.map((line, n) => ({
        code: line.code,
        modifiers: line.modifiers ?? [],
        units: line.units ?? 1,
        pointers: [1],
        day: line.day ?? SERVICE_DAY,
        place: '11',
        cents: line.cents,
        control: line.control ?? `${spec.control}L${n + 1}`,
      })),
      diagnoses: ['F41.1'],
      origin: 'file',
      status: 'accepted',
      at: clock.now(),
    })
    addSubmission(db, {
      claim,
      n: 1,
      control: spec.control,
      frequency: '1',
      batch: null,
      file: null,
      from_segment: null,
      to_segment: null,
      at: clock.now(),
    })
    return claim
  })
}

/** A day near the usual one. */
export const serviceDay = (days = 0): Day => addDays(SERVICE_DAY, days)

/** The claims that a remittance decides on, as they would have been sent: for reading other people's remittances with their claims there. */
export function claimsPaidBy(bytes: Uint8Array): ClaimSpec[] {
  const sets = setsOf(readFile(bytes)).map((raw) => readAny(raw).reading.value as Partial<Remittance835>)
  const all = sets.flatMap((set) => (set.groups ?? []).flatMap((group) => group.claims ?? []))
  const decided = all.filter((one) => one.claim.status !== '22')
  return [...new Map(decided.map((one) => [`${one.claim.control} ${one.claim.charge} ${one.patient?.id ?? ''}`, one])).values()].map(
    (one) => {
      const ofClaim = one.days?.find((own) => own.qualifier === '232')?.day
      const lines = (one.lines ?? []).map(({ service, days, control }) => {
        const { code, modifiers } = service.submitted ?? service.procedure
        const on = days?.[0]?.day ?? ofClaim
        return {
          code,
          cents: service.charge,
          ...(modifiers && { modifiers }),
          ...(on && { day: on }),
          ...(control && { control: control.value }),
        }
      })
      return {
        control: one.claim.control,
        last: one.patient?.name ?? 'UNKNOWN',
        first: one.patient?.first ?? '',
        memberId: one.patient?.id ?? 'NONE',
        lines: lines.length > 0 ? lines : [{ code: '90837', cents: one.claim.charge, ...(ofClaim && { day: ofClaim }) }],
      }
    },
  )
}

/** What a claim's accounts hold. */
export const balanceOf = (at: TestPractice, claim: number): ClaimSums => at.query(({ db }) => claimSums(db, claim))

/** The claim payments of a remittance, as the screen shows them. */
export const rowsOf = (at: TestPractice, taken: Taking | undefined) =>
  at.query((work) => handlers['remittance.get'](work, { id: taken?.remittance ?? 0 })).claims

/** What should hold in ledger and remittances, and does not. */
export const brokenChecks = (at: TestPractice) =>
  at.query(({ db }) => [...verifyLedger(db), ...verifyRemittances(db)]).filter((one) => one.broken > 0)

export const statusOf = (at: TestPractice, claim: number): string | undefined => at.query(({ db }) => claimById(db, claim))?.status

/** The lines that the claim payments of a remittance left open as denied. */
export const denialsOf = (at: TestPractice, taken: Taking): OpenDenial[] =>
  rowsOf(at, taken).flatMap((row) => at.query(({ db }) => openDenials(db, row.id)))

/** What an account holds beside all claims, of one reason or of all. */
export const besideClaims = (at: TestPractice, account: Account, reason?: string): Cents =>
  at.query(({ db }) => {
    const all = db.all(from.selectFrom('posting').select(['cents', 'reason']).where('account', '=', account).where('line', 'is', null))
    return sum(all.filter((one) => reason === undefined || one.reason === reason).map((one) => cents(one.cents)))
  })

/** The claim of a payment as it was billed, line for line. */
export const claimOf = (at: TestPractice, control: string, ...lines: readonly LineSpec[]): number =>
  sentClaim(at, { control, lines: lines.map((line) => ({ code: line.billed ?? line.code, cents: line.charge })) })

/** What was written off on a claim: `CO-45 3000`, in the order it was posted. */
export const writtenOff = (at: TestPractice, claim: number): string[] =>
  at
    .query(({ db }) =>
      db.all(
        from.selectFrom('posting').select(['group_code', 'reason', 'cents']).where('claim', '=', claim).where('account', '=', 'adjustment'),
      ),
    )
    .map((one) => `${one.group_code}-${one.reason} ${one.cents}`)
