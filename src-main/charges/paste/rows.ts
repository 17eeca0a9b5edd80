import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import { shownDay, type Day } from '../../../src-shared/day.ts'
import { NO_MONEY } from '../../../src-shared/money.ts'
import { codeBookOf, fullName, sessionsOn } from '../../practice/index.ts'
import type { CodeBook } from '../../codes/index.ts'
import type { Reading } from '../../store/index.ts'
import { drugsIn } from '../../../src-shared/typed-drug.ts'
import { minutesBetween } from '../rules.ts'
import { suggestAmong } from '../suggest.ts'
import { besideAmong, clashAmong, type Earlier } from './among.ts'
import { dayOf, minutesOf } from './cells.ts'
import type { Cells } from './heads.ts'
import { withoutLetters, type People, type Person } from './people.ts'
import { cannot, look, timeFlaws, timesOf, whatOf, type Flaw } from './what.ts'

type Row = Output<'charges.paste'>['rows'][number]
type Given = Pick<Argument<'charges.paste'>, 'day' | 'provider'>
type Patient = Person & { readonly born: Day | null }
type Session = ReturnType<typeof sessionsOn>[number]
type Known = { readonly patients: People<Patient>; readonly clinicians: People<Person> }

const asked = (patient: Patient): Row['offers'][number] => ({ id: patient.id, name: fullName(patient), born: patient.born })

/** The rows of one paste, read one after the other: a later one may be the same session as an earlier one. */
export class Sheet {
  readonly #db: Reading
  readonly #codes: CodeBook
  readonly #today: Day
  readonly #given: Given
  readonly #known: Known
  readonly #sessions = new Map<Day, Session[]>()
  /** Sessions that a row of this paste is of already, and the rows that were read before. */
  readonly #taken = new Set<number>()
  readonly #earlier: Earlier[] = []

  constructor(db: Reading, today: Day, given: Given, known: Known) {
    this.#db = db
    this.#codes = codeBookOf(db)
    this.#today = today
    this.#given = given
    this.#known = known
  }

  read(cells: Cells, n: number): Row {
    const day = cells.day === '' ? this.#given.day : dayOf(cells.day, this.#today)
    const who = this.#patient(cells)
    const clinician = this.#clinician(cells)
    const times = timesOf(cells)
    const session = this.#session(day, who.patient, clinician.provider, times.start)
    const what = whatOf(cells, day ?? this.#today, session, this.#codes)
    const row = {
      day: day ?? null,
      dayText: day === undefined ? cells.day : '',
      patient: who.patient ? asked(who.patient) : null,
      offers: who.offers.map(asked),
      patientText: textOfPatient(cells),
      appointment: session?.id ?? null,
      provider: clinician.provider ?? session?.provider ?? this.#given.provider,
      start: times.start ?? session?.start ?? cells.start,
      stop: times.stop ?? (times.start === undefined ? session?.stop : undefined) ?? cells.stop,
      ...what.fields,
    }
    const flaws = [
      ...(day === undefined ? [cannot('day', `“${cells.day}” is no day. Type it as 11/19/2026.`)] : []),
      ...(day !== undefined && day > this.#today ? [cannot('day', `${shownDay(day)} is still to come.`)] : []),
      ...who.flaws,
      ...clinician.flaws,
      ...(row.provider === null ? [cannot('provider', 'No clinician is named. Who held it?')] : []),
      ...timeFlaws(row, cells),
      ...what.flaws,
      ...(/no.?show|cancel|missed/i.test(cells.status) ? [cannot(null, `It says “${cells.status}”, so nothing is charged for it.`)] : []),
    ]
    if (session) this.#taken.add(session.id)
    return this.#graded(row, flaws, n)
  }

  #patient(cells: Cells): { readonly patient?: Patient; readonly offers: readonly Patient[]; readonly flaws: readonly Flaw[] } {
    const text = textOfPatient(cells)
    if (text === '') return { offers: [], flaws: [cannot('patient', 'No patient is named.')] }
    const named = this.#known.patients.named(text)
    const born = cells.born === '' ? undefined : dayOf(cells.born, this.#today)
    const fitting = born === undefined ? named : named.filter((one) => one.born === born)
    const [only, other] = fitting
    if (only && !other) return { patient: only, offers: [], flaws: [] }
    if (other) return { offers: fitting.slice(0, 3), flaws: [look('patient', `Several patients are named “${text}”. Which one?`)] }
    const offers = named.length > 0 ? named.slice(0, 3) : this.#known.patients.near(text)
    const [nearest] = offers
    if (!nearest) return { offers, flaws: [cannot('patient', `No patient named “${text}”.`)] }
    const why = named.length > 0 ? `No “${text}” was born ${cells.born}.` : `No patient named “${text}”.`
    return { offers, flaws: [look('patient', `${why} ${fullName(nearest)}?`)] }
  }

  #clinician(cells: Cells): { readonly provider?: number; readonly flaws: readonly Flaw[] } {
    if (cells.provider === '') return { flaws: [] }
    const [only, other] = this.#known.clinicians.named(withoutLetters(cells.provider))
    if (only && !other) return { provider: only.id, flaws: [] }
    const [near] = this.#known.clinicians.near(withoutLetters(cells.provider))
    if (near) return { provider: near.id, flaws: [look('provider', `No clinician named “${cells.provider}”. ${fullName(near)}?`)] }
    return { flaws: [cannot('provider', `No clinician named “${cells.provider}”.`)] }
  }

  /** The session that is booked and not charged: the one that begins nearest, within the hour; or the only one when no time is said. */
  #session(
    day: Day | undefined,
    patient: Patient | undefined,
    provider: number | undefined,
    start: string | undefined,
  ): Session | undefined {
    if (day === undefined || !patient) return undefined
    const known = this.#sessions.get(day) ?? sessionsOn(this.#db, day)
    this.#sessions.set(day, known)
    const open = known.filter(
      (one) =>
        one.patient === patient.id &&
        one.charge === null &&
        !this.#taken.has(one.id) &&
        (provider === undefined || one.provider === provider),
    )
    if (start === undefined) return open.length === 1 ? open[0] : undefined
    const apart = (one: Session): number => Math.abs((minutesBetween('00:00', one.start) ?? 0) - (minutesBetween('00:00', start) ?? 0))
    const [nearest] = open.filter((one) => apart(one) <= 60).toSorted((one, other) => apart(one) - apart(other))
    return nearest
  }

  #graded(
    row: Omit<Row, 'n' | 'grade' | 'words' | 'field' | 'minutes' | 'codes' | 'modifiers' | 'units' | 'place' | 'cents'>,
    flaws: readonly Flaw[],
    n: number,
  ): Row {
    const suggested = this.#suggested(row, flaws, n)
    const all = [...flaws, ...suggested.flaws]
    const first = all.find(({ grade }) => grade === 'cannot') ?? all[0]
    return {
      n,
      grade: first?.grade ?? 'ready',
      words: first?.words ?? suggested.words,
      field: first?.field ?? null,
      ...row,
      ...suggested.becomes,
    }
  }

  /** What the engine would make of the row, and what it would say. */
  #suggested(
    row: Pick<
      Row,
      | 'day'
      | 'patient'
      | 'provider'
      | 'start'
      | 'stop'
      | 'service'
      | 'mode'
      | 'code'
      | 'em'
      | 'diagnoses'
      | 'therapyMinutes'
      | 'interactive'
      | 'drugs'
    >,
    flaws: readonly Flaw[],
    n: number,
  ): {
    readonly flaws: readonly Flaw[]
    readonly words: string | null
    readonly becomes: Pick<Row, 'minutes' | 'codes' | 'modifiers' | 'units' | 'place' | 'cents'>
  } {
    const { day, patient, provider, start, stop } = row
    const nothing = { minutes: null, codes: '', modifiers: '', units: '', place: '', cents: NO_MONEY }
    if (flaws.some(({ grade }) => grade === 'cannot') || day === null || !patient || provider === null)
      return { flaws: [], words: null, becomes: nothing }
    const diagnoses = row.diagnoses.split(/[\s,;]+/).filter(Boolean)
    const drugs = drugsIn(row.drugs)
    const held = { day, patient: patient.id, provider, start, stop, service: row.service }
    const clash = clashAmong(held, this.#earlier)
    const { suggestion: made, conflicts } = suggestAmong(
      this.#db,
      {
        ...held,
        appointment: null,
        mode: row.mode,
        interactive: row.interactive,
        ...(row.code !== '' && { code: row.code }),
        ...(row.em !== '' && { em: row.em }),
        ...(row.therapyMinutes !== '' && { therapyMinutes: minutesOf(row.therapyMinutes) ?? 0 }),
        ...(diagnoses.length > 0 && { diagnoses: diagnoses.slice(0, 12) }),
        ...(drugs.length > 0 && { drugs: drugs.slice(0, 6) }),
      },
      clash?.isSame === true ? [] : besideAmong(held, this.#earlier),
    )
    if (clash?.isSame !== true) this.#earlier.push({ ...held, n, lines: made.lines })
    const [first] = made.lines
    const said = made.notice?.words ?? ''
    return {
      words: made.notice?.words ?? null,
      flaws: [
        ...(made.outcome === 'billed' && made.coverage === null
          ? [cannot('patient', `No coverage of this patient holds on ${shownDay(day)}.`)]
          : []),
        ...(made.asks === 'doubled' || /other session runs/.test(said) ? [look('start', said)] : []),
        ...(made.outcome === 'incomplete' && row.service === 'em-therapy' ? [cannot('therapyMinutes', said)] : []),
        ...(clash ? [clash.flaw] : []),
        ...conflicts.slice(0, 1).map(({ words }) => look('service', words)),
        ...(made.asks === 'unbillable' ? [look('service', said)] : []),
      ],
      becomes: {
        minutes: made.minutes,
        codes: made.lines.map(({ code }) => code).join(', '),
        modifiers: first?.modifiers.join(' ') ?? '',
        units: made.lines.map(({ units }) => units).join(', '),
        place: made.place,
        cents: made.cents,
      },
    }
  }
}

const textOfPatient = ({ patient, last, first }: Cells): string => (last !== '' ? [last, first].filter(Boolean).join(', ') : patient)
