import type { IntakePreview } from '../../src-shared/contract/intake.ts'
import type { Day } from '../../src-shared/day.ts'
import { isNpi } from '../../src-shared/contract/fields.ts'
import { peopleOf, withoutLetters, type People } from '../charges/index.ts'
import { everyPatientName, fullName, providers } from '../practice/index.ts'
import type { Reading as Db } from '../store/index.ts'
import { meantBy, memberIds } from './records.ts'
import { clinicianKey, personKey, type Incoming, type Met, type Source } from './rules.ts'

/* Who is meant by a row. A name alone is taken when it is one person's; a near name is offered, never taken. */

type Patient = { readonly id: number; readonly first: string | null; readonly last: string; readonly born: Day | null }
type Clinician = { readonly id: number; readonly first: string | null; readonly last: string; readonly npi: string | null }
type Meant = { readonly is: 'patient' | 'clinician'; readonly key: string; readonly id: number | null }
type Person = IntakePreview['people'][number]
type Open = { readonly state: 'make' | 'ask'; readonly offers: readonly Patient[] }
type Found = { readonly id: number } | Open

/** Somebody who is to be made: a number below zero until then, and the row that tells of him. */
export type Making = { readonly is: 'patient' | 'clinician'; readonly key: string; readonly row: Incoming }
export type Meeting = {
  readonly met: readonly Met[]
  readonly making: ReadonlyMap<number, Making>
  /** Who is to be made, and who must be asked for. */
  readonly people: readonly Person[]
}

const MOST_OFFERS = 3

/** Finds the patient and the clinician of every row. @param said whom a person means; it goes before what was said for earlier files */
export function meet(db: Db, source: Source, rows: readonly Incoming[], said: readonly Meant[]): Meeting {
  const meant = new Map<string, number | null>([...meantBy(db, source), ...said].map(({ is, key, id }) => [`${is} ${key}`, id]))
  const find = finders(db)
  const met: Met[] = []
  const making = new Map<number, Making>()
  const known = new Map<string, number | null>()
  const people = new Map<string, Person>()
  const who = (is: 'patient' | 'clinician', row: Incoming): number | null => {
    const key = is === 'patient' ? personKey(row) : clinicianKey(row)
    const name = `${is} ${key}`
    const person = people.get(name)
    if (person) people.set(name, { ...person, rows: person.rows + 1 })
    const before = known.get(name)
    if (before !== undefined) return before
    const id = meant.get(name)
    const found: Found = id === null ? { state: 'make', offers: [] } : id !== undefined ? { id } : find[is](row)
    let own: number | null = null
    if ('id' in found) own = found.id
    else {
      people.set(name, personOf(is, key, row, found))
      if (found.state === 'make') {
        own = -(making.size + 1)
        making.set(own, { is, key, row })
      }
    }
    known.set(name, own)
    return own
  }
  for (const row of rows) met.push({ row, patient: who('patient', row), provider: who('clinician', row) })
  return { met, making, people: [...people.values()] }
}

const personOf = (is: Person['is'], key: string, row: Incoming, found: Open): Person => ({
  is,
  key,
  name: is === 'patient' ? fullName(row) : withoutLetters(row.clinician) || `NPI ${row.npi}`,
  born: is === 'patient' ? row.born : null,
  rows: 1,
  state: found.state,
  offers: found.offers.slice(0, MOST_OFFERS).map((one) => ({ id: one.id, name: fullName(one), born: one.born })),
})

function finders(db: Db): Readonly<Record<'patient' | 'clinician', (row: Incoming) => Found>> {
  const patients = everyPatientName(db)
  const named = peopleOf(patients)
  const byId = new Map(patients.map((one) => [one.id, one]))
  const byMember = new Map<string, number[]>()
  for (const { patient, memberId } of memberIds(db)) byMember.set(memberId, [...(byMember.get(memberId) ?? []), patient])
  const clinicians = providers(db)
  const treating = peopleOf(clinicians)
  return {
    patient(row) {
      const exact = named.named(`${row.last}, ${row.first}`)
      const fitting = exact.filter((one) => row.born === null || one.born === null || one.born === row.born)
      const sure = row.born === null ? fitting : fitting.filter((one) => one.born === row.born)
      const [only, other] = sure.length > 0 ? sure : fitting
      if (only && !other) return { id: only.id }
      const byCard = (row.memberId === '' ? [] : (byMember.get(row.memberId) ?? [])).flatMap((id) => byId.get(id) ?? [])
      const card = byCard.filter((one) => one.born === row.born)
      const [carried] = card
      if (carried && card.length === 1 && fitting.length === 0) return ask(card)
      if (other) return ask(fitting)
      const near = exact.length > 0 ? exact : near3(named, `${row.last}, ${row.first}`)
      if (near.length > 0) return ask(near)
      return row.first === '' ? ask([]) : { state: 'make', offers: [] }
    },
    clinician(row) {
      const own = clinicians.find((one) => row.npi !== '' && one.npi === row.npi)
      if (own) return { id: own.id }
      const name = withoutLetters(row.clinician)
      const exact = treating.named(name).filter((one) => row.npi === '' || one.npi === null)
      const [only, other] = exact
      if (only && !other) return { id: only.id }
      const offers = exact.length > 0 ? exact : near3(treating, name)
      return ask(offers.map((one: Clinician) => ({ ...one, born: null })))
    },
  }
}
const ask = (offers: readonly Patient[]): Found => ({ state: 'ask', offers })
const near3 = <P extends { readonly id: number; readonly first: string | null; readonly last: string }>(
  among: People<P>,
  text: string,
): readonly P[] => (text.trim() === '' ? [] : among.near(text))

/** A clinician's name as a record has it: `Bell, Marcus` or `Marcus Bell, LCSW`. */
export function clinicianOf(row: Incoming): { readonly last: string; readonly first: string; readonly npi: string | null } {
  const plain = withoutLetters(row.clinician)
  const [before = '', after = ''] = plain.split(',').map((part) => part.trim())
  const words = before.split(/\s+/)
  const name = after !== '' ? { last: before, first: after } : { last: words.at(-1) ?? '', first: words.slice(0, -1).join(' ') }
  return { ...name, npi: isNpi(row.npi) ? row.npi : null }
}
