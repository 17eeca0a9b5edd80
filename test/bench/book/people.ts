import { addDays, type Day } from '../../../src-shared/day.ts'
import type { Chance } from '../../../src-main/practice-payer/index.ts'
import { CLINICIANS, FEES, npiOf, PAYERS, PRACTICE, rateOf, type Clinician } from '../../../src-main/demo/people.ts'

/*
 * The people of a made practice: everyone is invented. Names follow the shape of real lists (a few are common, most are rare), so that a search as one types
 * finds many at first and few at last.
 */

export { FEES, npiOf, PAYERS, PRACTICE, rateOf }

const words = (text: string): readonly string[] => text.split(' ')
const FIRST = words(
  'Maria Elena Marisol Noor Ruth Clara Adaeze Theo Rafael Imogen Dmitri Beatrix Yusuf Tomas Nadia Jonah Caleb Silas Lionel Opal Wren Grace Harriet Priya Kit Hugo Ines Arlo Paloma Simone Felix Bram Cora Desmond Amara Bodhi Celia Darius Edith Fiona Gideon Hana Ivo Jolene Kamal Lucia Milo Nora Oscar Petra Quentin Rosa Stefan Talia Ulric Vera Wesley Ximena Yara Zane Agnes Boris Dev Esme Farah Gus Hollis Ilse Jasper Keiko Lars Maeve Nikhil Odette Paul Rhea Sanjay Thea Umar Violet Walter Xenia Yosef Zora Zoë José Renée Søren',
)
const HEADS = words(
  'Al An Ash Bar Bel Ber Bran Cal Car Cas Cor Dal Dar Del Dor El Er Fal Fen Fer Gal Gar Hal Har Hol Ill Jan Kel Kin Lan Lin Lor Mal Mar Mel Mon Nor Ol Or Pal Pem Per Quin Ral Ren Ros Sal San Sel Sor Tal Tor Ul Val Ver Wal Wes Win Yar Zel',
)
const MIDDLES = words('a e i o u an en er in on ar el il or ing ber der man ner ston')
const TAILS = words('ez son sen ton berg field man ley ski witz ini ford worth wood well stad quist dottir ova aro oni ard ell ett ing ham')
const COMMON = words(
  'Quintero Okafor Lindqvist Park Duarte Marchetti Birch Volkov Lund Demir Havel Kessler Whitfield Haddad Brandt Tran Jennings Osei Raman Reyes Sandoval Adeyemi Novak Moreau Ibarra Langford',
)
const STREETS = words('Alder Birch Cedar Dogwood Elm Foxglove Garden Hickory Ivy Juniper Maple Oak Pine Willow')
const CITIES = [
  ['Fairmont', '44000'],
  ['Millbrook', '44012'],
  ['Harlan Falls', '44021'],
  ['Eastvale', '44033'],
] as const
const DIAGNOSES = words('F41.1 F41.1 F41.1 F33.1 F33.1 F32.1 F43.10 F43.23 F43.22 F90.2 F31.32 F42.2 F40.10 F60.3 F33.0 F43.12 F34.1 F84.0')

/** The nearer to nought, the more often. */
const oftenFirst = <T>(chance: Chance, from: readonly T[]): T => {
  const at = chance.next()
  return from[Math.floor(at * at * from.length)] ?? (from[0] as T)
}

/** A third of all have one of a few names; the rest are put together. */
function lastName(chance: Chance): string {
  if (chance.percent(33)) return oftenFirst(chance, COMMON)
  const middle = chance.percent(55) ? oftenFirst(chance, MIDDLES) : ''
  const name = `${oftenFirst(chance, HEADS)}${middle}${oftenFirst(chance, TAILS)}`
  return chance.percent(3) ? `${name}-${oftenFirst(chance, COMMON)}` : name
}

export type MadePatient = {
  readonly last: string
  readonly first: string
  readonly middle: string | null
  readonly born: Day
  readonly sex: 'F' | 'M' | 'U'
  readonly line1: string
  readonly city: string
  readonly zip: string
  readonly phone: string
  readonly payerAt: number
  readonly memberId: string
  readonly group: string | null
  readonly diagnoses: readonly string[]
}

const SHARES = PAYERS.flatMap((one, at) => Array<number>(one.share).fill(at))

/** A patient who first came on a day. */
export function madePatient(chance: Chance, n: number, firstDay: Day): MadePatient {
  const payerAt = chance.pick(SHARES)
  const payer = PAYERS[payerAt]
  const isOld = payer?.payer.kind === 'medicare' || payer?.payer.kind === 'medicare-advantage'
  const years = isOld ? 66 + chance.whole(20) : chance.percent(14) ? 7 + chance.whole(11) : 18 + chance.whole(46)
  const [city, zip] = chance.pick(CITIES)
  const main = chance.pick(DIAGNOSES)
  return {
    last: lastName(chance),
    first: oftenFirst(chance, FIRST),
    middle: chance.percent(20) ? oftenFirst(chance, FIRST).charAt(0) : null,
    born: addDays(firstDay, -(years * 365 + chance.whole(365))),
    sex: chance.percent(58) ? 'F' : chance.percent(99) ? 'M' : 'U',
    line1: `${10 + chance.whole(980)} ${chance.pick(STREETS)} Street`,
    city,
    zip,
    phone: `55501${String(n % 100_000).padStart(5, '0')}`,
    payerAt,
    memberId: `${payer?.memberPrefix ?? 'X'}${String(1_000_000 + n)}`,
    group: payer?.payer.kind === 'commercial' ? `GRP${1000 + chance.whole(60)}` : null,
    diagnoses: chance.percent(24) ? [...new Set([main, chance.pick(DIAGNOSES)])] : [main],
  }
}

/** Those of the sample practice, and as many more as are asked for. */
export function madeClinicians(chance: Chance, count: number): readonly Clinician[] {
  const kinds = CLINICIANS.map(({ credential, discipline, taxonomy }) => ({ credential, discipline, taxonomy }))
  return Array.from({ length: count }, (_, n) => {
    const known = CLINICIANS[n]
    return known ?? { last: lastName(chance), first: oftenFirst(chance, FIRST), ...chance.pick(kinds) }
  })
}
