import type { Output } from '../../src-shared/contract/index.ts'
import { addDays, daysBetween, type Day } from '../../src-shared/day.ts'
import { NO_MONEY, subtract, sum, times, type Cents } from '../../src-shared/money.ts'
import { codeBookOf, feeOn, fullName, providerName } from '../practice/index.ts'
import { refuse, type Handlers, type Reading } from '../store/index.ts'
import { codedSessions, documentationOf, keepDocumentation, sharesOf, type CodedRow } from './records.ts'
import {
  documentationFinding,
  findingsOf,
  groupsBy,
  heldAgainstMinutes,
  INDIVIDUAL,
  LONG,
  longShare,
  shownLines,
  type CodedSession,
  type Documented,
  type Finding,
  type Lines,
  type Share,
} from './rules.ts'
import { documentedOf, sessionOf } from './rows.ts'
import { claimsOf, figuresOf } from './figures/figures.ts'
import { printSheet } from './sheet.ts'

type Figures = Output<'coding.figures'>
type Clinician = Figures['clinicians'][number]

/** So many sessions of a finding are named, the newest; their number is always whole. */
const MOST_NAMED = 100

export const handlers = {
  'figures.get': (work, input) => figuresOf(work, input),

  'figures.claims': (work, input) => claimsOf(work, input),

  'coding.figures': ({ db }, { from, to }) => {
    if (to < from) refuse('input.invalid', { at: { field: 'to' } })
    const rows = codedSessions(db, from, to)
    const days = daysBetween(from, to) + 1
    const before = new Map(
      sharesOf(db, addDays(from, -days), addDays(from, -1), LONG, INDIVIDUAL).map(({ provider, ...share }) => [provider, share]),
    )
    const codes = codeBookOf(db)
    const all = rows.map((row) => ({ row, session: sessionOf(row, codes) }))
    const groups = groupsBy(all, ({ row }) => row.provider)
    const shares = groups.map((own) => longShare(own.map(({ session }) => session)))
    const clinicians = groups.map((own) => clinicianOf(db, own, before.get(own[0]?.row.provider ?? 0) ?? { n: 0, of: 0 }, shares))
    return {
      clinicians: clinicians.toSorted((a, b) => gravity(b) - gravity(a) || a.name.localeCompare(b.name)),
      long: longShare(all.map(({ session }) => session)),
      fits: { n: clinicians.reduce((n, one) => n + one.fits.n, 0), of: clinicians.reduce((n, one) => n + one.fits.of, 0) },
      sessions: all.length,
    }
  },

  'coding.sheet': (work, input) => printSheet(work, input),

  'documentation.of': ({ db }, { charge }) => {
    const row = documentationOf(db, charge) ?? refuse('record.missing')
    const documented = documentedOf(row)
    return { ...documented, finding: documentationFinding(documented, row.day as Day, row.sentOn as Day | null) ?? null }
  },

  'documentation.save': ({ db, clock, user, announce }, { charge, facts, crisis, signedOn }) => {
    const row = documentationOf(db, charge) ?? refuse('record.missing')
    if (signedOn !== null && (signedOn < row.day || signedOn > clock.today()))
      refuse('input.invalid', {
        at: { field: 'signedOn' },
        message: 'A note is signed on the day of the session or later, and not in the future.',
      })
    const kept = (fact: Documented['facts']['times']): number | null => (fact === 'unknown' ? null : fact === 'yes' ? 1 : 0)
    keepDocumentation(db, {
      charge,
      times: kept(facts.times),
      modality: kept(facts.modality),
      location: kept(facts.location),
      necessity: kept(facts.necessity),
      plan: kept(facts.plan),
      // Where nothing is said of the crisis, what was known of it stays.
      crisis_assessment: crisis ? kept(crisis.assessment) : row.crisis_assessment,
      crisis_resources: crisis ? kept(crisis.resources) : row.crisis_resources,
      crisis_intervention: crisis ? kept(crisis.intervention) : row.crisis_intervention,
      signed_on: signedOn,
      user: user.id,
      at: clock.now(),
    })
    announce('charges', [charge])
    return {}
  },
} satisfies Pick<Handlers, 'figures.get' | 'figures.claims' | 'coding.figures' | 'coding.sheet' | 'documentation.of' | 'documentation.save'>

/** What must be corrected before what is asked about. */
const gravity = ({ findings }: Clinician): number =>
  findings.reduce((sum, { grade }) => sum + (grade === 'stop' ? 100 : grade === 'look' ? 10 : 1), 0)

type Pair = { readonly row: CodedRow; readonly session: CodedSession }

function clinicianOf(db: Reading, own: readonly Pair[], before: Share, shares: Clinician['long'][]): Clinician {
  const sessions = own.map(({ session }) => session)
  const held = own.map(({ row, session }) => ({ row, session, held: heldAgainstMinutes(session) }))
  const timed = held.filter((one) => one.held.is !== 'unheld')
  const [first] = own
  const byId = new Map(held.map((one) => [one.session.charge, one]))
  const named = ({ charges, ...finding }: Finding): Clinician['findings'][number] => ({
    ...finding,
    count: charges.length,
    sessions: charges
      .flatMap((charge) => byId.get(charge) ?? [])
      .toSorted((a, b) => (a.row.day < b.row.day ? 1 : a.row.day > b.row.day ? -1 : b.row.id - a.row.id))
      .slice(0, MOST_NAMED)
      .map(({ row, session, held: { words } }) => ({
        charge: row.id,
        patient: row.patient,
        patientName: fullName({ first: row.patientFirst, last: row.patientLast }),
        day: session.day,
        start: row.start,
        minutes: row.minutes,
        codes: shownLines(session.lines),
        words,
      })),
  })
  return {
    provider: first?.row.provider ?? 0,
    name: first ? providerName(first.row) : '',
    sessions: own.length,
    minutes: own.reduce((all, { row }) => all + row.minutes, 0),
    fits: { n: timed.filter((one) => one.held.is === 'fits').length, of: timed.length },
    long: longShare(sessions),
    before,
    underCents: sum(held.filter((one) => one.held.is === 'under' || one.held.is === 'missed').map((one) => shortOf(db, one))),
    findings: [...findingsOf(sessions, { before, shares }), ...undocumented(own)].map(named),
  }
}

/** What a session would have been charged more by the fees of its day; nothing where a fee is not known. */
function shortOf(db: Reading, { session, held }: { readonly session: CodedSession; readonly held: { readonly supports: Lines } }): Cents {
  const chargeOf = (lines: Lines): Cents | undefined => {
    const fees = lines.map(({ code, units }) => ({ fee: feeOn(db, code, session.day, { provider: session.provider }), units }))
    return fees.every(({ fee }) => fee !== undefined) ? sum(fees.map(({ fee, units }) => times(fee ?? NO_MONEY, units))) : undefined
  }
  const [more, billed] = [chargeOf(held.supports), chargeOf(session.lines.filter(({ code }) => code !== '90785'))]
  return more === undefined || billed === undefined || more <= billed ? NO_MONEY : subtract(more, billed)
}

function undocumented(own: readonly Pair[]): readonly Finding[] {
  const charges = own
    .filter(
      ({ row }) => row.lookedAt !== null && documentationFinding(documentedOf(row), row.day as Day, row.sentOn as Day | null) !== undefined,
    )
    .map(({ row }) => row.id)
  if (charges.length === 0) return []
  const words = `${charges.length === 1 ? 'One session whose record is' : `${charges.length} sessions whose records are`} incomplete or signed late.`
  return [{ id: 'undocumented', grade: 'look', words, source: 'Documentation checklist', charges }]
}
