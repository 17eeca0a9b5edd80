import { addDays, daysBetween, instantAt, spokenDay, weekday, type Day } from '../../src-shared/day.ts'
import type { Argument } from '../../src-shared/contract/index.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { handlers as appeals } from '../appeals/index.ts'
import { handlers as charges } from '../charges/index.ts'
import { handlers as claims, markSilent, sendClaims } from '../claims/index.ts'
import { handlers as denials } from '../denials/index.ts'
import { askPayers, handlers as eligibility } from '../eligibility/index.ts'
import { takeFile } from '../exchange/index.ts'
import { handlers as practice, newPractice, rateHandlers } from '../practice/index.ts'
import { fileBytes, Lists, type Book, type Clock, type CommandWork } from '../store/index.ts'
import {
  acceptSyntax,
  acknowledgeClaims,
  answerEligibility,
  chance,
  decide,
  grant,
  misnumbered,
  payClaims,
  payerNumber,
  readClaims,
  unbalanced,
  type Accumulated,
  type Chance,
  type Decision,
  type Drawing,
  type Plan,
} from '../practice-payer/index.ts'
import {
  CLINICIANS,
  FEES,
  inventPatient,
  npiOf,
  payerName,
  PAYERS,
  PRACTICE,
  rateOf,
  SAMPLE_USER,
  type SamplePatient,
  type SamplePayer,
} from './people.ts'
import { agree } from './agreed.ts'
import { enroll, setLimits, unsettle } from './program.ts'
import { MONTHS_BACK, schedule, workday, type SampleSession } from './schedule.ts'

const PATIENTS = 400
/** Days lived in one transaction: the store is built aside and renamed when it is whole, so nothing is lost by long ones. */
const STRIDE = 21
/** At in {@link PAYERS}. */
const SILENT_PAYER = 6
/** Who carries mental health for some plans of Summit Ridge. */
const HARBORLINE = { name: 'Harborline Behavioral', id: 'HBH01' }
/** Where a payer has decided, so that a claim may be replaced. */
const DECIDED: readonly string[] = ['denied', 'partly-paid', 'short', 'with-patient']
/** What a biller of the sample practice writes where a letter asks for the reason. */
const REASON = 'Your provider line confirmed on the day before the session that nothing more was needed, reference C-884120.'
/** The same invented practice every time, laid up to today. */
const SEED = 20_251_119

export type SampleContext = {
  readonly today: Day
  readonly commandWork: (parts: Omit<CommandWork, 'happened'>) => CommandWork
  readonly progress: (done: number, total: number | null, words: string) => void
}

/**
 * Fills a new store with the sample practice by living through its eighteen months: sessions are charged, claims sent as 837P, the practice payers
 * read the files and answer with 999, 277CA and 835, the answers are imported and posted, denials are worked. Nothing is written past the rooms' doors.
 */
export function fillSample(book: Book, context: SampleContext): void {
  new SampleYear(book, context).live()
}

/** What an office mends: a header that became five codes is coded out, and of two that exclude each other the first stays. */
function mended(codes: readonly string[]): string[] {
  const whole = codes.map((code) => (code === 'F50.2' ? 'F50.20' : code))
  return whole.filter((code, at) => at === 0 || !/^F3[23]/.test(code) || !whole.slice(0, at).some((one) => /^F3[23]/.test(one)))
}

const drawingOf = (payer: SamplePayer): Drawing => ({
  rateOf: (code) => rateOf(payer, code),
  coinsurance: payer.coinsurance,
  sequestration: payer.payer.kind === 'medicare' ? 200 : 0,
  needsAuthorizationAfter: payer.needsAuthorizationAfter,
  paysShort: payer.payer.ediId === 'NLHP1',
})

class SampleYear {
  readonly #book: Book
  readonly #context: SampleContext
  readonly #chance: Chance = chance(SEED)
  readonly #lists = new Lists()
  readonly #clock: Clock & { day: Day; hour: string }
  readonly #members = new Map<string, Accumulated & { year: string }>()
  readonly #plans = new Map<string, Plan>()
  /** Decisions by payer that wait for its next payment. */
  readonly #waiting = new Map<string, { decision: Decision; readyOn: Day; instead?: Decision }[]>()
  /** What was decided of each claim number. */
  readonly #decided = new Map<string, { decision: Decision; payerAt: number }>()
  #patients: { sample: SamplePatient; id: number }[] = []
  #providers: number[] = []
  #payers: number[] = []
  #controls = 1000
  #payerNumbers = 0
  #freshPayments = 0

  constructor(book: Book, context: SampleContext) {
    this.#book = book
    this.#context = context
    const clock = { day: addDays(context.today, -600), hour: '0900' }
    this.#clock = Object.assign(clock, {
      now: () => instantAt(clock.day, clock.hour),
      today: () => clock.day,
      time: () => clock.hour,
    })
  }

  live(): void {
    const { today } = this.#context
    this.#step((work) => this.#setUp(work))
    const sessions = schedule(
      this.#chance,
      this.#patients.map((one) => one.sample),
      today,
    )
    const first = sessions[0]?.day ?? today
    const total = daysBetween(first, today)
    let at = 0
    for (let start = first; start <= today; start = addDays(start, STRIDE)) {
      this.#context.progress(daysBetween(first, start), total, `Living through ${spokenDay(start).replace(/ \d+,/, '')}`)
      this.#step((work) => {
        for (let day = start; day <= today && day < addDays(start, STRIDE); day = addDays(day, 1)) {
          this.#clock.day = day
          const own: SampleSession[] = []
          for (let session = sessions[at]; session?.day === day; session = sessions[++at]) own.push(session)
          this.#day(work, day, own)
        }
      })
    }
    this.#step((work) => this.#ahead(work, sessions.slice(at)))
    this.#lists.changed()
    this.#step((work) => agree(work, this.#patients, today))
    this.#lists.changed()
    this.#step((work) => unsettle(work, this.#patients, today))
  }

  #step(body: (work: CommandWork) => void): void {
    const user = { id: 1, name: SAMPLE_USER, role: 'owner' as const, part2: true, provider: null }
    this.#book.write<unknown>((db) =>
      body(this.#context.commandWork({ db, clock: this.#clock, user, lists: this.#lists, announce: () => undefined })),
    )
  }

  #setUp(work: CommandWork): void {
    const { today } = this.#context
    const begins = addDays(today, -Math.round((MONTHS_BACK + 2) * 30.4))
    newPractice(work.db, PRACTICE, true)
    setLimits(work)
    for (const [code, fee] of Object.entries(FEES))
      practice['fees.save'](work, { code, modifiers: [], credential: '', provider: null, starts: begins, cents: cents(fee) })
    this.#providers = CLINICIANS.map(
      (one, n) => practice['providers.save'](work, { id: null, ...one, npi: npiOf(n + 1), isActive: true }).id,
    )
    this.#payers = PAYERS.map((one) => practice['payers.save'](work, one.payer).id)
    PAYERS.forEach((one, n) => {
      for (const code of Object.keys(FEES))
        rateHandlers['rates.save'](work, { payer: this.#payers[n] ?? 0, code, starts: begins, cents: rateOf(one, code) })
    })
    const shares = PAYERS.flatMap((one, n) => Array<number>(one.share).fill(n))
    this.#patients = Array.from({ length: PATIENTS }, (_, n) => {
      const payerAt = shares[(n * 37) % shares.length] ?? 0
      const sample = inventPatient(this.#chance, n, payerAt, this.#payers[payerAt] ?? 0, today)
      this.#plans.set(sample.memberId, this.#planOf(sample, begins))
      return { sample, id: practice['patients.save'](work, sample.fields).id }
    })
    enroll(work, this.#patients, this.#clock.day)
  }

  /**
   * What a practice with many plans meets every week, on every next day of the sample: of one payer the mental health of one patient is with another
   * administrator, another patient has used up the visits, and of a third one the payer does not know the member id. @returns their member ids
   */
  #lessons(sessions: readonly SampleSession[]): { readonly shown: ReadonlySet<string>; readonly unknown: string | undefined } {
    const members = sessions.flatMap(({ patientAt }) => this.#patients[patientAt]?.sample ?? [])
    const own = [...new Set(members.filter((one) => PAYERS[one.payerAt]?.payer.ediId === 'SRPPO').map((one) => one.memberId))]
    own.slice(0, 2).forEach((memberId, n) => {
      const { ends: _ends, ...plan } = must('every patient has a plan', this.#plans.get(memberId))
      const lesson = n === 0 ? { administrator: HARBORLINE } : { visitsLeft: 0 }
      this.#plans.set(memberId, { ...plan, isActive: true, ...lesson })
    })
    return { shown: new Set(own.slice(0, 2)), unknown: own[2] }
  }

  #planOf(patient: SamplePatient, begins: Day): Plan {
    const of = must('every patient has a payer', PAYERS[patient.payerAt])
    const deductibleLeft = of.deductible === 0 ? undefined : Math.min(of.deductible, this.#chance.whole(4) * Math.round(of.deductible / 3))
    const outside = of.payer.ediId === 'SRPPO' && this.#chance.percent(5)
    const outOfPocket = 400_000
    return {
      name: `${of.payer.name} ${of.payer.kind === 'commercial' ? 'Choice' : 'Standard'}`,
      isActive: !this.#chance.percent(3),
      begins: `${begins.slice(0, 4)}-01-01` as Day,
      // More than half of the plans ask nothing of the patient for mental health visits.
      ...(of.copay !== undefined && { copay: cents(this.#chance.percent(60) ? 0 : of.copay) }),
      ...(of.coinsurance !== undefined && { coinsurance: of.coinsurance }),
      ...(of.deductible > 0 && { deductible: cents(of.deductible), deductibleLeft: cents(deductibleLeft ?? 0) }),
      ...(of.payer.kind === 'commercial' && {
        outOfPocket: cents(outOfPocket),
        outOfPocketLeft: cents(outOfPocket - this.#chance.whole(30) * 10_000),
      }),
      ...(of.visits !== undefined && { visits: of.visits, visitsLeft: of.visits - this.#chance.whole(14) }),
      authorization: of.needsAuthorizationAfter === undefined ? 'N' : 'Y',
      ...(of.isTerse === true && { isTerse: true }),
      ...(outside && { administrator: HARBORLINE }),
    }
  }

  /** One day in the office: yesterday's post, the day's sessions and their charges, on some days a batch, the denials that are due. */
  #day(work: CommandWork, day: Day, sessions: readonly SampleSession[]): void {
    const age = daysBetween(day, this.#context.today)
    this.#clock.hour = '0830'
    this.#pay(work, day)
    // A batch a week, and more of late, so that on any day of the week something has just left.
    if (age >= 1 && (weekday(day) === 5 || (age <= 8 && [1, 3].includes(weekday(day))))) {
      this.#clock.hour = '1630'
      this.#mend(work, age)
      this.#send(work, day, age)
    }
    // Today's sessions are still to come; of the last days some are not charged yet.
    sessions.forEach((session, n) => this.#hold(work, session, age === 0 || (age <= 3 && n % 9 === 4)))
    if (weekday(day) === 4 && age > 6) this.#workDenials(work, age)
  }

  #hold(work: CommandWork, session: SampleSession, isForgotten: boolean): void {
    const patient = this.#patients[session.patientAt]
    const provider = this.#providers[session.clinicianAt]
    if (!patient || provider === undefined) return
    const shared = {
      patient: patient.id,
      provider,
      day: session.day,
      start: session.start,
      stop: session.stop,
      service: session.service,
      mode: session.mode,
    }
    const { id: appointment } = practice['appointments.save'](work, shared)
    if (isForgotten) return
    if (this.#chance.percent(4)) {
      practice['appointments.mark'](work, { id: appointment, status: this.#chance.percent(60) ? 'no-show' : 'cancelled' })
      return
    }
    this.#clock.hour = '1745'
    const entered: Argument<'charges.save'> = {
      ...shared,
      appointment,
      interactive: patient.sample.isChild && session.service === 'individual' && this.#chance.percent(8),
      ...(session.em && { em: session.em }),
      ...(session.therapyMinutes && { therapyMinutes: session.therapyMinutes }),
    }
    charges['charges.save'](work, entered)
  }

  /** Claims that were turned back or held are mended, most of them within the week. */
  #mend(work: CommandWork, age: number): void {
    this.#lists.changed()
    const open = claims['claims.list'](work, {
      view: { filters: [{ is: 'any', field: 'status', of: ['rejected', 'held'] }], sort: [] },
      window: 0,
    }).rows
    for (const row of open) {
      if (!this.#chance.percent(age < 12 ? 12 : age < 30 ? 60 : 95)) continue
      const { diagnoses } = claims['claims.get'](work, { id: row.id })
      claims['claims.mend'](work, { id: row.id, diagnoses: mended(diagnoses.map(({ code }) => code)) })
    }
  }

  /** A batch to each payer, and what comes back on it: in the last days not everything yet. */
  #send(work: CommandWork, day: Day, age: number): void {
    if (claims['claims.preview'](work, { of: 'send' }).will === 0) return
    for (const batch of sendClaims(work, { usage: 'P' }).batches) {
      const payerAt = PAYERS.findIndex((one) => one.payer.name === batch.payer)
      const payer = PAYERS[payerAt]
      const bytes = fileBytes(work.db, batch.file)
      if (!payer || !bytes) continue
      const name = payerName(payer)
      const places = readClaims(bytes)
      const decisions = places.map((place) =>
        decide(
          place,
          drawingOf(payer),
          this.#member(place.subscriber.name.name.id ?? '', payerAt, day),
          payerNumber(name, day, ++this.#payerNumbers),
          this.#chance,
        ),
      )
      const at = { day: addDays(day, 1), time: '0615' }
      // Of the newest batches some are not answered yet, and one payer has been silent for a while.
      if ((age <= 7 && payerAt % 3 === 1) || (age < 21 && payerAt === SILENT_PAYER)) continue
      this.#take(work, `999_${++this.#controls}.x12`, acceptSyntax(bytes, name, this.#controls, at))
      if (age <= 7 && payerAt % 3 === 2) continue
      this.#take(work, `277CA_${++this.#controls}.x12`, acknowledgeClaims(bytes, decisions, name, this.#controls, at))
      const queue = this.#waiting.get(name.id) ?? []
      for (const decision of decisions.filter((one) => !one.refused)) {
        queue.push({ decision, readyOn: addDays(day, payer.paysAfter) })
        this.#decided.set(decision.place.claim.claim.control, { decision, payerAt })
      }
      this.#waiting.set(name.id, queue)
    }
  }

  #member(memberId: string, payerAt: number, day: Day): Accumulated {
    const year = day.slice(0, 4)
    const known = this.#members.get(memberId)
    if (known?.year === year) return known
    const fresh = { visits: 0, deductibleLeft: PAYERS[payerAt]?.deductible ?? 0, copay: this.#plans.get(memberId)?.copay, year }
    this.#members.set(memberId, fresh)
    return fresh
  }

  /** Each payer pays on its own days what has lain long enough. */
  #pay(work: CommandWork, day: Day): void {
    const age = daysBetween(day, this.#context.today)
    PAYERS.forEach((payer, payerAt) => {
      const isPayday =
        weekday(day) === 2 + (payerAt % 3) && Math.floor(daysBetween('2024-01-01' as Day, day) / 7) % (payer.paysEvery / 7) === 0
      const name = payerName(payer)
      const queue = this.#waiting.get(name.id) ?? []
      const due = queue.filter((one) => one.readyOn <= day)
      if (!isPayday || due.length === 0) return
      this.#waiting.set(
        name.id,
        queue.filter((one) => one.readyOn > day),
      )
      const decisions = due.filter((one) => !one.instead).map((one) => one.decision)
      const reversals = due.flatMap(({ decision, instead }) => (instead ? [{ first: decision, now: instead }] : []))
      const control = ++this.#controls
      const interest = this.#chance.percent(6)
        ? [{ code: 'L6', reference: due[0]?.decision.payerControl ?? '', amount: cents(-(50 + this.#chance.whole(300))) }]
        : []
      const payment = {
        trace: `${payerAt % 2 === 0 ? 'EFT' : '0'}${String(98_000_000 + control)}`,
        day,
        method: payerAt % 2 === 0 ? ('ACH' as const) : ('CHK' as const),
        provider: interest,
        reversals,
      }
      const to = { name: PRACTICE.name, npi: PRACTICE.npi, taxId: PRACTICE.taxId, submitter: PRACTICE.submitterId }
      const bytes = payClaims(decisions, payment, name, to, control, { day, time: '0540' })
      // The newest payments lie on the desk to be posted; one does not balance, and one names a claim by a number nobody gave it.
      const isFresh = age <= 6
      if (isFresh) this.#freshPayments++
      const came = !isFresh ? bytes : this.#freshPayments === 2 ? unbalanced(bytes) : this.#freshPayments === 4 ? misnumbered(bytes) : bytes
      this.#take(work, `835_${name.id}_${day}.x12`, came, !isFresh)
    })
  }

  #take(work: CommandWork, name: string, bytes: Uint8Array, post = true): void {
    takeFile(work, { name, bytes, post })
  }

  /** Denials are worked when they are some weeks old; a few wait longer than they should. */
  #workDenials(work: CommandWork, age: number): void {
    this.#lists.changed()
    const open = denials['denials.list'](work, {
      view: { filters: [{ is: 'any', field: 'status', of: ['new', 'waiting'] }], sort: [] },
      window: 0,
    }).rows
    for (const row of open) {
      const isHere = (): boolean => DECIDED.includes(claims['claims.get'](work, { id: row.claim }).status)
      if (row.status === 'waiting') {
        // What nobody called back on is given up before its limit; a payer that keeps silent on an appeal has upheld its denial.
        const isAppealed = row.daysLeft < 30 && denials['denials.get'](work, { id: row.id }).appeal !== null
        if (isAppealed && row.daysLeft < -20) denials['denials.close'](work, { id: row.id, outcome: 'upheld', note: '' })
        else if (!isAppealed && row.daysLeft < 30 && isHere())
          denials['denials.close'](work, { id: row.id, outcome: 'written-off', note: '' })
        continue
      }
      if (age < 45 && row.daysLeft > 14 && !this.#chance.percent(20)) continue
      const die = this.#chance.whole(100)
      const takesReplacement = PAYERS.some(({ payer }) => payer.name === row.payer && payer.kind !== 'medicare')
      if (row.action !== 'appeal' && takesReplacement && die < 80 && isHere()) denials['denials.correct'](work, { id: row.id })
      else if (row.action === 'appeal' && die < 70) this.#appeal(work, row.id, age)
      else if (die < 90 && isHere()) denials['denials.close'](work, { id: row.id, outcome: 'written-off', note: '' })
      else
        denials['denials.work'](work, {
          id: row.id,
          owner: SAMPLE_USER,
          note: 'Called the payer, reference C-884120. Waiting for the call back.',
          status: 'waiting',
        })
    }
  }

  #appeal(work: CommandWork, denial: number, age: number): void {
    const detail = denials['denials.get'](work, { id: denial })
    const template = detail.templates.find((one) => one.fits) ?? detail.templates[0]
    if (!template) return
    const { id } = appeals['appeals.start'](work, { denial, template: template.id, level: 1 })
    if (age < 30 && this.#chance.percent(50)) return
    const { letter, signer } = appeals['appeals.get'](work, { id })
    const blocks = letter.blocks.map((block) =>
      block.is === 'paragraph' ? { ...block, text: block.text.replace('{{your.reason}}', REASON) } : block,
    )
    const { missing } = appeals['appeals.save'](work, { id, letter: { ...letter, blocks }, signer: signer?.id ?? null })
    if (missing.length > 0) {
      // What nobody can show is not argued.
      if (age > 40) denials['denials.close'](work, { id: denial, outcome: 'written-off', note: '' })
      return
    }
    appeals['appeals.sent'](work, { id, by: 'fax', tracking: `F${1000 + id}`, day: this.#clock.day })
    this.#answerAppeal(claims['claims.get'](work, { id: detail.claim }).control ?? '')
  }

  /** Five weeks later most payers have decided: they take their denial back and pay, or deny again. */
  #answerAppeal(control: string): void {
    const known = this.#decided.get(control)
    const payer = known && PAYERS[known.payerAt]
    if (!known || !payer || this.#chance.percent(8)) return
    const { decision } = known
    const readyOn = addDays(this.#clock.day, 35)
    const name = payerName(payer)
    const member = this.#member(decision.place.subscriber.name.name.id ?? '', known.payerAt, this.#clock.day)
    const instead = this.#chance.percent(70) ? { instead: grant(decision, drawingOf(payer), member, this.#chance) } : {}
    this.#waiting.set(name.id, [...(this.#waiting.get(name.id) ?? []), { decision, readyOn, ...instead }])
  }

  /** What lies ahead: the booked sessions, and the answers that came for tomorrow's. */
  #ahead(work: CommandWork, sessions: readonly SampleSession[]): void {
    const { today } = this.#context
    this.#clock.day = today
    this.#clock.hour = '0745'
    const next = workday(addDays(today, 1))
    const { shown, unknown } = this.#lessons(sessions.filter((one) => one.day === next))
    const asked: number[] = []
    for (const session of sessions) {
      const patient = this.#patients[session.patientAt]
      const provider = this.#providers[session.clinicianAt]
      if (!patient || provider === undefined) continue
      const { id } = practice['appointments.save'](work, {
        patient: patient.id,
        provider,
        day: session.day,
        start: session.start,
        stop: session.stop,
        service: session.service,
        mode: session.mode,
      })
      const { memberId } = patient.sample
      const isLesson = shown.has(memberId) || memberId === unknown
      if (session.day === next && (!this.#chance.percent(14) || isLesson)) asked.push(id)
    }
    markSilent(work)
    if (asked.length === 0) return
    const isUnknown = (memberId: string): boolean => memberId === unknown || (this.#chance.percent(3) && !shown.has(memberId))
    this.#ask(work, asked, (memberId) => (isUnknown(memberId) ? undefined : this.#plans.get(memberId)))
    // Of the sessions whose payer must be asked for mental health by name, half were.
    const open = asked.filter((appointment) => eligibility['eligibility.card'](work, { appointment }).next !== null)
    const further = open.filter((_, n) => n % 2 === 0)
    if (further.length > 0) this.#ask(work, further, (memberId) => this.#plans.get(memberId))
  }

  /** Asks the payers about sessions; all but one have answered. */
  #ask(work: CommandWork, asked: readonly number[], planOf: (memberId: string) => Plan | undefined): void {
    for (const file of askPayers(work, asked).files) {
      const payer = PAYERS.find((one) => one.payer.name === file.payer)
      const bytes = fileBytes(work.db, file.id)
      if (!payer || !bytes || payer.payer.ediId === 'BWADV') continue
      const at = { day: this.#context.today, time: '0801' }
      this.#take(work, `271_${++this.#controls}.x12`, answerEligibility(bytes, planOf, payerName(payer), this.#controls, at))
    }
  }
}
