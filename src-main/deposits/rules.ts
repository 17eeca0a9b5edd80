import type { Day } from '../../src-shared/day.ts'
import type { Cents } from '../../src-shared/money.ts'

/* What a line of a bank is and when two are one. Pure. */

/** Money that came in, as a bank's file says it. */
export type BankLine = {
  /** Where in the file: `row 7` of a table, `line 40` of an OFX file. */
  readonly place: string
  readonly account: string
  readonly day: Day
  /** More than nothing. */
  readonly cents: Cents
  readonly description: string
  readonly reference: string
  /** The bank's own id (FITID); empty where the file has none. */
  readonly bankId: string
}

/** A line that cannot be read: where, which field, and why. */
export type Unread = { readonly place: string; readonly field: string; readonly why: string }

/** A bank's file as it was read. */
export type Statement = {
  readonly lines: readonly BankLine[]
  readonly unread: readonly Unread[]
  /** Lines of money that went out, which are not brought in. */
  readonly out: number
  /** Whether the file names its account. */
  readonly saysAccount: boolean
}

/** What a bank's file is: its lines, or why there are none. */
export type Told = { readonly is: 'read'; readonly statement: Statement } | { readonly is: 'unknown'; readonly why: string }

/** What makes two lines one: the bank's own id on the account, or everything the line says. */
const identityOf = ({ account, day, cents, description, reference, bankId }: BankLine): string =>
  JSON.stringify(bankId === '' ? [account, day, cents, plain(description), plain(reference)] : [account, bankId])

const plain = (text: string): string => text.toUpperCase().replaceAll(/\s+/g, ' ').trim()

/** A line with what it is known by: `n` counts equal ones from 1. */
export type Counted = { readonly line: BankLine; readonly identity: string; readonly n: number; readonly isNew: boolean }

/**
 * Which lines of a file are new. Without ids of the bank, equal lines are counted: a file that has three of a kind brings one where two are known. With an
 * id the line is the same however often it stands there.
 */
export function counted(lines: readonly BankLine[], known: (identity: string) => number): Counted[] {
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const identity = identityOf(line)
    const n = line.bankId === '' ? (seen.get(identity) ?? 0) + 1 : 1
    const isNew = n > Math.max(known(identity), line.bankId === '' ? 0 : (seen.get(identity) ?? 0))
    seen.set(identity, n)
    return { line, identity, n, isNew }
  })
}
