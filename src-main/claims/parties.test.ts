import { describe, expect, it } from 'vitest'
import { charge } from '../../test/support/claims.ts'
import { claimFacts, TODAY } from '../../test/support/claim-facts.ts'
import { claimAt, sendReady } from '../../test/support/two-payers.ts'
import { PAYER, testPractice } from '../../test/support/practice.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { handlers as practice } from '../practice/index.ts'
import { formOf } from './form/boxes.ts'
import { handlers, listeners } from './index.ts'
import { scrub } from './rules.ts'

const REFERRER = { last: 'Castellan', first: 'Ada', npi: '1497758544' }
const SITE = { name: 'Cedar Hollow West', npi: null, line1: '900 West Blvd', city: 'Fairmont', state: 'OH', zip: '440020002' }

/** A claim of a session in an office, whose payer has these rules, with all that may be told of it. */
function told(rules: Partial<typeof PAYER> = {}) {
  const at = testPractice(listeners)
  at.command((work) => practice['payers.save'](work, { ...PAYER, ...rules, id: at.payer }))
  const id = must('it is billed', charge(at, { mode: 'in-person' }).claim ?? undefined)
  at.command((work) => handlers['claims.mend'](work, { id, paid: cents(3_000), referrer: REFERRER, site: SITE }))
  return { at, id }
}

describe('who else a claim names', () => {
  it('leaves out what the patient paid unless the payer is told, and names who referred and the place', () => {
    const { at, id } = told()
    expect(claimAt(at, id)).toMatchObject({ paid: 3_000, referrer: REFERRER, site: SITE })
    const { text, findings } = sendReady(at)
    expect(findings).toEqual([])
    expect(text).not.toContain('AMT*F5')
    expect(text).toContain('NM1*DN*1*CASTELLAN*ADA****XX*1497758544~')
    expect(text).toContain('NM1*77*2*CEDAR HOLLOW WEST~N3*900 WEST BLVD~N4*FAIRMONT*OH*440020002~')
  })

  it('follows the payer: told what was paid, no place, no taxonomy', () => {
    const { at } = told({ tellsPaid: true, namesSite: false, namesTaxonomy: false })
    const { text, findings } = sendReady(at)
    expect(findings).toEqual([])
    expect(text).toContain('AMT*F5*30~')
    expect(text).not.toContain('NM1*77')
    expect(text).not.toContain('PRV*PE')
  })

  it('is taken away again, one by one', () => {
    const { at, id } = told()
    at.command((work) => handlers['claims.mend'](work, { id, site: null, paid: null }))
    expect(claimAt(at, id)).toMatchObject({ paid: null, referrer: REFERRER, site: null })
  })

  it.each([
    ['the home of the patient', { claim: { place: '10' } }],
    ['the address of the practice', { site: { ...SITE, line1: '4 MILL STREET.', zip: '43215-1234' } }],
  ])('names no place that is %s', (_, { claim = {}, site = SITE }: { claim?: { place?: string }; site?: typeof SITE }) => {
    const facts = claimFacts({ claim: { place: '11', ...claim }, parties: { site } })
    const [sheet] = formOf({ facts, other: undefined, control: 'K1', phone: '', day: TODAY }).sheets
    expect(sheet?.get('32.name')).toBe('CEDAR HOLLOW BEHAVIORAL HE')
  })

  it('stands in boxes 17, 29 and 32 of the form', () => {
    const facts = claimFacts({
      claim: { place: '11' },
      payer: { tells_paid: 1 },
      parties: { paid: cents(3_000), referrer: REFERRER, site: SITE },
    })
    const [sheet] = formOf({ facts, other: undefined, control: 'K1', phone: '', day: TODAY }).sheets
    const said = ['17.qualifier', '17', '17b', '29.dollars', '32.name', '32.street'].map((place) => sheet?.get(place))
    expect(said).toEqual(['DN', 'ADA CASTELLAN', '1497758544', '30', 'CEDAR HOLLOW WEST', '900 WEST BLVD'])
    expect(sheet?.has('32a')).toBe(false)
  })

  it.each([
    ['R25', { payer: { wants_referrer: 1 } }, { payer: { wants_referrer: 1 }, parties: { referrer: REFERRER } }],
    ['C28', { payer: { tells_paid: 1 }, parties: { paid: cents(17_501) } }, { payer: { tells_paid: 1 }, parties: { paid: cents(17_500) } }],
  ])('%s is asked where the payer’s rules make it matter', (rule, wrong, right) => {
    const rules = (changes: Parameters<typeof claimFacts>[0]) => scrub(claimFacts(changes), TODAY, { lines: [] }).map((one) => one.rule)
    expect(rules(wrong)).toContain(rule)
    expect(rules(right)).not.toContain(rule)
  })
})
