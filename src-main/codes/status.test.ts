import { describe, expect, it } from 'vitest'
import {
  claimStatusCategories,
  claimStatusWords,
  envelopeNotes,
  messageMeanings,
  messagePatterns,
  modifier,
  place,
  places,
  relationships,
  requestRefusals,
  serviceTypes,
  syntaxErrorWords,
  taxonomies,
  wordsOf,
} from './index.ts'

describe('a claim status', () => {
  it('is one sentence for a biller', () => {
    expect([
      claimStatusWords('A7', '562', '82'),
      claimStatusWords('A6', '500', '85'),
      claimStatusWords('A2', '20', 'PR'),
      claimStatusWords('A1', '19', '40'),
      claimStatusWords('A3', '21'),
      claimStatusWords('F2', '88', 'QC'),
      claimStatusWords('P3', '294'),
      claimStatusWords('A7', '562'),
    ]).toEqual([
      "Rejected: rendering provider's NPI",
      "Rejected, missing: billing provider's ZIP code",
      'Accepted: payer accepted it for processing',
      'Received: receiver acknowledges receipt',
      'Returned as unprocessable: missing or invalid information',
      'Denied: patient is not eligible for benefits on the date',
      'Waiting for our information: supporting documentation',
      'Rejected: NPI',
    ])
  })

  it('has words even when a code is new', () => {
    expect(claimStatusWords('A9', '999', '4Z')).toBe("Status A9: code 999, see the payer's list")
    expect(claimStatusWords('A7', '562', '4Z')).toBe("Rejected: party 4Z's NPI")
  })

  it('rejects in five categories and accepts in four', () => {
    const of = (bucket: string): readonly string[] =>
      claimStatusCategories.rows.filter((row) => row.bucket === bucket).map((row) => row.code)
    expect(of('rejected')).toEqual(['A3', 'A4', 'A6', 'A7', 'A8'])
    expect(of('accepted')).toEqual(['A0', 'A1', 'A2', 'A5'])
    expect(of('act')).toContain('P3')
  })
})

describe('the smaller lists', () => {
  it('telehealth at home pays the office rate, elsewhere the facility rate', () => {
    expect(place('10')).toMatchObject({ telehealth: true, pays: 'nonfacility' })
    expect(place('02')).toMatchObject({ telehealth: true, pays: 'facility' })
    expect(places.rows.filter((row) => row.telehealth).map((row) => row.code)).toEqual(['02', '10'])
    expect(places.rows.filter((row) => row.part2).map((row) => row.code)).toEqual(['55', '57', '58'])
    expect(place('98')).toBeUndefined()
    expect(wordsOf(places, '98')).toBe("code 98, see the payer's list")
  })

  it('modifiers have an order on the line', () => {
    const keys = ['HO', '25', '95', 'HF', 'KX'].map((code) => modifier(code)?.sortKey)
    expect(keys).toEqual([20, 30, 40, 50, 60])
    expect(modifier('59')?.excludes).toEqual(['XE', 'XP', 'XS', 'XU'])
  })

  it('a life partner is another relationship on the paper form', () => {
    expect(relationships.find('53')).toMatchObject({ words: 'Life partner', box6: 'Other' })
    expect(wordsOf(taxonomies, '1041C0700X')).toBe('Clinical social worker')
  })

  it('the benefit row of a therapy visit is chosen from the most specific type to the plan', () => {
    const picks = serviceTypes.rows.filter((row) => row.therapyPick !== undefined)
    const order = picks.toSorted((one, other) => (one.therapyPick ?? 0) - (other.therapyPick ?? 0)).map((row) => row.code)
    expect(order.slice(0, 5)).toEqual(['A6', 'CF', 'A8', 'A4', 'MH'])
    expect(order.at(-1)).toBe('30')
  })

  it('eye wear and flu shots are not behavioral', () => {
    expect(['CK', 'CL', 'CM', 'CN', 'CO', 'CP'].map((code) => serviceTypes.find(code)?.behavioral)).toEqual(Array(6).fill(false))
    expect(serviceTypes.rows.filter((row) => row.inBaseAnswer)).toHaveLength(13)
  })

  it('a payer that cannot answer now is asked again, a wrong number goes back to the patient', () => {
    expect(requestRefusals.rows.filter((row) => row.fix === 'retry').map((row) => row.code)).toEqual(['42', '80'])
    expect(requestRefusals.find('72')?.fix).toBe('patient')
  })

  it('acknowledgments have words', () => {
    expect(wordsOf(envelopeNotes, '025')).toBe('Control number was used before')
    expect(syntaxErrorWords('IK403', 'I12')).toBe("value does not fit its pattern, such as an NPI's check digit")
    expect(syntaxErrorWords('IK304', '99')).toBe("code 99, see the payer's list")
  })
})

describe('a message of a benefit answer', () => {
  const meant = (text: string): readonly string[] => messageMeanings(text).map((meaning) => meaning.id)

  it('means what payers use to say with it', () => {
    expect(meant('MENTAL HEALTH BENEFITS ARE ADMINISTERED BY CARELON')).toEqual(['carve-out'])
    expect(meant('Limited to 20 visits per calendar year')).toEqual(['visit-limit'])
    expect(meant('PRIOR AUTHORIZATION REQUIRED')).toEqual(['authorization'])
    expect(meant('PRIOR AUTHORIZATION NOT REQUIRED FOR OUTPATIENT PSYCHOTHERAPY')).toEqual(['no-authorization'])
    expect(meant('No prior authorization required')).toEqual(['no-authorization'])
    expect(meant('REFERRAL NOT REQUIRED. PRE-CERT REQUIRED FOR TESTING')).toEqual(['authorization'])
    expect(meant('AUTHORIZATION NOT REQUIRED FOR THERAPY. PRIOR AUTH FOR RESIDENTIAL')).toEqual([
      'authorization',
      'level-of-care',
      'no-authorization',
    ])
    expect(meant('COPAY IS NOT SUBJECT TO DEDUCTIBLE')).toEqual(['before-deductible'])
    expect(meant('20% AFTER DEDUCTIBLE')).toEqual(['after-deductible'])
    expect(meant('ABA therapy excluded')).toEqual(['autism', 'exclusion'])
    expect(meant('For questions, request a call back')).toEqual([])
  })

  const UNBOUNDED = /[*+]|\{\d+,\}/
  const NESTED = /\([^()]*[?*+{][^()]*\)[?*+{]/

  it('is read by patterns that compile and cannot run away', () => {
    for (const { pattern, unless = '' } of messagePatterns) {
      for (const source of [pattern, unless]) {
        expect(() => new RegExp(source, 'i')).not.toThrow()
        expect(source).not.toMatch(UNBOUNDED)
        expect(source.replaceAll(/\(\?(?::|<?[=!])/g, '(')).not.toMatch(NESTED)
      }
    }
    const long = 'contact visits prior auth '.repeat(400)
    const start = performance.now()
    messageMeanings(long)
    expect(performance.now() - start).toBeLessThan(200)
  })
})
