import { refuse, type Handlers, type Reading } from '../store/index.ts'
import { credentialsOf, setCredentials } from './records/credentials.ts'
import { payerById, providerById } from './records/people.ts'

export const credentialHandlers = {
  'credentials.get': ({ db }, { provider }) => {
    known(db, provider)
    const { enrollments, licenses, supervisions } = credentialsOf(db, provider)
    return { enrollments: [...enrollments], licenses: [...licenses], supervisions: [...supervisions] }
  },

  'credentials.save': ({ db, announce, happened }, { provider, ...fields }) => {
    known(db, provider)
    fields.enrollments.forEach(({ payer }, n) => {
      if (!payerById(db, payer)) refuse('record.missing', { at: { field: `enrollments.${n}.payer` } })
    })
    fields.supervisions.forEach(({ supervisor }, n) => {
      if (supervisor === provider || !providerById(db, supervisor))
        refuse('record.missing', { at: { field: `supervisions.${n}.supervisor` } })
    })
    const before = credentialsOf(db, provider)
    setCredentials(db, provider, fields)
    announce('practice', [provider])
    const payers = [...new Set([...before.enrollments, ...fields.enrollments].map(({ payer }) => payer))]
    happened({ is: 'credentials-changed', provider, payers })
    return {}
  },
} satisfies Pick<Handlers, 'credentials.get' | 'credentials.save'>

const known = (db: Reading, provider: number): void => {
  if (!providerById(db, provider)) refuse('record.missing', { at: { field: 'provider' } })
}
