import { addDays, addMonths, parseDay, typedDay, type Day } from '../../../src-shared/day.ts'
import { digits, wholeNumber } from '../../../src-shared/number.ts'
import { typedTime } from '../../../src-shared/times.ts'
import type { Service } from '../time/facts.ts'

/* What one cell says: a day, a time, minutes, a service, a way to hold it. Pure. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Day 1 of a spreadsheet's calendar is 1900-01-01, and it believes in a February 29 of 1900. */
const SERIAL_ZERO = '1899-12-30' as Day

/**
 * A day as a spreadsheet shows it: `11/19/2026`, `11/19/26`, `2026-11-19`, `Nov 19, 2026`, `Thu 11/19/2026`, with or without a time behind, or the plain
 * number of the day; `11/19` is the latest such day up to `today`.
 */
export function dayOf(text: string, today: Day): Day | undefined {
  const plain = text
    .replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+/i, '')
    .replace(/[T\s]+\d{1,2}:\d{2}.*$/, '')
    .trim()
  const named = /^([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i.exec(plain)
  if (named) return dayFrom(named[3], MONTHS.indexOf(named[1]?.toLowerCase() ?? '') + 1, named[2])
  const dashed = /^(\d{1,2})[-\s]([a-z]{3})[a-z]*[-\s](\d{4})$/i.exec(plain)
  if (dashed) return dayFrom(dashed[3], MONTHS.indexOf(dashed[2]?.toLowerCase() ?? '') + 1, dashed[1])
  if (/^\d{5}$/.test(plain)) return digits(plain) > 36_000 && digits(plain) < 73_000 ? addDays(SERIAL_ZERO, digits(plain)) : undefined
  const short = /^(\d{1,2})\/(\d{1,2})$/.exec(plain)
  if (!short) return typedDay(plain, addDays(today, 366))
  const ofThisYear = dayFrom(today.slice(0, 4), digits(short[1]), short[2])
  return ofThisYear === undefined || ofThisYear <= today ? ofThisYear : addMonths(ofThisYear, -12)
}

const dayFrom = (year: string | undefined, month: number, date: string | undefined): Day | undefined =>
  parseDay(`${year ?? ''}-${String(month).padStart(2, '0')}-${(date ?? '').padStart(2, '0')}`)

/** One time, `9:00 AM`, `9:00:00 AM`, `14:05`, `905`, also behind a day. @param after a stop is the next such time after it */
export function timeOf(text: string, after?: string): string | undefined {
  const plain = text
    .replace(/^.*\d[/-]\d{1,4}[T\s]+(?=\d{1,2}:)/, '')
    .replace(/^(\d{1,2}:\d{2}):\d{2}(?:\.\d+)?/, '$1')
    .replace(/\s*(Z|[A-Z]{2,3}T)$/, '')
  return typedTime(plain, after)
}

/** Start and stop in one cell: `9:00 AM - 9:55 AM`, `9:00–9:55`. */
export function spanOf(text: string): { readonly start: string; readonly stop: string } | undefined {
  const parts = text.split(/\s*(?:–|—|-|\bto\b)\s*/i)
  const [from = '', until = ''] = parts
  if (parts.length !== 2 || !/\d/.test(from)) return undefined
  const half = /([ap])\.?m?\.?$/i.exec(until)?.[1]
  // `9:00 - 9:55 AM` says the half of the day once, for both.
  const first = /[ap]\.?m?\.?$/i.test(from) || half === undefined ? timeOf(from) : nearestBefore(from, timeOf(until), half)
  const start = first ?? timeOf(from)
  const stop = start === undefined ? undefined : timeOf(until, start)
  return start !== undefined && stop !== undefined ? { start, stop } : undefined
}

/** `11:30 - 12:20 PM` began in the morning. */
function nearestBefore(from: string, stop: string | undefined, half: string): string | undefined {
  const same = timeOf(`${from}${half}`)
  return same !== undefined && stop !== undefined && same < stop ? same : timeOf(`${from}${half.toLowerCase() === 'p' ? 'a' : 'p'}`)
}

/** Minutes: `55`, `55 min`, `0:55`, `1 h 15 m`. */
export function minutesOf(text: string): number | undefined {
  const plain = text.toLowerCase().trim()
  const whole = /^(\d{1,3})(?:\.0+)?\s*(?:m|min|mins|minutes)?\.?$/.exec(plain)
  if (whole) return wholeNumber(whole[1] ?? '')
  const hours = /^(\d)(?::|\s*h(?:ours?|rs?)?\s*)(\d{1,2})?\s*(?:m|min|mins|minutes)?$/.exec(plain)
  return hours ? digits(hours[1]) * 60 + digits(hours[2]) : undefined
}

export type Mode = 'in-person' | 'video' | 'audio'
const MODES: readonly (readonly [RegExp, Mode])[] = [
  [/^(93|phone|telephone|audio|audio only|by phone|telephonic|call)$/, 'audio'],
  [/^(02|2|10|95|gt|video|telehealth|tele|telemedicine|virtual|online|zoom|remote|televideo|video visit|yes|y|true)$/, 'video'],
  [/^(11|office|in person|in-person|inperson|in office|face to face|clinic|no|n|false)$/, 'in-person'],
]
/** The way a session was held: a place of service, a modifier, or a word; undefined for the name of a house. */
export const modeOf = (text: string): Mode | undefined => MODES.find(([words]) => words.test(text.toLowerCase().trim()))?.[1]
/** A place of service that Parity does not charge at by itself. */
export const isOtherPlace = (text: string): boolean => /^\d{2}$/.test(text.trim()) && modeOf(text) === undefined

const SERVICES: readonly (readonly [RegExp, Service])[] = [
  [/inject|\bdepot\b|\blai\b|long.?acting/, 'injection'],
  [/multi.?family/, 'multi-family'],
  [/group/, 'group'],
  [/crisis/, 'crisis'],
  [/(family|couple|collateral).*(without|no|alone|not present)|without (the )?patient|parent session/, 'family-alone'],
  [/family|couple|conjoint/, 'family'],
  [/(e\/?m|med(ication)?|manage).*(therapy|add.?on)|therapy.*e\/?m/, 'em-therapy'],
  [/(medical|psychiatric|prescriber).*(eval|intake|assess)|eval.*(with )?medical/, 'evaluation-medical'],
  [/eval|intake|assessment|diagnostic|biopsychosocial/, 'evaluation'],
  [/^e\/?m$|med(ication)?s? ?(management|mgmt|check|follow)|office visit/, 'em'],
  [/individual|psychotherapy|therapy|session|counsel/, 'individual'],
]
/** The service that words name; undefined when they name none of ours. */
export const serviceOf = (text: string): Service | undefined => SERVICES.find(([words]) => words.test(text.toLowerCase()))?.[1]

const SERVICE_OF_CODE: Readonly<Record<string, Service>> = {
  '90832': 'individual',
  '90834': 'individual',
  '90837': 'individual',
  '90833': 'em-therapy',
  '90836': 'em-therapy',
  '90838': 'em-therapy',
  '90791': 'evaluation',
  '90792': 'evaluation-medical',
  '90839': 'crisis',
  '90840': 'crisis',
  '90847': 'family',
  '90846': 'family-alone',
  '90853': 'group',
  '90849': 'multi-family',
}
const BESIDE_EM: Readonly<Record<string, string>> = { '90832': '90833', '90834': '90836', '90837': '90838' }
export type Coded = { readonly service?: Service; readonly code: string; readonly em: string; readonly interactive: boolean }

const isLevel = (code: string): boolean => /^99(20[2-5]|21[1-5])$/.test(code)

/** The codes that a cell names, `90837`, `99214, 90833`, `90837 - Psychotherapy 60`, and what was held by them. */
export function codesOf(text: string): readonly string[] {
  return text.toUpperCase().match(/\b[0-9A-Z]\d{4}\b/g) ?? []
}

/** What a session was, by its codes. Only a code whose length of session is its own is held against the minutes. */
export function codedAs(codes: readonly string[]): Coded {
  const em = codes.find(isLevel) ?? ''
  const rest = codes.filter((code) => !isLevel(code) && code !== '90785' && code !== '90840')
  const [main] = rest
  // Therapy beside a level is the add-on to it (CPT).
  const code = (em !== '' && main !== undefined ? BESIDE_EM[main] : undefined) ?? main
  const service = code === undefined ? (em === '' ? undefined : 'em') : SERVICE_OF_CODE[code]
  return { ...(service && { service }), code: code ?? '', em, interactive: codes.includes('90785') }
}
