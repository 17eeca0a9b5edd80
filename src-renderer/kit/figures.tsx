import type { ReactNode } from 'react'
import { daysBetween, shownDay, type Day as DayValue } from '../../src-shared/day.ts'
import { wholeNumber } from '../../src-shared/number.ts'
import { columnMoney, isNone, sentenceMoney, type Cents } from '../../src-shared/money.ts'
import { seen } from '../../src-shared/seen.ts'

/**
 * An amount. In a column `1,234.50`; in a sentence, `inWords`, `$1,234.50`. Nothing happened is a dash; a sum of nothing is `0.00`, with `isSum`;
 * what nobody told us is said so.
 */
export function Money({
  cents,
  inWords = false,
  isSum = false,
}: {
  readonly cents: Cents | null | undefined
  readonly inWords?: boolean
  readonly isSum?: boolean
}): ReactNode {
  if (cents === null || cents === undefined) return <span className="third">not stated</span>
  if (inWords) return <span className="num">{sentenceMoney(cents)}</span>
  if (isNone(cents) && !isSum) return <span className="third">–</span>
  return <span className="num">{columnMoney(cents)}</span>
}

/** A rate in hundredths of a percent: `20%`, `12.5%`. */
export const rate = (perTenThousand: number): string => `${(perTenThousand / 100).toLocaleString('en-US')}%`

/** A date, always with its year. */
export function Day({ day }: { readonly day: DayValue | null | undefined }): ReactNode {
  if (day === null || day === undefined) return <span className="third">–</span>
  return <time dateTime={day}>{shownDay(day)}</time>
}

/** How long is left: `4 days`, `today`, `12 days late`. */
export const timeLeft = (today: DayValue, due: DayValue): TimeLeft => daysLeft(daysBetween(today, due))

type TimeLeft = { readonly words: string; readonly family: 'bad' | 'warn' | 'none' }

/** The same where the engine counted the days. */
export function daysLeft(days: number): TimeLeft {
  if (days < 0) return { words: days === -1 ? '1 day late' : `${-days} days late`, family: 'bad' }
  if (days === 0) return { words: 'today', family: 'bad' }
  return { words: days === 1 ? '1 day' : `${days} days`, family: days <= 7 ? 'bad' : days <= 30 ? 'warn' : 'none' }
}

const spoken = new Intl.DateTimeFormat('en-US', { month: '2-digit', day: '2-digit', year: 'numeric', hour: 'numeric', minute: '2-digit' })

/** An instant, as `11/19/2026, 1:02 PM`, by the clock of this machine. */
export function momentWords(at: string): string {
  const instant = new Date(at)
  return isNaN(instant.getTime()) ? at : spoken.format(instant)
}

export function Moment({ at }: { readonly at: string }): ReactNode {
  return <time dateTime={at}>{momentWords(at)}</time>
}

const KB = 1024

/** The size of a file: `840 KB`, `12.4 MB`. */
export const sizeWords = (bytes: number): string =>
  bytes < KB * KB
    ? `${Math.ceil(bytes / KB).toLocaleString('en-US')} KB`
    : `${(Math.round((bytes * 10) / KB / KB) / 10).toLocaleString('en-US')} MB`

export { counted } from '../../src-shared/number.ts'

const place = /^(\d{2}):(\d{2})/

/** `09:30` as `9:30 AM`. */
export function clock(time: string): string {
  const [, hour = '', minute = ''] = place.exec(time) ?? []
  if (hour === '') return time
  const isMorning = hour < '12'
  const shown = ((wholeNumber(hour) ?? 0) + 11) % 12
  return `${shown + 1}:${minute} ${isMorning ? 'AM' : 'PM'}`
}

const amounts = /([−-]?\$[\d,]+\.\d{2})/

/** A sentence of the engine's with its amounts in bold. */
export function Sentence({ text }: { readonly text: string }): ReactNode {
  return seen(text)
    .split(amounts)
    .map((part, n) => (n % 2 === 1 ? <b key={part + String(n)}>{part}</b> : part))
}
