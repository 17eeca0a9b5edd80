import { z } from 'zod'
import type { Input, Output } from '../../../src-shared/contract/index.ts'
import { typedDay, type Day } from '../../../src-shared/day.ts'
import { add, cents, negate, NO_MONEY, parseMoney, sentenceMoney, subtract, sum, type Cents } from '../../../src-shared/money.ts'

/* A paper EOB as it stands in the fields, and what it says once it can be read. */

const LineTyped = z.strictObject({
  line: z.int(),
  words: z.string(),
  charge: z.int(),
  allowed: z.string(),
  paid: z.string(),
  /** As `CO-45 43.00 PR-3 20 N130`: group, reason and amount, and remarks. */
  why: z.string(),
})
const ClaimTyped = z.strictObject({
  claim: z.int(),
  words: z.string(),
  isTakenBack: z.boolean(),
  payerControl: z.string(),
  lines: z.array(LineTyped),
})
const ProviderTyped = z.strictObject({ code: z.string(), reference: z.string(), amount: z.string() })

/** What is kept as a draft, too. */
export const Typed = z.strictObject({
  payer: z.strictObject({ id: z.int(), name: z.string() }).nullable(),
  trace: z.string(),
  day: z.string(),
  amount: z.string(),
  claims: z.array(ClaimTyped),
  provider: z.array(ProviderTyped),
})
export type Typed = z.infer<typeof Typed>
export type TypedClaim = z.infer<typeof ClaimTyped>
export type TypedLine = z.infer<typeof LineTyped>
export type Entered = Input<'remittance.enter'>
export type Preview = Output<'remittance.paper'>

export const nothingTyped = (day: string): Typed => ({ payer: null, trace: '', day, amount: '', claims: [], provider: [] })

type Detail = Output<'claims.get'>
/** A claim as it comes onto the EOB: its lines, nothing paid yet. */
export const claimTyped = (claim: Detail, payer: number | undefined): TypedClaim => ({
  claim: claim.id,
  words: claim.patient.name,
  isTakenBack: false,
  payerControl: claim.payer.id === payer ? (claim.payerControl ?? '') : '',
  lines: claim.lines.map((line) => ({
    line: line.id,
    words: [line.code, ...line.modifiers].join(' '),
    charge: line.charge,
    allowed: '',
    paid: '',
    why: '',
  })),
})

type Said = Pick<Entered['claims'][number]['lines'][number], 'reasons' | 'remarks'>
const GROUP = /^(CO|PR|OA|PI)-?([0-9A-Z]{1,5})$/
const REMARK = /^(?:MA|M|N)\d{1,4}$/

/** Reads reasons and remarks as they are typed in one go: `co45 43 pr3 20 n130`. Gives words where it cannot. */
export function saidBy(text: string): Said | string {
  const parts = text
    .toUpperCase()
    .replaceAll(/[;,](?=\s|$)/g, ' ')
    .trim()
    .split(/\s+/)
    .filter(Boolean)
  const reasons: Said['reasons'] = []
  const remarks: string[] = []
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? ''
    const [, group, reason] = GROUP.exec(part) ?? []
    if (group !== undefined && reason !== undefined) {
      at += 1
      const amount = parseMoney(parts[at] ?? '', true)
      if (amount === undefined) return `An amount is needed after ${part}, as ${group}-${reason} 43.00.`
      reasons.push({ group: group as 'CO', reason, cents: amount })
    } else if (REMARK.test(part)) remarks.push(part)
    else return `${part} is neither a reason, as CO-45 43.00, nor a remark, as N130.`
  }
  return { reasons, remarks }
}

/** None where nothing is typed; undefined where it cannot be read. */
const moneyOf = (text: string): Cents | undefined => (text.trim() === '' ? NO_MONEY : parseMoney(text, true))

export type Read = {
  /** Undefined while a field cannot be read. */
  readonly entered: Entered | undefined
  /** What cannot be read, by the path of its field in the contract. */
  readonly wrong: ReadonlyMap<string, string>
}

const AMOUNT = 'An amount is needed, as 25.00.'

/** What was typed, as the engine takes it. */
export function readTyped(typed: Typed, today: Day): Read {
  const wrong = new Map<string, string>()
  const read = <T>(field: string, value: T | undefined, words: string, none: T): T => {
    if (value === undefined) wrong.set(field, words)
    return value ?? none
  }
  const isPlain = (field: string, text: string): string => {
    if (/[*:~^]/.test(text)) wrong.set(field, 'None of * : ~ ^ may stand here.')
    return text.trim()
  }
  const claims = typed.claims.map((claim, n) => ({
    claim: claim.claim,
    isTakenBack: claim.isTakenBack,
    payerControl: isPlain(`claims.${n}.payerControl`, claim.payerControl),
    lines: claim.lines.map((line, m) => {
      const at = `claims.${n}.lines.${m}`
      const said = saidBy(line.why)
      if (typeof said === 'string') wrong.set(`${at}.reasons`, said)
      return {
        line: line.line,
        allowed: line.allowed.trim() === '' ? null : read(`${at}.allowed`, parseMoney(line.allowed, true), AMOUNT, NO_MONEY),
        paid: read(`${at}.paid`, moneyOf(line.paid), AMOUNT, NO_MONEY),
        ...(typeof said === 'string' ? { reasons: [], remarks: [] } : said),
      }
    }),
  }))
  const provider = typed.provider.map(({ code, reference, amount }, n) => {
    const plain = code.trim().toUpperCase()
    if (!/^[0-9A-Z]{2}$/.test(plain)) wrong.set(`provider.${n}.code`, 'Two signs, as WO.')
    return {
      code: plain,
      reference: isPlain(`provider.${n}.reference`, reference),
      cents: read(`provider.${n}.cents`, parseMoney(amount, true), AMOUNT, NO_MONEY),
    }
  })
  const head = {
    trace: isPlain('trace', typed.trace),
    day: read('day', typedDay(typed.day, today), 'A date is needed, as 11/19/2026.', today),
    cents: read('cents', moneyOf(typed.amount), AMOUNT, NO_MONEY),
  }
  const { payer } = typed
  if (payer === null) wrong.set('payer', 'Choose the payer whose check it is.')
  return { entered: payer === null || wrong.size > 0 ? undefined : { payer: payer.id, ...head, claims, provider }, wrong }
}

/** What is entered of the check, told as far as it can be read: claims bring, take-backs and provider adjustments above nothing take. */
export function balanceOf(typed: Typed): { readonly check: Cents; readonly entered: Cents; readonly left: Cents } {
  const plain = (text: string): Cents => moneyOf(text) ?? NO_MONEY
  const brought = typed.claims.map(({ isTakenBack, lines }) => {
    const paid = sum(lines.map((line) => plain(line.paid)))
    return isTakenBack ? negate(paid) : paid
  })
  const entered = add(...brought, ...typed.provider.map(({ amount }) => negate(plain(amount))))
  const check = plain(typed.amount)
  return { check, entered, left: subtract(check, entered) }
}

export function balanceWords({ check, entered, left }: ReturnType<typeof balanceOf>): string {
  const done = `${sentenceMoney(entered)} of ${sentenceMoney(check)} entered`
  if (left === 0) return `${done}, nothing left.`
  return left > 0 ? `${done}, ${sentenceMoney(left)} left.` : `${done}, ${sentenceMoney(negate(left))} too much.`
}

/** Patient responsibility of a line, and what is missing to its charge; undefined while it cannot be read. */
export function lineOf(line: TypedLine): { readonly patient: Cents; readonly off: Cents } | undefined {
  const [said, paid] = [saidBy(line.why), moneyOf(line.paid)]
  if (typeof said === 'string' || paid === undefined) return undefined
  const ofGroup = (own: (group: string) => boolean): Cents => sum(said.reasons.flatMap((one) => (own(one.group) ? [one.cents] : [])))
  return {
    patient: ofGroup((group) => group === 'PR'),
    off: subtract(
      cents(line.charge),
      ofGroup(() => true),
      paid,
    ),
  }
}

/** Nothing was typed on it yet, so nothing is wrong with it yet. */
export const isBlank = (line: TypedLine): boolean => [line.allowed, line.paid, line.why].every((text) => text.trim() === '')
