import type { Argument, Name, NamesOf, Output, Topic } from '../../src-shared/contract/index.ts'
import type { User } from '../../src-shared/contract/access.ts'
import type { Day } from '../../src-shared/day.ts'
import type { Lists } from './lists/lists.ts'
import type { Reading, Sync, Writing } from './sql.ts'

/** Time, injected: instants in ISO, days in the practice's own calendar. Order never comes from it. */
export type Clock = { now(): string; today(): Day; /** HHMM */ time(): string }

/** Pages to print and how. */
export type PrintJob = { readonly html: string; readonly header?: string; readonly footer?: string }
/** Lays out pages and gives a PDF: the shell's hidden window, or the Electron runtime beside the command line. */
export type Printer = { print(job: PrintJob): Promise<Uint8Array> }

/**
 * What happened in a stage that stages downstream must answer in the same transaction. A stage never calls downstream; it says what happened, and
 * the engine asks those who listen.
 */
export type Happening =
  /** A billable charge was saved: it becomes a claim. */
  | { readonly is: 'charge-saved'; readonly charge: number }
  /** A charge was taken back: its claim, if it has one, must not have left. */
  | { readonly is: 'charge-withdrawn'; readonly charge: number; readonly again: boolean }
  /** Lines of a claim are about to bill nothing any more: taken back, put on another claim, or voided. */
  | { readonly is: 'lines-leave'; readonly claim: number; readonly lines: readonly number[] }
  /** A claim payment was posted to a claim; `reversal` when it takes an earlier one back. */
  | { readonly is: 'payment-posted'; readonly remitClaim: number; readonly claim: number; readonly reversal: boolean }
  /** A posted claim payment is about to be taken off its claim; `since` is the instant from which its effects date. */
  | { readonly is: 'payment-off'; readonly remitClaim: number; readonly claim: number; readonly since: string }
  /** A remittance was read, or a claim payment of it was matched by hand; nothing is posted yet. */
  | { readonly is: 'remittance-read'; readonly remittance: number }
  /** A file for a payer was written; `control` is the number of its interchange. */
  | {
      readonly is: 'file-written'
      readonly file: number
      readonly kind: string
      readonly payer: number
      readonly control: number
      /** The connection a person chose for it, in place of the payer's. */
      readonly connection?: number
    }
  /** Claims that left in a file left again another way; `staying` live in it still. */
  | { readonly is: 'file-left'; readonly file: number; readonly staying: number }
  /** A claim left in a batch. */
  | { readonly is: 'claim-sent'; readonly claim: number; readonly frequency: string }
  /** A claim stands elsewhere than before: held, answered, decided on, opened again. */
  | { readonly is: 'claim-moved'; readonly claim: number }
  /** A session was booked, cancelled, missed, or stands after all. */
  | { readonly is: 'session-changed'; readonly appointment: number; readonly patient: number }
  /** A patient was added or changed, with the coverages. */
  | { readonly is: 'patient-saved'; readonly patient: number }
  /** What a patient's services count against changed: an authorization was entered or changed, or one was chosen by hand. */
  | { readonly is: 'authorizations-changed'; readonly patient: number }
  /** Where a clinician, or the practice where none is named, is enrolled or licensed, or under whom, is said anew. */
  | { readonly is: 'credentials-changed'; readonly provider: number | null; readonly payers: readonly number[] }
  /** A second person said yes to what concerns no denial; `input` is the call that asked. */
  | { readonly is: 'approved'; readonly kind: 'patient-write-off' | 'refund'; readonly input: string }
  /** A denial ended, by a payment or by a person. */
  | { readonly is: 'denial-closed'; readonly denial: number }
  /** What may leave about a patient changed: an episode was marked or taken back, a consent given or ended. */
  | { readonly is: 'part2-changed'; readonly patient: number }
export type Listener = (work: CommandWork, happening: Happening) => void

/** What every handler knows. */
export type Sitting = { readonly clock: Clock; readonly user: User; readonly lists: Lists }
export type QueryWork = Sitting & { readonly db: Reading }
export type CommandWork = Sitting & {
  readonly db: Writing
  /** Tells windows, after the commit, what to look at again. */
  announce(topic: Topic, ids?: readonly number[]): void
  /** Tells stages downstream, now and in this transaction. */
  happened(what: Happening): void
  /** Leaves a word for the row of the audit log, one of ours and never a value: `alone`. */
  remark?(word: string): void
}
/** A task works in steps: reading and writing transactions with waiting between them, never inside. */
export type TaskWork = Sitting & {
  /** @param hides leaves patients of a substance-use program out, for what goes to somebody else */
  read<T>(body: (work: QueryWork) => Sync<T>, hides?: 'protected'): T
  write<T>(body: (work: CommandWork) => Sync<T>): T
  readonly printer: Printer
  readonly files: Files
  progress(done: number, total: number | null, words: string): void
  /** True once a person asked to stop; a task looks between steps. */
  stopped(): boolean
}
/** Files that a person chose. @throws Trouble `file.refused` for a path nobody chose, `file.missing`, `file.unwritable` */
export type Files = { read(path: string): Uint8Array; write(path: string, bytes: Uint8Array): void; namesIn(path: string): string[] }

export type Handler<N extends Name> =
  N extends NamesOf<'query'>
    ? (work: QueryWork, input: Argument<N>) => Output<N>
    : N extends NamesOf<'command'>
      ? (work: CommandWork, input: Argument<N>) => Output<N>
      : (work: TaskWork, input: Argument<N>) => Promise<Output<N>>

/** Calls of the store itself: they work with no store open, or open another. */
export type StoreName =
  | 'store.status'
  | 'store.users'
  | 'store.create'
  | 'store.open'
  | 'store.sample'
  | 'store.lock'
  | 'store.recover'
  | 'store.backups'
  | 'store.restore'
  | 'access.suggest'
/** Calls that work on the open store as a whole, its keys and its files; the engine's own. */
export type KeeperName =
  | 'store.resume'
  | 'access.confirm'
  | 'people.list'
  | 'people.add'
  | 'people.reset'
  | 'people.remove'
  | 'keys.passphrase'
  | 'keys.recovery'
  | 'keys.confirmRecovery'
  | 'keys.rotate'
  | 'backup.list'
  | 'backup.make'
  | 'backup.second'
  | 'backup.drill'
  | 'backup.preview'
  | 'backup.restore'
/** Calls of the stages, which need an open store. */
export type StageName = Exclude<Name, StoreName | KeeperName>
export type Handlers = { readonly [N in StageName]: Handler<N> }
