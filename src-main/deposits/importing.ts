import { basename } from 'node:path'
import type { Argument, Output } from '../../src-shared/contract/index.ts'
import type { DepositPreview } from '../../src-shared/contract/deposits.ts'
import { sum } from '../../src-shared/money.ts'
import { keepFile, knownFile, refuse, sha256, type CommandWork, type QueryWork } from '../store/index.ts'
import { readStatement } from './reading/index.ts'
import { addFile, addLine, knownLines } from './records.ts'
import { counted, type Counted, type Statement } from './rules.ts'
import { tieCertain } from './tying.ts'

type Given = Argument<'deposits.import'>

/** What an account is called of which neither the file nor a person says anything. */
const ACCOUNT = 'Bank account'
/** A file that is opened by mistake may hold a million rows; so many of each verdict are shown. */
const MOST_SHOWN = 200

/** What a person must look at stands first. */
const SHOWN_ORDER = ['cannot', 'new', 'known'] as const

const NONE: Statement = { lines: [], unread: [], out: 0, saysAccount: true }

type Looked = { readonly why: string; readonly statement: Statement; readonly lines: readonly Counted[] }

function look({ db, clock }: QueryWork, bytes: Uint8Array, { account }: Given): Looked {
  const told = readStatement(bytes, account === '' ? ACCOUNT : account, clock.today())
  if (told.is === 'unknown') return { why: told.why, statement: NONE, lines: [] }
  return { why: '', statement: told.statement, lines: counted(told.statement.lines, (identity) => knownLines(db, identity)) }
}

const countsOf = ({ statement, lines }: Looked) => ({
  new: lines.filter(({ isNew }) => isNew).length,
  known: lines.filter(({ isNew }) => !isNew).length,
  cannot: statement.unread.length,
})

const daysOf = ({ statement }: Looked) => {
  const days = statement.lines.map(({ day }) => day).toSorted()
  return { from: days[0] ?? null, to: days.at(-1) ?? null }
}

/** What an import would bring, what a person must look at first. */
export function preview(work: QueryWork, bytes: Uint8Array, given: Given): DepositPreview {
  const looked = look(work, bytes, given)
  const { statement, lines, why } = looked
  const accounts = [...new Set(statement.lines.map(({ account }) => account))]
  const rows: DepositPreview['rows'] = [
    ...statement.unread.map(({ place, field, why: reason }) => ({
      place,
      verdict: 'cannot' as const,
      day: null,
      description: '',
      reference: '',
      cents: null,
      field,
      why: reason,
    })),
    ...lines.map(({ line: { place, day, description, reference, cents }, isNew }) => ({
      place,
      verdict: isNew ? ('new' as const) : ('known' as const),
      day,
      description,
      reference,
      cents,
      field: '',
      why: '',
    })),
  ]
  return {
    name: basename(given.path),
    why,
    account: accounts.join(', '),
    saysAccount: statement.saysAccount,
    counts: countsOf(looked),
    out: statement.out,
    cents: sum(lines.filter(({ isNew }) => isNew).map(({ line }) => line.cents)),
    ...daysOf(looked),
    rows: SHOWN_ORDER.flatMap((verdict) => rows.filter((row) => row.verdict === verdict).slice(0, MOST_SHOWN)),
  }
}

/** Brings what is new, and ties what is certain. @throws Trouble `deposits.unreadable` when nothing can be read */
export function bring(work: CommandWork, bytes: Uint8Array, given: Given): Output<'deposits.import'> {
  const looked = look(work, bytes, given)
  const { from, to } = daysOf(looked)
  if (from === null || to === null) {
    const first = looked.statement.unread[0]
    const where = first && `${first.place}, ${first.field}: ${first.why}`
    refuse('deposits.unreadable', { fix: looked.why || where || 'Export the deposits of the account as CSV, OFX or QFX.' })
  }
  const fresh = looked.lines.filter(({ isNew }) => isNew)
  if (fresh.length > 0) {
    const { db, clock, user } = work
    const name = basename(given.path).slice(0, 200)
    const at = clock.now()
    const kept =
      knownFile(db, 'in', sha256(bytes))?.id ?? keepFile(db, { direction: 'in', name, kind: 'bank file', bytes, at, status: 'taken' })
    const file = addFile(db, { file: kept, at, by: user.id, name, added: fresh.length, from_day: from, to_day: to })
    for (const one of fresh) addLine(db, file, one)
    work.announce('deposits')
    work.announce('work')
  }
  return { counts: countsOf(looked), tied: tieCertain(work) }
}
