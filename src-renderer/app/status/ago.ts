const time = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' })

/** An instant of today in milliseconds, as `1:12 PM`. */
export const timeWords = (at: number): string => time.format(at)

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long ago, as a person says it: `just now`, `20 min ago`, `2 h ago`, `3 days ago`. */
export function agoWords(at: number, now: number): string {
  const passed = Math.max(0, now - at)
  if (passed < minute) return 'just now'
  if (passed < hour) return `${Math.floor(passed / minute)} min ago`
  if (passed < day) return `${Math.floor(passed / hour)} h ago`
  const days = Math.floor(passed / day)
  return days === 1 ? '1 day ago' : `${days} days ago`
}
