import { loop, many, maybe, one, some, when, type Segment } from '../../grammar/words.ts'
import { N3 } from '../../segments/common.ts'
import {
  CITY,
  CONTACT,
  DROP_OFF_NAME,
  FACILITY_NAME,
  NO_NAME,
  NO_NAME_ORGANIZATION,
  NO_NAME_PERSON,
  NUMBER,
  PAYER_NUMBER,
  PERSON_PROVIDER_NAME,
  PROVIDER_NAME,
  PURCHASED_NAME,
  TAXONOMY,
} from '../../segments/claim.ts'

/* The providers and places of a claim (2310), of another payer (2330C to 2330G) and of a line (2420). */

export const address = { street: one(N3), city: one(CITY) }
export const knownAddress = { street: maybe(N3, 'it is known'), city: maybe(CITY, 'the street is sent') }

/** License, UPIN, the payer's own number, location. */
const LICENSE = ['0B', '1G', 'G2', 'LU'] as const
const PERSONAL = ['0B', '1G', 'G2'] as const
const LOCATION = ['0B', 'G2', 'LU'] as const
const FROM_PAYER = ['G2', 'LU'] as const
const REQUIRED_BY_PAYER = 'the payer asks for it besides the NPI, or there is no NPI'

const numbers = (qualifier: readonly string[], max: number) =>
  many(when(NUMBER, { qualifier }, 'Provider secondary id'), max, REQUIRED_BY_PAYER)
/** At a line a number may be of another payer, whose own number is then in REF04. */
const lineNumbers = (qualifier: readonly string[], max: number) =>
  many(when(PAYER_NUMBER, { qualifier }, 'Provider secondary id'), max, REQUIRED_BY_PAYER)
const taxonomy = maybe(when(TAXONOMY, { role: 'PE' }, 'Taxonomy'), 'the payer decides by the specialty')
const contact = maybe(when(CONTACT, { function: 'IC' }, 'Contact'), 'an injury claim needs someone to call')

export const referring = loop('2310A', 'Referring provider', {
  name: one(when(PERSON_PROVIDER_NAME, { entity: ['DN', 'P3'] }, 'Referring provider name')),
  ids: numbers(PERSONAL, 3),
})
export const rendering = loop('2310B', 'Rendering provider', {
  name: one(when(PROVIDER_NAME, { entity: '82' }, 'Rendering provider name')),
  taxonomy,
  ids: numbers(LICENSE, 4),
})
export const facility = loop('2310C', 'Service facility', {
  name: one(when(FACILITY_NAME, { entity: '77' }, 'Service facility name')),
  ...address,
  ids: numbers(LOCATION, 3),
  contact,
})
export const supervising = loop('2310D', 'Supervising provider', {
  name: one(when(PERSON_PROVIDER_NAME, { entity: 'DQ' }, 'Supervising provider name')),
  ids: numbers(LICENSE, 4),
})
const pickUpOf = (id: string) =>
  loop(id, 'Ambulance pick-up', { name: one(when(NO_NAME_ORGANIZATION, { entity: 'PW' }, 'Ambulance pick-up')), ...address })
const dropOffOf = (id: string) =>
  loop(id, 'Ambulance drop-off', { name: one(when(DROP_OFF_NAME, { entity: '45' }, 'Ambulance drop-off')), ...address })
export const pickUp = pickUpOf('2310E')
export const dropOff = dropOffOf('2310F')

const otherProvider = <T>(id: string, title: string, name: Segment<T>, qualifier: readonly string[], max: number) =>
  loop(id, title, { name: one(name), ids: some(when(NUMBER, { qualifier }, `${title} id`), max) })
export const otherReferring = otherProvider(
  '2330C',
  'Other payer referring provider',
  when(NO_NAME_PERSON, { entity: ['DN', 'P3'] }, 'Other payer referring provider'),
  PERSONAL,
  3,
)
export const otherRendering = otherProvider(
  '2330D',
  'Other payer rendering provider',
  when(NO_NAME, { entity: '82' }, 'Other payer rendering provider'),
  LICENSE,
  3,
)
export const otherFacility = otherProvider(
  '2330E',
  'Other payer service facility',
  when(NO_NAME_ORGANIZATION, { entity: '77' }, 'Other payer service facility'),
  LOCATION,
  3,
)
export const otherSupervising = otherProvider(
  '2330F',
  'Other payer supervising provider',
  when(NO_NAME_PERSON, { entity: 'DQ' }, 'Other payer supervising provider'),
  LICENSE,
  3,
)
export const otherBilling = otherProvider(
  '2330G',
  'Other payer billing provider',
  when(NO_NAME, { entity: '85' }, 'Other payer billing provider'),
  FROM_PAYER,
  2,
)

export const lineRendering = loop('2420A', 'Line rendering provider', {
  name: one(when(PROVIDER_NAME, { entity: '82' }, 'Line rendering provider name')),
  taxonomy,
  ids: lineNumbers(LICENSE, 20),
})
export const purchasedFrom = loop('2420B', 'Purchased service provider', {
  name: one(when(PURCHASED_NAME, { entity: 'QB' }, 'Purchased service provider')),
  ids: lineNumbers(LICENSE, 20),
})
export const lineFacility = loop('2420C', 'Line service facility', {
  name: one(when(FACILITY_NAME, { entity: '77' }, 'Line service facility')),
  ...address,
  ids: lineNumbers(FROM_PAYER, 3),
})
export const lineSupervising = loop('2420D', 'Line supervising provider', {
  name: one(when(PERSON_PROVIDER_NAME, { entity: 'DQ' }, 'Line supervising provider name')),
  ids: lineNumbers(LICENSE, 20),
})
export const ordering = loop('2420E', 'Ordering provider', {
  name: one(when(PERSON_PROVIDER_NAME, { entity: 'DK' }, 'Ordering provider name')),
  ...knownAddress,
  ids: lineNumbers(PERSONAL, 20),
  contact: maybe(when(CONTACT, { function: 'IC' }, 'Ordering provider contact'), 'equipment was ordered'),
})
export const lineReferring = loop('2420F', 'Line referring provider', {
  name: one(when(PERSON_PROVIDER_NAME, { entity: ['DN', 'P3'] }, 'Line referring provider name')),
  ids: lineNumbers(PERSONAL, 20),
})
export const linePickUp = pickUpOf('2420G')
export const lineDropOff = dropOffOf('2420H')
