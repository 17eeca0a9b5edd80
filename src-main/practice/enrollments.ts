import { TRANSACTIONS } from '../../src-shared/contract/enrollments.ts'
import { refuse, type Handlers } from '../store/index.ts'
import { enrollmentStanding } from './enrolling.ts'
import { providerName } from './names.ts'
import { everyEnrollment, setEnrollment, type EnrollmentRow } from './records/enrollments.ts'
import { everyPayer, payerById, practiceOf, providerById } from './records/people.ts'
import { providers } from './records/setup.ts'

export const enrollmentHandlers = {
  'enrollments.board': ({ db, clock }) => {
    const all = everyEnrollment(db)
    const clinicians = providers(db)
    const ours = practiceOf(db)?.name ?? ''
    const rowOf = (own: readonly EnrollmentRow[], provider: number | null, name: string) => ({
      provider,
      name,
      cells: TRANSACTIONS.map((kind) => {
        const terms = own
          .filter((one) => one.kind === kind && one.provider === provider)
          .map(({ state, starts, ends, note }) => ({ state, starts, ends, note }))
        return { kind, terms, ...enrollmentStanding(terms, clock.today()) }
      }),
    })
    return {
      payers: everyPayer(db).map((payer) => {
        const own = all.filter((one) => one.payer === payer.id)
        const named = clinicians.filter(({ id }) => own.some(({ provider }) => provider === id))
        return {
          payer: payer.id,
          name: payer.name,
          rows: [rowOf(own, null, ours), ...named.map((one) => rowOf(own, one.id, providerName(one)))],
        }
      }),
    }
  },

  'enrollments.save': ({ db, announce, happened }, { provider, payer, kind, terms }) => {
    if (!payerById(db, payer)) refuse('record.missing', { at: { field: 'payer' } })
    if (provider !== null && !providerById(db, provider)) refuse('record.missing', { at: { field: 'provider' } })
    const whose = { provider, payer, kind }
    setEnrollment(db, whose, terms)
    announce('practice', [payer])
    happened({ is: 'credentials-changed', provider, payers: [payer] })
    return {}
  },
} satisfies Pick<Handlers, 'enrollments.board' | 'enrollments.save'>
