import { TROUBLES, troubleOf, type Reason } from '../connections/rules.ts'

/*
 * The life of a file in the outbox: waiting → sending → sent → arrived; `reconcile` when nobody knows whether the other side has it, `failed` when a person
 * must do something about this one file. `withdrawn` is one whose claims took another way before it was known to be there.
 */

export type OutboxState = 'waiting' | 'sending' | 'sent' | 'arrived' | 'reconcile' | 'failed' | 'withdrawn'

/** What came of working a connection once. */
export type Round = { readonly name: string; sent: number; fetched: number; unsure: number; trouble: Reason | null }

/** `{kind}_{control}.837`, filled in. Letters, digits, dots, underscores and dashes alone, 128 of them at most. @param time `20261123093000` */
export function remoteName(
  naming: string,
  { name, control, kind, time }: { readonly name: string; readonly control: string; readonly kind: string; readonly time: string },
): string {
  const parts: Readonly<Record<string, string>> = { name, control, kind, time }
  const filled = naming.replaceAll(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? '')
  return filled
    .replaceAll(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^[.]+/, '')
    .slice(0, 128)
}

/** What a sending that was cut off by the end of the program is now: before the last step nothing can have arrived, after it nobody knows. */
export const afterCrash = (isCommitting: boolean): 'waiting' | 'reconcile' => (isCommitting ? 'reconcile' : 'waiting')

type Told = {
  readonly state: OutboxState
  readonly connection: string
  readonly tries: number
  readonly reason: string | null
  /** What the connection says of itself when it cannot be used now. */
  readonly held: { readonly words: string; readonly fix: string | null } | null
}

/** A file of the outbox in a sentence, and what a person is to do about it. */
export function outboxWords({ state, connection, tries, reason, held }: Told): { readonly words: string; readonly fix: string | null } {
  switch (state) {
    case 'waiting':
      return held
        ? { words: `It waits for ${connection}. ${held.words}`, fix: held.fix }
        : { words: `It goes to ${connection} with the next sending${tries > 0 ? `, try ${tries + 1}` : ''}.`, fix: null }
    case 'sending':
      return { words: `It is on its way to ${connection}.`, fix: null }
    case 'sent':
      return { words: `${connection} has it. An acknowledgment says next whether it can be read.`, fix: null }
    case 'arrived':
      return { words: `${connection} has it, and an answer came back.`, fix: null }
    case 'withdrawn':
      return { words: `It is not sent to ${connection} any more: its claims took another way.`, fix: null }
    case 'reconcile':
    case 'failed': {
      const { words, fix } = reason === null ? TROUBLES.unsure : troubleOf(reason)
      return { words, fix }
    }
  }
}
