/*
 * What of a claim an answer complains of, in the words of the screens. Codes: X12 external list 508 and data element 98, in the order of the list in
 * claims-lifecycle §7; segments and loops: 005010X222A1.
 */

/** What of a claim is at fault. `resend` is nothing: the claim went down with others. */
export type Field =
  | 'member id'
  | 'diagnoses'
  | 'place'
  | 'modifiers'
  | 'codes'
  | 'authorization'
  | 'coverage'
  | 'payer'
  | 'clinician'
  | 'practice'
  | 'patient'
  | 'days'
  | 'charge'
  | 'payer’s number'
  | 'duplicate'
  | 'filing limit'
  | 'resend'
  | ''

/** Where a field stands on paper and in the file. */
export const PLACES: Readonly<Record<Field, { readonly box: string; readonly x12: string }>> = {
  'member id': { box: '1a', x12: '2010BA NM1, NM109' },
  diagnoses: { box: '21', x12: '2300 HI' },
  place: { box: '24B', x12: '2400 SV1, SV105' },
  modifiers: { box: '24D', x12: '2400 SV1, SV101-3' },
  codes: { box: '24D', x12: '2400 SV1, SV101-2' },
  authorization: { box: '23', x12: '2300 REF G1' },
  coverage: { box: '9, 11d', x12: '2320' },
  payer: { box: '', x12: '2010BB NM1, NM109' },
  clinician: { box: '24J', x12: '2310B NM1' },
  practice: { box: '33', x12: '2010AA NM1' },
  patient: { box: '2, 3, 5', x12: '2010BA' },
  days: { box: '24A', x12: '2400 DTP 472' },
  charge: { box: '24F, 24G', x12: '2400 SV1, SV102' },
  'payer’s number': { box: '22', x12: '2300 REF F8' },
  duplicate: { box: '', x12: '' },
  'filing limit': { box: '', x12: '' },
  resend: { box: '', x12: '' },
  '': { box: '', x12: '' },
}

const OF_STATUS: Readonly<Record<string, Field>> = {
  '29': 'member id',
  '33': 'member id',
  '54': 'duplicate',
  '84': 'authorization',
  '85': 'coverage',
  '88': 'member id',
  '90': 'member id',
  '97': 'member id',
  '116': 'payer',
  '121': 'codes',
  '163': 'member id',
  '164': 'member id',
  '171': 'coverage',
  '178': 'charge',
  '187': 'days',
  '188': 'days',
  '249': 'place',
  '252': 'authorization',
  '254': 'diagnoses',
  '255': 'diagnoses',
  '258': 'charge',
  '259': 'charge',
  '286': 'coverage',
  '400': 'charge',
  '448': 'codes',
  '453': 'modifiers',
  '454': 'codes',
  '464': 'payer’s number',
  '476': 'charge',
  '477': 'diagnoses',
  '488': 'diagnoses',
  '507': 'codes',
  '516': 'coverage',
  '535': 'payer’s number',
  '583': 'charge',
  '718': 'filing limit',
  '746': 'duplicate',
}
/** Codes that are about a party: who it is, says the entity. */
const OF_PARTY: readonly string[] = '24 25 26 91 109 124 125 126 127 128 130 132 135 142 145 153 158 500 503 504 560 562'.split(' ')
const PARTY: Readonly<Record<string, Field>> = {
  '41': 'practice',
  '77': 'practice',
  '82': 'clinician',
  '85': 'practice',
  '87': 'practice',
  DN: 'clinician',
  DQ: 'clinician',
  IL: 'patient',
  PR: 'payer',
  QC: 'patient',
}
/** A number of a member, whatever the code calls it. */
const MEMBER_NUMBERS: readonly string[] = ['91', '109', '153', '560']

/** What a status complains of (STC01-2, STC01-3). Empty for one that names nothing. */
export function fieldOfStatus(status: string, entity: string): Field {
  if (!OF_PARTY.includes(status)) return OF_STATUS[status] ?? ''
  const party = PARTY[entity] ?? ''
  return party === 'patient' && MEMBER_NUMBERS.includes(status) ? 'member id' : party
}

const OF_SEGMENT: Readonly<Record<string, Field>> = {
  HI: 'diagnoses',
  SV1: 'codes',
  DMG: 'patient',
  PAT: 'patient',
  SBR: 'coverage',
  CAS: 'coverage',
  SVD: 'coverage',
  OI: 'coverage',
  DTP: 'days',
  CLM: 'charge',
}
/** From the longest loop to the shortest: senders cut the name to four signs. */
const OF_LOOP: readonly (readonly [loop: string, field: Field])[] = [
  ['2010AA', 'practice'],
  ['2010AB', 'practice'],
  ['2010BA', 'patient'],
  ['2010BB', 'payer'],
  ['2010CA', 'patient'],
  ['2000A', 'practice'],
  ['2310', 'clinician'],
  ['2320', 'coverage'],
  ['2330', 'coverage'],
  ['2420', 'clinician'],
  ['2430', 'coverage'],
]

/** What an error of a 999 complains of: the segment, its loop, the element (IK301, IK303, IK401), and whether REF is one of the claim's own. */
export function fieldOfElement(segment: string, loop: string, element: number | undefined): Field {
  if (segment === 'SV1' && element === 5) return 'place'
  if (segment === 'SV1' && element === 7) return 'diagnoses'
  if (segment === 'SV1' && element !== undefined && element > 1) return 'charge'
  if (segment === 'CLM' && element === 5) return 'place'
  if (segment === 'NM1' && loop === '2010BA' && element === 9) return 'member id'
  const own = OF_SEGMENT[segment]
  if (own !== undefined && !loop.startsWith('23') && !loop.startsWith('242')) return own
  return OF_LOOP.find(([name]) => loop.startsWith(name))?.[1] ?? own ?? ''
}
