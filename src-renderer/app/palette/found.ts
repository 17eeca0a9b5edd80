import { IconBuildingBank, IconHash, IconUser } from '@tabler/icons-react'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { Filter } from '../../../src-shared/contract/list.ts'
import type { Screen } from '../../../src-shared/contract/today.ts'
import type { Route, Router } from '../routes.ts'
import { marked, type Entry, type Group, type Typed } from './entry.ts'

type Found = Output<'desk.find'>

const at = (router: Router, place: Route): Pick<Entry, 'place' | 'run'> => ({ place, run: () => router.go(place) })
const claimsWith = (filter: Filter): Route => ({ screen: 'claims', view: { filters: [filter], sort: [] } })

const patientEntry = (router: Router, { id, name, detail }: Found['patients'][number]): Entry => ({
  id: `patient ${id}`,
  icon: IconUser,
  name,
  detail,
  ...at(router, { screen: 'patients', open: id }),
})

const claimEntry = (router: Router, { id, shape, detail }: Found['claims'][number], whose = ''): Entry => ({
  id: `claim ${id}`,
  icon: shape,
  name: String(id),
  detail: detail.slice(whose.length),
  ...at(router, { screen: 'claims', open: id }),
})

export const payerEntry = (router: Router, { id, name }: { readonly id: number; readonly name: string }): Entry => ({
  id: `payer ${id}`,
  icon: IconBuildingBank,
  name,
  detail: 'its claims',
  ...at(router, claimsWith({ is: 'any', field: 'payer', of: [name] })),
})

const codeEntry = (router: Router, { code, words }: Found['codes'][number]): Entry => ({
  id: `code ${code}`,
  icon: IconHash,
  name: code,
  detail: words,
  ...at(router, claimsWith({ is: 'text', field: 'codes', text: code })),
})

/** Claims of the first patient that was found, under that name; those of nobody in particular else. */
function claimGroup(found: Found, router: Router, text: string): Group {
  const [first] = found.patients
  const whose = first ? `${first.name}, ` : ''
  const own = found.claims.filter(({ detail }) => whose !== '' && detail.startsWith(whose))
  return own.length > 0
    ? { title: `Claims of ${first?.name ?? ''}`, entries: own.map((one) => claimEntry(router, one, whose)) }
    : {
        title: 'Claims',
        entries: marked(
          found.claims.map((one) => claimEntry(router, one)),
          text,
        ),
      }
}

/** What the engine found, as far as its screens are open to who asks. */
export function foundGroups(found: Found | undefined, { only, text }: Typed, router: Router, names: readonly Screen[]): readonly Group[] {
  if (!found) return []
  const wants = (part: Typed['only']): boolean => (only === undefined || only === part) && names.includes('claims')
  return [
    ...(only === undefined && names.includes('patients')
      ? [
          {
            title: 'Patients',
            entries: marked(
              found.patients.map((one) => patientEntry(router, one)),
              text,
            ),
          },
        ]
      : []),
    ...(wants('claims') ? [claimGroup(found, router, text)] : []),
    ...(wants('payers')
      ? [
          {
            title: 'Payers',
            entries: marked(
              found.payers.map((one) => payerEntry(router, one)),
              text,
            ),
          },
        ]
      : []),
    ...(wants('codes')
      ? [
          {
            title: 'Codes',
            entries: marked(
              found.codes.map((one) => codeEntry(router, one)),
              text,
            ),
          },
        ]
      : []),
  ]
}
