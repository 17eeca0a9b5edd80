/* How a bench prints what it measured. Ratios of medians of one run are what counts: milliseconds are another machine's. */

/** The middle of several figures. */
export const median = (all: readonly number[]): number => at(all, 0.5)
/** What 19 of 20 do not exceed. */
export const p95 = (all: readonly number[]): number => at(all, 0.95)

const at = (all: readonly number[], part: number): number => {
  const sorted = [...all].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

export const print = (line: string): void => void process.stdout.write(`${line}\n`)

type Goal = { readonly says: string; readonly value: number; readonly most: number; readonly unit: string; readonly isMet: boolean }
const goals: Goal[] = []
const figures: Record<string, { readonly median: number; readonly p95: number; readonly runs: number }> = {}

/** Prints the figures of a series in a line and keeps them. @param unit of the figures, milliseconds by default */
export function series(name: string, all: readonly number[], unit = 'ms'): { readonly median: number; readonly p95: number } {
  const row = { median: median(all), p95: p95(all), runs: all.length }
  figures[name] = row
  const digits = row.median < 20 ? 2 : 0
  const show = (value: number): string => value.toFixed(digits).padStart(8)
  print(`  ${name.padEnd(58)} ${show(row.median)} ${unit} median, ${show(row.p95)} P95, ${all.length} runs`)
  return row
}

/** Holds a figure against a goal, and says so. */
export function goal(says: string, value: number, most: number, unit = '×'): void {
  const isMet = value <= most
  goals.push({ says, value, most, unit, isMet })
  print(`  ${isMet ? 'met   ' : 'MISSED'} ${says}: ${value.toFixed(unit === '×' ? 2 : 0)} ${unit}, goal at most ${most} ${unit}`)
}

/** How many goals were missed. */
export const missed = (): number => goals.filter((one) => !one.isMet).length

/** Everything that was measured, for a machine. */
export const asJson = (): string => JSON.stringify({ figures, goals }, undefined, 1)
