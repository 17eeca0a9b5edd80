import type { Day } from '../../../src-shared/day.ts'
import { namesSubstanceUse, type ServiceCodes } from '../../codes/index.ts'
import type { CommandWork } from '../../store/index.ts'
import { codesOfPatients, part2Rule, programClinician, programClinicians, seenAtAll, seenByProgram } from '../records/security.ts'
import { addEpisode, beginEpisode, ruledEpisodes } from './records.ts'
import type { EpisodeRow } from '../records/part2-tables.ts'

/*
 * What makes a patient one of a substance-use program by itself: a clinician of the program, a code that names it, or the whole practice being one.
 */

type Ruled = Exclude<EpisodeRow['source'], 'program'>
const WORDS: Readonly<Record<Ruled, string>> = { provider: '', code: 'By diagnosis or procedure', whole: 'The whole practice' }

/** What is known of a service or a patient when it is saved. */
export type Noted = ServiceCodes & { readonly patient: number; readonly day: Day; readonly provider: number | null }

/** Marks the patient when the owner's rules say so. Every room that saves a session, a charge, a claim or diagnoses calls it, in the same transaction. */
export function noteService(work: CommandWork, noted: Noted): void {
  const { db } = work
  const rule = part2Rule(db)
  if (rule.whole === 1) ensure(work, { ...noted, source: 'whole', program: WORDS.whole, provider: null })
  if (rule.codes === 1 && namesSubstanceUse(noted)) ensure(work, { ...noted, source: 'code', program: WORDS.code, provider: null })
  const clinician = noted.provider === null ? undefined : programClinician(db, noted.provider)
  if (clinician) ensure(work, { ...noted, source: 'provider', program: nameOf(clinician) })
}

/** Marks everybody whom the rules mean, after they changed. Nobody is unmarked: that is said of each patient by a person. */
export function markByRules(work: CommandWork): void {
  const { db } = work
  const rule = part2Rule(db)
  if (rule.whole === 1) for (const one of seenAtAll(db)) ensure(work, { ...on(one), source: 'whole', program: WORDS.whole, provider: null })
  if (rule.codes === 1)
    for (const one of codesOfPatients(db)) {
      const named = one.isDiagnosis === 1 ? { diagnoses: [one.code] } : { diagnoses: [], procedures: [one.code] }
      if (namesSubstanceUse(named)) ensure(work, { ...on(one), source: 'code', program: WORDS.code, provider: null })
    }
  for (const provider of programClinicians(db)) {
    const clinician = programClinician(db, provider)
    if (clinician)
      for (const one of seenByProgram(db, provider)) ensure(work, { ...on(one), source: 'provider', program: nameOf(clinician), provider })
  }
}

const on = ({ patient, day }: { patient: number; day: string }): { patient: number; day: Day } => ({ patient, day: day as Day })
const nameOf = ({ first, last, credential }: { first: string | null; last: string; credential: string }): string =>
  [[first, last].filter(Boolean).join(' '), credential].filter(Boolean).join(', ')

type Ensured = Pick<Noted, 'patient' | 'day' | 'provider'> & { readonly source: Ruled; readonly program: string }

/** One episode for each rule that means the patient, from the earliest day on. What a person took back stays taken back: a rule does not overrule it. */
function ensure({ db, user, clock, happened, announce }: CommandWork, { patient, day, provider, source, program }: Ensured): void {
  const known = ruledEpisodes(db, patient, source, source === 'provider' ? provider : null)
  const standing = known.find((one) => one.removed === null)
  if (standing ? standing.starts <= day : known.length > 0) return
  if (standing) beginEpisode(db, standing.id, day)
  else {
    const row = { patient, program, source, provider: source === 'provider' ? provider : null, starts: day, ends: null }
    addEpisode(db, { ...row, by: user.name, at: clock.now(), removed: null })
  }
  happened({ is: 'part2-changed', patient })
  announce('consent', [patient])
}
