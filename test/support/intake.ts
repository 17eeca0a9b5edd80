import { lookInto, readTold } from '../../src-main/intake/reading/index.ts'
import type { Reading } from '../../src-main/intake/rules.ts'
import { day } from '../../src-shared/day.ts'

export const today = day('2026-11-19')
/** A practice whose clock shows UTC. */
export const local = (instant: string) => ({ day: day(instant.slice(0, 10)), time: instant.slice(11, 16) })

/** What is read of a file by what its heads say. */
export function readIntake(text: string): Reading {
  const told = lookInto(Buffer.from(text), local)
  if (told.is === 'unknown') throw new Error(told.why)
  return told.is === 'read' ? told.reading : readTold(told, told.heads.mapping, today)
}

export const csv = (...rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n')
