import type { Argument } from '../../src-shared/contract/index.ts'
import { coverageById, patientById, providerById } from '../practice/index.ts'
import { refuse, type CommandWork } from '../store/index.ts'
import { codePatterns } from './codes.ts'
import { settle } from './counting.ts'
import { addAuthorization, authorizationById, authorizationsOf, changeAuthorization } from './records/ledger.ts'

/**
 * Enters or changes an authorization, and counts the patient's services against it.
 * @throws Trouble `record.missing`, `authorization.codes`, `authorization.exists`
 */
export function save(work: CommandWork, input: Argument<'authorizations.save'>): { id: number } {
  const { db, clock, user } = work
  const coverage = coverageById(db, input.coverage)
  if (!patientById(db, input.patient)) refuse('record.missing', { at: { field: 'patient' } })
  if (coverage?.patient !== input.patient) return refuse('record.missing', { at: { field: 'coverage' } })
  if (input.provider !== null && !providerById(db, input.provider)) refuse('record.missing', { at: { field: 'provider' } })
  const codes =
    codePatterns(input.codes) ??
    refuse('authorization.codes', { at: { field: 'codes' }, fix: 'Write 90837, a family as 9083*, or a range as 90832-90837.' })
  const others = authorizationsOf(db, input.patient).filter((one) => one.id !== input.id)
  if (input.number !== '' && others.some((one) => one.number === input.number && one.payer === coverage.payer && one.status !== 'voided'))
    refuse('authorization.exists', { at: { field: 'number' }, fix: 'Open that one instead.' })
  if (input.renews !== null && !others.some((one) => one.id === input.renews)) refuse('record.missing', { at: { field: 'renews' } })
  const { id, ...fields } = input
  const values = { ...fields, codes: codes.join(' '), payer: coverage.payer }
  if (id !== null && authorizationById(db, id)?.patient !== input.patient) refuse('record.missing')
  if (id !== null) changeAuthorization(db, id, values)
  const saved = id ?? addAuthorization(db, { ...values, created_at: clock.now(), created_by: user.id })
  work.happened({ is: 'authorizations-changed', patient: input.patient })
  // Whether or not somebody listens, what is posted is so when the command ends.
  settle(work, input.patient, 'authorizations-changed')
  return { id: saved }
}
