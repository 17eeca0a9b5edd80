import { bandsOf, codeSession, minutesBetween, type Discipline, type PayerTime, type Service } from '../charges/index.ts'
import type { CodeBook } from '../codes/index.ts'
import { addDays, type Day } from '../../src-shared/day.ts'
import { counted } from '../../src-shared/number.ts'

/*
 * How sessions were coded: each against its minutes, each clinician against their own past and the practice. Pure: no store, no clock.
 * Sources: CPT time rule (psychotherapy, crisis, add-ons to E/M); the patterns are those payers' audits look for, with their usual limits.
 */

/** A billed session. `therapyMinutes` are those of the psychotherapy within an E/M session, where they were typed. */
export type CodedSession = {
  readonly charge: number
  readonly provider: number
  readonly patient: number
  readonly discipline: Discipline
  readonly day: Day
  readonly start: string
  readonly stop: string
  readonly minutes: number
  readonly service: Service
  readonly therapyMinutes: number | null
  readonly lines: Lines
  /** What its payer counts its own way. */
  readonly payer?: Partial<PayerTime>
  /** What codes are on its day, where files of the practice know it better than the tables that ship. */
  readonly codes?: CodeBook
}

export type Lines = readonly { readonly code: string; readonly units: number }[]

/** What minutes say of the codes of a session. `unheld` has no rule of minutes, or its minutes are not known. */
export type Held = {
  readonly is: 'fits' | 'over' | 'under' | 'missed' | 'unheld'
  /** The codes the minutes support; none where nothing of this service can be billed. */
  readonly supports: Lines
  readonly words: string
}

export const INDIVIDUAL = ['90832', '90834', '90837'] as const
export const LONG = '90837'

/** `90839, 90840 × 2` */
export const shownLines = (lines: Lines): string => lines.map(({ code, units }) => (units === 1 ? code : `${code} × ${units}`)).join(', ')

/** Holds the codes of a session against its minutes (CPT time rule; TD1, TD2 and missed add-ons). */
export function heldAgainstMinutes(session: CodedSession): Held {
  const { service, lines, payer, codes } = session
  const own = lines.filter(({ code }) => code !== '90785')
  const minutes = service === 'em-therapy' ? session.therapyMinutes : session.minutes
  const unheld: Held = { is: 'unheld', supports: [], words: '' }
  if (minutes === null || bandsOf(service, payer).length === 0) return unheld
  const em = own.find(({ code }) => code.startsWith('99'))?.code
  const supported = codeSession({
    day: session.day,
    service,
    minutes,
    discipline: session.discipline,
    interactive: false,
    ...(payer && { payer }),
    ...(codes && { codes }),
    ...(em !== undefined && { em }),
  })
  const supports = supported.lines.length === 0 ? 'no code of this service' : shownLines(supported.lines)
  const said = (is: Held['is'], words: string): Held => ({ is, supports: supported.lines, words })
  if (shownLines(own) === shownLines(supported.lines)) return said('fits', `${minutes} minutes support ${supports}.`)
  // A code of another service is not a matter of minutes.
  if (!own.some(({ code }) => rank(service, code) > 0 || supported.lines.some((line) => line.code === code))) return unheld
  const by = `${minutes} minutes support ${supports}, not ${shownLines(own)}.`
  const gap =
    own.map((line) => rank(service, line.code)).reduce(most, -1) - supported.lines.map(({ code }) => rank(service, code)).reduce(most, -1)
  if (gap > 0) return said('over', by)
  const units = (all: Lines): number => all.reduce((sum, line) => sum + line.units, 0)
  if (gap === 0 && units(own) > units(supported.lines)) return said('over', by)
  if (own.every((line) => supported.lines.some(({ code }) => code === line.code))) return said('missed', by)
  return said('under', by)
}

const most = (a: number, b: number): number => Math.max(a, b)
/** How far up the bands of its service a code stands; -1 for one that is none of them. */
const rank = (service: Service, code: string): number => bandsOf(service).findIndex((band) => band.code === code)

/** Below so many a share is said to nobody: it would be noise. */
const FEWEST = 20
/** Patterns of minutes are looked for from so many sessions on (TD3, TD5). */
const FEWEST_PATTERN = 30

export type Share = { readonly n: number; readonly of: number }
const part = ({ n, of }: Share): number => (of === 0 ? 0 : n / of)
const percent = (share: Share): string => `${Math.round(part(share) * 100)}%`

/** Sessions billed as 90837 among all individual psychotherapy. */
export function longShare(sessions: readonly CodedSession[]): Share {
  const has = (session: CodedSession, codes: readonly string[]): boolean => session.lines.some(({ code }) => codes.includes(code))
  const of = sessions.filter((one) => has(one, INDIVIDUAL))
  return { n: of.filter((one) => has(one, [LONG])).length, of: of.length }
}

export type Finding = {
  readonly id: 'over' | 'under' | 'missed' | 'share' | 'drift' | 'threshold' | 'same-length' | 'long-day' | 'overlap' | 'undocumented'
  readonly grade: 'stop' | 'look' | 'note'
  readonly words: string
  readonly source: string
  readonly charges: readonly number[]
}

type Fact = 'yes' | 'no' | 'unknown'
/** Facts of the record of a session, never its text. */
export type Documented = {
  readonly facts: Readonly<Record<'times' | 'modality' | 'location' | 'necessity' | 'plan', Fact>>
  /** What a crisis needs beside; null of any other session. */
  readonly crisis: Readonly<Record<'assessment' | 'resources' | 'intervention', Fact>> | null
  readonly signedOn: Day | null
}

/** A note signed later than this after the session is asked about (TD8). */
const SIGNED_WITHIN_DAYS = 7
const FACT_WORDS: Readonly<Record<keyof Documented['facts'], string>> = {
  times: 'start and stop',
  modality: 'how it was held',
  location: 'where the patient was',
  necessity: 'medical necessity',
  plan: 'a current plan',
}

/** The three that make it a crisis (CPT, psychotherapy for crisis). */
const CRISIS_WORDS: Readonly<Record<keyof NonNullable<Documented['crisis']>, string>> = {
  assessment: 'an urgent assessment with mental status',
  resources: 'the resources that were set in motion',
  intervention: 'therapy to lessen the trauma',
}

/** What is missing in the record of a session, or late, in a sentence; undefined when nothing is. @param sentOn the day its claim left */
export function documentationFinding({ facts, crisis, signedOn }: Documented, on: Day, sentOn: Day | null): string | undefined {
  const missing = Object.entries(FACT_WORDS).flatMap(([name, words]) => (facts[name as keyof typeof facts] === 'no' ? [words] : []))
  const late =
    signedOn === null
      ? undefined
      : signedOn > addDays(on, SIGNED_WITHIN_DAYS)
        ? `signed more than ${SIGNED_WITHIN_DAYS} days after the session`
        : sentOn !== null && signedOn > sentOn
          ? 'signed after the claim left'
          : undefined
  const urgent = Object.entries(CRISIS_WORDS).flatMap(([name, words]) => (crisis?.[name as keyof typeof crisis] === 'no' ? [words] : []))
  const parts = [
    ...(missing.length > 0 ? [`without ${missing.join(', ')}`] : []),
    ...(urgent.length > 0 ? [`without what makes it a crisis: ${urgent.join(', ')}`] : []),
    ...(late === undefined ? [] : [late]),
  ]
  return parts.length === 0 ? undefined : `The record is ${parts.join('; ')}.`
}

/** What the sessions of one clinician are held against. */
export type Beside = {
  /** The share of the same clinician in the days before, as many of them. */
  readonly before: Share
  /** The shares of 90837 of every clinician of the practice in the same days, this one among them. */
  readonly shares: readonly Share[]
}

/** Everything an auditor would ask about in one clinician's sessions, the gravest first. */
export function findingsOf(sessions: readonly CodedSession[], beside: Beside): readonly Finding[] {
  return [...byMinutes(sessions), ...byShare(sessions, beside), ...onThresholds(sessions), ...ofOneLength(sessions), ...byDays(sessions)]
}

const idsOf = (sessions: readonly CodedSession[]): readonly number[] => sessions.map(({ charge }) => charge)
const only = (finding: Finding): readonly Finding[] => (finding.charges.length === 0 ? [] : [finding])

function byMinutes(sessions: readonly CodedSession[]): readonly Finding[] {
  const held = sessions.map((session) => ({ session, is: heldAgainstMinutes(session).is }))
  const those = (is: Held['is']): readonly CodedSession[] => held.filter((one) => one.is === is).map(({ session }) => session)
  const [over, under, missed] = [those('over'), those('under'), those('missed')]
  const source = 'CPT time rule'
  return [
    ...only({
      id: 'over',
      grade: 'stop',
      words: `${counted(over.length, 'session')} billed above the minutes: correct the claim before a payer asks.`,
      source,
      charges: idsOf(over),
    }),
    ...only({
      id: 'missed',
      grade: 'look',
      words: `${counted(missed.length, 'session')} without an add-on that the minutes support.`,
      source,
      charges: idsOf(missed),
    }),
    ...only({
      id: 'under',
      grade: 'look',
      words: `${counted(under.length, 'session')} billed below the minutes.`,
      source,
      charges: idsOf(under),
    }),
  ]
}

/** Above this share of 90837 an audit is likelier (TD4). */
const HIGH_SHARE = 0.6
/** So far from their own past is a change, not chance. */
const DRIFT = 0.15
const FEWEST_CLINICIANS = 3

function byShare(sessions: readonly CodedSession[], { before, shares }: Beside): readonly Finding[] {
  const own = longShare(sessions)
  if (own.of < FEWEST) return []
  const long = sessions.filter(({ lines }) => lines.some(({ code }) => code === LONG))
  const limit = outerLimit(shares)
  const isFar = limit !== undefined && part(own) > limit
  const source = 'Payers’ audits of 90837'
  return [
    ...(part(own) > HIGH_SHARE || isFar
      ? [
          {
            id: 'share',
            grade: 'look',
            words: isFar
              ? `${percent(own)} of individual sessions are 90837, more than two deviations above the practice.`
              : `${percent(own)} of individual sessions are 90837; above 60% payers ask why.`,
            source,
            charges: idsOf(long),
          } as const,
        ]
      : []),
    ...(before.of >= FEWEST && Math.abs(part(own) - part(before)) >= DRIFT
      ? [
          {
            id: 'drift',
            grade: 'look',
            words: `90837 went from ${percent(before)} to ${percent(own)} of individual sessions.`,
            source,
            charges: idsOf(long),
          } as const,
        ]
      : []),
  ]
}

/** Mean and two standard deviations of the shares of a practice; undefined of too few clinicians. */
function outerLimit(shares: readonly Share[]): number | undefined {
  const parts = shares.filter(({ of }) => of >= FEWEST).map(part)
  if (parts.length < FEWEST_CLINICIANS) return undefined
  const mean = parts.reduce((sum, one) => sum + one, 0) / parts.length
  const spread = Math.sqrt(parts.reduce((sum, one) => sum + (one - mean) ** 2, 0) / parts.length)
  return mean + 2 * spread
}

/** More than this share of sessions on the first minute of a code is a pattern (TD3). */
const ON_THRESHOLD = 0.2

function onThresholds(sessions: readonly CodedSession[]): readonly Finding[] {
  const timed = sessions.filter(({ service }) => service !== 'em-therapy' && bandsOf(service).length > 0)
  const on = timed.filter(({ service, minutes, payer }) => bandsOf(service, payer).some(({ from }) => from > 0 && from === minutes))
  const share = { n: on.length, of: timed.length }
  if (share.of < FEWEST_PATTERN || part(share) <= ON_THRESHOLD) return []
  return [
    {
      id: 'threshold',
      grade: 'look',
      words: `${percent(share)} of timed sessions end on the very minute from which the code pays more.`,
      source: 'Audit pattern of minutes',
      charges: idsOf(on),
    },
  ]
}

/** So many of all sessions of one length look copied (TD5). Groups last as long as they are planned. */
const ONE_LENGTH = 0.9

function ofOneLength(sessions: readonly CodedSession[]): readonly Finding[] {
  const timed = sessions.filter(({ service }) => bandsOf(service).length > 0)
  if (timed.length < FEWEST_PATTERN) return []
  const same = groupsBy(timed, ({ minutes }) => minutes).reduce((a, b) => (b.length > a.length ? b : a))
  const length = same[0]?.minutes
  const share = { n: same.length, of: timed.length }
  if (part(share) < ONE_LENGTH) return []
  return [
    {
      id: 'same-length',
      grade: 'note',
      words: `${percent(share)} of timed sessions last exactly ${length} minutes. Times should be those of the clock.`,
      source: 'Audit pattern of minutes',
      charges: idsOf(same),
    },
  ]
}

/** Minutes with patients in a day from which one asks, and beyond which it cannot be (TD6). */
const LONG_DAY = 600
const IMPOSSIBLE_DAY = 720
const IN_GROUP: readonly string[] = ['group', 'multi-family']

type Span = { readonly session: CodedSession; readonly from: number; readonly to: number }

function byDays(sessions: readonly CodedSession[]): readonly Finding[] {
  const days = groupsBy(sessions, ({ day }) => day).map(spansOf)
  const long = days.filter((spans) => busyMinutes(spans) > LONG_DAY)
  const isImpossible = long.some((spans) => busyMinutes(spans) > IMPOSSIBLE_DAY)
  const clashing = days.flatMap(clashesIn)
  const source = 'Audit pattern of days'
  return [
    ...only({
      id: 'overlap',
      grade: 'stop',
      words: `${counted(clashing.length, 'session')} at the same time as another patient’s, outside of groups.`,
      source,
      charges: idsOf(clashing),
    }),
    ...only({
      id: 'long-day',
      grade: isImpossible ? 'stop' : 'look',
      words: `${counted(long.length, 'day')} with more than ${(isImpossible ? IMPOSSIBLE_DAY : LONG_DAY) / 60} hours of sessions.`,
      source,
      charges: long.flatMap((spans) => idsOf(spans.map(({ session }) => session))),
    }),
  ]
}

function spansOf(sessions: readonly CodedSession[]): readonly Span[] {
  return sessions
    .map((session) => {
      const from = minutesBetween('00:00', session.start) ?? 0
      return { session, from, to: from + session.minutes }
    })
    .toSorted((a, b) => a.from - b.from || a.to - b.to)
}

/** Minutes in which at least one session was held: a group of eight counts once. */
function busyMinutes(spans: readonly Span[]): number {
  let busy = 0
  let until = 0
  for (const { from, to } of spans) {
    busy += Math.max(0, to - Math.max(from, until))
    until = Math.max(until, to)
  }
  return busy
}

function clashesIn(spans: readonly Span[]): readonly CodedSession[] {
  const single = spans.filter(({ session }) => !IN_GROUP.includes(session.service))
  const clashes = (a: Span, b: Span): boolean => a.session.patient !== b.session.patient && a.from < b.to && b.from < a.to
  return single.filter((one) => single.some((other) => clashes(one, other))).map(({ session }) => session)
}

export function groupsBy<T, K>(all: readonly T[], keyOf: (one: T) => K): readonly (readonly T[])[] {
  const groups = new Map<K, T[]>()
  for (const one of all) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return [...groups.values()]
}
