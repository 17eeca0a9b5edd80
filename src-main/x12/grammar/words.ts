import type { Coded, Table } from '../../codes/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import type { Cents } from '../../../src-shared/money.ts'
import { digits } from '../../../src-shared/number.ts'

/*
 * The words in which a transaction set is described. A description is data; reading, writing, checking, printing, explaining and making examples
 * are separate interpreters of it (read.ts, write.ts, check.ts, print.ts, generate.ts, ../explain.ts), so that they cannot disagree.
 */

/** What an element holds. `T` is the type of its value in TypeScript and exists for the compiler only. */
export type ElementType<T = unknown> = (
  | { readonly is: 'text'; readonly min: number; readonly max: number; readonly id: boolean; readonly list?: OutsideList }
  | { readonly is: 'code'; readonly codes: readonly string[]; readonly words?: Readonly<Record<string, string>> }
  | { readonly is: 'money' }
  | { readonly is: 'decimal'; readonly max: number }
  | { readonly is: 'whole'; readonly max: number }
  | { readonly is: 'day' }
  | { readonly is: 'time' }
  | { readonly is: 'period' }
  | { readonly is: 'composite'; readonly parts: readonly Element[] }
  | { readonly is: 'repeat'; readonly of: ElementType; readonly max: number }
) & { readonly value?: T }

/**
 * A list kept outside the guide. Such lists change three times a year and payers are ahead of them, so a code that is not in it is read like any
 * other; when the list is `whole`, a reader mentions it.
 */
export type OutsideList = { readonly table: Table<Coded>; readonly whole: boolean }

/**
 * One place of a segment, or with `times` a run of like places that becomes a list (the triplets of CAS, the codes of HI).
 * usage: R required, S situational, N not used, C computed (written by counting, checked on reading, absent from the value).
 */
export type Element<N extends string = string, U extends Usage = Usage, T = unknown> = {
  readonly name: N
  readonly usage: U
  readonly type: ElementType<T>
  /** How many places it covers; a `period` covers format and value. */
  readonly places: number
  readonly list?: { readonly of: readonly Element[] | ElementType; readonly times: number }
  readonly counts?: Counted
  /** The situation in which a situational element is sent, in our words; for the printed guide. */
  readonly when?: string
}
export type Usage = 'R' | 'S' | 'N' | 'C'
/** What a computed element counts: HL01, HL02, HL04, or the lines of a claim (LX01). */
export type Counted = 'level' | 'parent' | 'children' | 'line'

type Value<E> = E extends Element<string, Usage, infer T> ? T : never

/** The object that a list of elements becomes: required ones are there, situational ones may be, unused and computed ones are not. */
export type Fields<E extends readonly Element[]> = {
  [X in E[number] as X extends Element<infer N, 'R', unknown> ? N : never]: Value<X>
} & {
  [X in E[number] as X extends Element<infer N, 'S', unknown> ? N : never]?: Value<X>
}

/** A date or a span of dates, as DTP02 and DTP03 have it: D8 when there is no `to`, RD8 when there is. */
export type Period = { readonly from: Day; readonly to?: Day }

export const an = (min: number, max: number): ElementType<string> => ({ is: 'text', min, max, id: false })
/** An identifier of the other side or of an outside list: kept byte for byte. */
export const id = (min: number, max: number): ElementType<string> => ({ is: 'text', min, max, id: true })
export const code = <const C extends string>(...codes: readonly C[]): ElementType<C> => ({ is: 'code', codes }) as ElementType<C>
/** The codes of this place with what each means, in words of our own: `coded({ A: 'assigned', C: 'not assigned' })`. */
export const coded = <const W extends Readonly<Record<string, string>>>(words: W): ElementType<keyof W & string> =>
  ({ is: 'code', codes: Object.keys(words), words }) as unknown as ElementType<keyof W & string>
/** A code of a list outside the guide, or one that many places share: its words come from the table, and no code is refused. */
export const listed = (table: Table<Coded>, min: number, max: number, kept: 'in part' | 'whole' = 'in part'): ElementType<string> => ({
  is: 'text',
  min,
  max,
  id: true,
  list: { table, whole: kept === 'whole' },
})
export const money: ElementType<Cents> = { is: 'money' }
/** A quantity or rate, type R. @param max digits, point and minus not counted */
export const decimal = (max = 15): ElementType<number> => ({ is: 'decimal', max })
/** Type N0. */
export const whole = (max: number): ElementType<number> => ({ is: 'whole', max })
/** CCYYMMDD */
export const day: ElementType<Day> = { is: 'day' }
/** HHMM, HHMMSS or with fractions; kept as written. */
export const time: ElementType<string> = { is: 'time' }
export const composite = <const E extends readonly Element[]>(...parts: E): ElementType<Fields<E>> =>
  ({ is: 'composite', parts }) as ElementType<Fields<E>>
export const repeated = <T>(of: ElementType<T>, max: number): ElementType<readonly T[]> =>
  ({ is: 'repeat', of, max }) as ElementType<readonly T[]>

export const req = <const N extends string, T>(name: N, type: ElementType<T>): Element<N, 'R', T> => ({
  name,
  usage: 'R',
  type,
  places: placesOf(type),
})
export const opt = <const N extends string, T>(name: N, type: ElementType<T>, situation?: string): Element<N, 'S', T> => ({
  name,
  usage: 'S',
  type,
  places: placesOf(type),
  ...(situation !== undefined && { when: situation }),
})
/** A place the guide does not use, or several. */
export const gap = (places = 1): Element<'', 'N', never> => ({ name: '', usage: 'N', type: an(0, 999) as ElementType<never>, places })
/** Format and value of a date: `D8` with a day, `RD8` with two. */
export const period: ElementType<Period> = { is: 'period' }
/** A run of like groups of places as a list: `list('adjustments', 6, req('reason', …), req('amount', money), opt('quantity', …))`. The first is required when `usage` is R. */
export const list = <const N extends string, const E extends readonly Element[], const U extends 'R' | 'S' = 'R'>(
  name: N,
  times: number,
  of: E,
  usage?: U,
): Element<N, U, readonly Fields<E>[]> => ({
  name,
  usage: (usage ?? 'R') as U,
  type: an(0, 0) as unknown as ElementType<readonly Fields<E>[]>,
  places: times * of.reduce((places, one) => places + one.places, 0),
  list: { of, times },
})

/** A run of places that hold one element each, as a list of their values: the codes of HI. */
export const row = <const N extends string, T, const U extends 'R' | 'S' = 'R'>(
  name: N,
  times: number,
  of: ElementType<T>,
  usage?: U,
): Element<N, U, readonly T[]> => ({
  name,
  usage: (usage ?? 'R') as U,
  type: an(0, 0) as unknown as ElementType<readonly T[]>,
  places: times,
  list: { of, times },
})
/** A place whose value is counted: it is not in the value, is written by counting and checked on reading. */
export const counted = (counts: Counted): Element<'', 'C', never> => ({
  name: '',
  usage: 'C',
  type: whole(12) as ElementType<never>,
  places: 1,
  counts,
})

const placesOf = (type: ElementType): number => (type.is === 'period' ? 2 : 1)

/** A syntax note of the dictionary over places: P all or none, R at least one, E at most one, C the first requires the others, L the first requires one of the others. */
export type SyntaxNote = { readonly kind: 'P' | 'R' | 'E' | 'C' | 'L'; readonly places: readonly number[] }

/** A segment. Its value carries `at`, the ordinal in the file of the segment it was read from; a writer ignores it. */
export type Segment<T = unknown> = {
  readonly is: 'segment'
  readonly id: string
  readonly title: string
  readonly elements: readonly Element[]
  readonly notes: readonly SyntaxNote[]
  /** Qualifiers that must stand for the segment to match at its place in the guide. */
  readonly pins: readonly Pin[]
  readonly value?: T
}
/** A qualifier: element, component of a composite (from 1), the codes that fit; with a name, one single code is no part of the value. */
export type Pin = { readonly element: number; readonly component?: number; readonly codes: readonly string[]; readonly name?: string }
type At = { readonly at?: number }

export const segment = <const E extends readonly Element[]>(segmentId: string, title: string, ...elements: E): Segment<Fields<E> & At> => ({
  is: 'segment',
  id: segmentId,
  title,
  elements,
  notes: [],
  pins: [],
})

/** The same segment with syntax notes, written as the dictionary does: `P0304`, `C0306`, `R0102`. */
export const noting = <T>(of: Segment<T>, ...notes: readonly string[]): Segment<T> => ({
  ...of,
  notes: notes.map((note) => ({
    kind: note.charAt(0) as SyntaxNote['kind'],
    places: [...note.slice(1).matchAll(/\d\d/g)].map(([text]) => digits(text)),
  })),
})

/**
 * The same segment under a name for this place of the guide, with qualifiers pinned. A qualifier pinned to one code leaves the value and is
 * written by itself; one pinned to several narrows to them.
 */
export const when = <T, const P extends { readonly [K in keyof T]?: T[K] | readonly T[K][] }>(
  of: Segment<T>,
  pinned: P,
  title = of.title,
): Segment<Pinned<T, P>> =>
  ({
    ...of,
    title,
    pins: [
      ...of.pins,
      ...Object.entries(pinned).map(([name, codes]) => ({
        element: placeOf(of, name),
        codes: (Array.isArray(codes) ? codes : [codes]) as string[],
        name,
      })),
    ],
  }) as unknown as Segment<Pinned<T, P>>

/** The same segment where a component of a composite tells it from others of its kind (HI01-1). The component stays in the value. */
export const where = <T>(of: Segment<T>, element: number, component: number, codes: readonly string[], title = of.title): Segment<T> => ({
  ...of,
  title,
  pins: [...of.pins, { element, component, codes }],
})

function placeOf(of: Segment, name: string): number {
  let place = 1
  for (const element of of.elements) {
    if (element.name === name) return place
    place += element.places
  }
  throw new Error(`${of.id} has no element named ${name}`)
}

type Pinned<T, P> = Omit<T, keyof P> & {
  [K in keyof P as P[K] extends readonly unknown[] ? K : never]: P[K] extends readonly (infer C)[] ? C : never
}

/** A loop: slots in the order of the guide. Its value carries `span`, the ordinals in the file of its first and last segment. */
export type Loop<T = unknown> = {
  readonly is: 'loop'
  readonly id: string
  readonly title: string
  readonly slots: readonly Slot[]
  readonly value?: T
}
export type Slot<N extends string = string, C extends Count = Count, T = unknown> = {
  readonly name: N
  readonly count: C
  readonly max: number
  readonly of: Segment<T> | Loop<T>
  /** The situation in which a part that may be absent is sent, in our words; for the printed guide. */
  readonly when?: string
}
export type Count = 'one' | 'maybe' | 'many' | 'some'

type Part<T> = Segment<T> | Loop<T>
type Place<C extends Count, T> = { readonly count: C; readonly max: number; readonly of: Part<T>; readonly when?: string }
const place = <C extends Count, T>(count: C, max: number, of: Part<T>, situation?: string): Place<C, T> => ({
  count,
  max,
  of,
  ...(situation !== undefined && { when: situation }),
})

/** Exactly one. */
export const one = <T>(of: Part<T>): Place<'one', T> => place('one', 1, of)
/** None or one. @param situation when it is sent, in our words */
export const maybe = <T>(of: Part<T>, situation?: string): Place<'maybe', T> => place('maybe', 1, of, situation)
/** Any number up to `max`; read as a list. @param situation when it is sent, in our words */
export const many = <T>(of: Part<T>, max = Infinity, situation?: string): Place<'many', T> => place('many', max, of, situation)
/** At least one, up to `max`; read as a list. */
export const some = <T>(of: Part<T>, max = Infinity): Place<'some', T> => place('some', max, of)

type Places = Readonly<Record<string, Place<Count, unknown>>>
export type LoopValue<S extends Readonly<Record<string, Place<Count, unknown>>>> = {
  [N in keyof S as S[N] extends Place<'one' | 'some', unknown> ? N : never]: PlaceValue<S[N]>
} & { [N in keyof S as S[N] extends Place<'maybe' | 'many', unknown> ? N : never]?: PlaceValue<S[N]> } & {
  readonly span?: readonly [from: number, to: number]
}
type PlaceValue<P> = P extends Place<'one' | 'maybe', infer T> ? T : P extends Place<'some' | 'many', infer T> ? readonly T[] : never

export const loop = <const S extends Places>(loopId: string, title: string, slots: S): Loop<LoopValue<S>> => ({
  is: 'loop',
  id: loopId,
  title,
  slots: Object.entries(slots).map(([name, place]) => ({ name, ...place })) as unknown as readonly Slot[],
})

/** The TypeScript type of what a description describes. */
export type Infer<P> = P extends Segment<infer T> ? T : P extends Loop<infer T> ? T : P extends TransactionSet<infer T> ? T : never

/**
 * What a rule makes of one loop: it holds (`true`, or no breach), cannot be judged because the file does not state what it needs (`undefined`),
 * or is broken.
 */
export type Verdict = true | undefined | Breach | readonly Breach[]
/** Where a rule is broken: the value of a segment or loop, or none for the loop judged; `off` is by how much an amount is off. */
export type Breach = { readonly of?: object; readonly off?: Cents }
/** The value of the loop of this description around the one that is judged. */
export type Around = <T>(loop: Loop<T>) => T | undefined

/** A situational or balancing rule over each loop of one description. It is judged when the loop ends, so that a file of any length can be checked. */
export type Rule = {
  readonly id: string
  readonly says: string
  readonly of: Loop
  /** Broken, it keeps a value from being written and from being taken over without a person. */
  readonly grave: boolean
  readonly balance: boolean
  readonly judge: (value: never, around: Around, total: number | undefined) => Verdict
  /** What is added up over the loops of another description within the judged one; undefined when one of them does not state it. */
  readonly total?: { readonly each: Loop; readonly add: (value: never) => number }
  /** Changes a made-up value so that the rule holds; for {@link generate} only. */
  readonly mend?: (value: never, around: Around) => void
}

/** A value that may be changed, for mending. */
export type Draft<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer E)[]
    ? Draft<E>[]
    : T extends object
      ? { -readonly [K in keyof T]: Draft<T[K]> }
      : T

type Extras<T> = {
  /** `doubtful`: said, but nothing is stopped by it. */
  readonly grade?: 'grave' | 'doubtful'
  readonly mend?: (value: Draft<T>, around: Around) => void
}

/** A rule over each loop of one description. Ids that begin with `BAL.` are of amounts that must add up. */
export const rule = <T>(
  of: Loop<T>,
  ruleId: string,
  says: string,
  judge: (value: T, around: Around) => Verdict,
  { grade = 'grave', mend }: Extras<T> = {},
): Rule => ({
  id: ruleId,
  says,
  of: of as Loop,
  grave: grade === 'grave',
  balance: ruleId.startsWith('BAL.'),
  judge: judge as unknown as Rule['judge'],
  ...(mend && { mend: mend as unknown as NonNullable<Rule['mend']> }),
})

/** A rule that needs a sum over loops further down, as the payment needs its claims. They may be gone from memory when it is judged. */
export const totalRule = <T, U>(
  of: Loop<T>,
  ruleId: string,
  says: string,
  total: { readonly each: Loop<U>; readonly add: (value: U) => number },
  judge: (value: T, total: number | undefined, around: Around) => Verdict,
  extras: Extras<T> = {},
): Rule => ({
  ...rule<T>(of, ruleId, says, () => undefined, extras),
  judge: ((value: T, around: Around, sum: number | undefined) => judge(value, sum, around)) as unknown as Rule['judge'],
  total: { each: total.each as Loop, add: total.add as unknown as (value: never) => number },
})

export type TransactionSet<T = unknown> = {
  readonly is: 'set'
  readonly id: string
  /** What a person calls it on the command line and in the printed guide: `837P`, `278 response`. */
  readonly name: string
  /** GS01. */
  readonly functional: string
  /** What Parity writes as GS08 and ST03. */
  readonly guide: string
  /** What it reads. */
  readonly guides: readonly string[]
  /** Earlier versions that are close enough to be read by this description, with a warning. */
  readonly older?: readonly string[]
  /** The 835 guide does not use ST03. */
  readonly namesGuide: boolean
  /** Two transactions of one guide are told apart by an element of their BHT, as are two guides when the file names none. */
  readonly told?: { readonly element: number; readonly codes: readonly string[] }
  readonly title: string
  readonly body: Loop<T>
  /** The loops a long file is read by, one after the other: the claim, the claim payment. */
  readonly units: readonly Loop[]
  readonly rules: readonly Rule[]
  /** Read only: nobody sends it any more. */
  readonly readOnly?: boolean
}
