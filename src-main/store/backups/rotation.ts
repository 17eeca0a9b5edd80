/*
 * Which backups stay: those of the last two days, seven days, five weeks, twelve months, and always the two newest that were verified.
 */

export type Kept = { readonly name: string; /** An ISO instant. */ readonly at: string; readonly isVerified: boolean }

const DAILY = 7
const WEEKLY = 5
const MONTHLY = 12
const ALWAYS = 2
/** What was made by hand this morning must not go because an import made another; of a day with very many the newest stay. */
const RECENT_MS = 2 * 86_400_000
const RECENT = 12
/** A day's sitting makes a backup when the newest is older than this. */
const DUE_MS = 20 * 3600 * 1000

/** The number of the day since 1970 of an ISO instant. */
const dayOf = (at: string): number => Math.floor(Date.parse(at) / 86_400_000)
/** Weeks begin on Monday; 1970 began on a Thursday. */
const weekOf = (at: string): number => Math.floor((dayOf(at) + 3) / 7)
const monthOf = (at: string): string => at.slice(0, 7)

/**
 * The backups that may go. One that is not verified never counts as kept, and is let go only when two verified ones are newer than it; the two newest
 * verified always stay.
 */
export function surplus(backups: readonly Kept[]): string[] {
  const newestFirst = [...backups].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.name < b.name ? 1 : -1))
  const verified = newestFirst.filter((one) => one.isVerified)
  const newest = Date.parse(verified[0]?.at ?? '')
  const recent = verified.filter((one) => newest - Date.parse(one.at) <= RECENT_MS).slice(0, RECENT)
  const stays = new Set([...verified.slice(0, ALWAYS), ...recent].map((one) => one.name))
  for (const [places, periodOf] of [
    [DAILY, dayOf],
    [WEEKLY, weekOf],
    [MONTHLY, monthOf],
  ] as const)
    for (const one of newestOf(verified, places, periodOf)) stays.add(one.name)
  const second = verified[ALWAYS - 1]
  return newestFirst
    .filter((one) => (one.isVerified ? !stays.has(one.name) : second !== undefined && one.at < second.at))
    .map((one) => one.name)
}

/** The newest backup of each of the last `places` periods that have one. */
function newestOf(newestFirst: readonly Kept[], places: number, periodOf: (at: string) => number | string): Kept[] {
  const seen = new Map<number | string, Kept>()
  for (const one of newestFirst) if (!seen.has(periodOf(one.at)) && seen.size < places) seen.set(periodOf(one.at), one)
  return [...seen.values()]
}

/** Whether the first call of a day's sitting makes a backup: the newest verified one is older than 20 hours, lies in the future, or there is none. */
export function backupDue(backups: readonly Kept[], now: string): boolean {
  const newest = backups
    .filter((one) => one.isVerified)
    .map((one) => one.at)
    .sort()
    .at(-1)
  return newest === undefined || newest > now || Date.parse(now) - Date.parse(newest) > DUE_MS
}

const DAY_MS = 86_400_000

/** What needs a person, in sentences. */
export function warnings(facts: {
  readonly backups: readonly Kept[]
  readonly now: string
  readonly drill: { readonly at: string; readonly holds: boolean } | null
  /** The second folder: none chosen, there, or gone. */
  readonly second: 'none' | 'there' | 'gone'
}): string[] {
  const { backups, now, drill, second } = facts
  const older = (at: string, days: number): boolean => Date.parse(now) - Date.parse(at) > days * DAY_MS
  const newest = backups.filter((one) => one.isVerified).sort((a, b) => (a.at < b.at ? 1 : -1))[0]
  const first = backups.map((one) => one.at).sort()[0]
  return [
    ...(newest === undefined
      ? ['There is no verified backup yet.']
      : older(newest.at, 2)
        ? ['The newest backup is more than two days old.']
        : []),
    ...(backups.some((one) => !one.isVerified) ? ['A backup could not be verified, so it does not count.'] : []),
    ...(drill === null
      ? first !== undefined && older(first, 35)
        ? ['No backup was ever restored to try it.']
        : []
      : !drill.holds
        ? ['The last backup that was tried could not be restored.']
        : older(drill.at, 35)
          ? ['For more than 35 days no backup was restored to try it.']
          : []),
    ...(second === 'gone' ? ['The second folder cannot be reached, so there is only one copy of each backup.'] : []),
  ]
}
