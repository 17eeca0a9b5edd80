import { describe, expect, it } from 'vitest'
import { charge } from '../../test/support/claims.ts'
import { claimFacts, TODAY } from '../../test/support/claim-facts.ts'
import { DRUG, DRUG_LOOP, injected } from '../../test/support/drugs.ts'
import { testPractice } from '../../test/support/practice.ts'
import { claimAt, sendReady, type TwoPayers } from '../../test/support/two-payers.ts'
import type { Drug } from '../../src-shared/drug.ts'
import { must } from '../../src-shared/result.ts'
import { formOf } from './form/boxes.ts'
import { keepFile } from '../store/index.ts'
import { readAny, readFile, setsOf } from '../x12/index.ts'
import { handlers, importClaims, listeners } from './index.ts'
import { scrub } from './rules.ts'
import { fixFor } from './scrub/fixes.ts'
import { repair } from './scrub/repair.ts'

/* The drug of a line: named by its NDC in the file (2410) and on the form, asked for where the payer wants it. */

const rulesOf = (at: TwoPayers, id: number) => claimAt(at, id).findings.map(({ rule, grade }) => `${rule} ${grade}`)

describe('a drug with its NDC', () => {
  it('leaves in loop 2410 in eleven digits, and what was rewritten is listed', () => {
    const { at, id } = injected()
    expect(claimAt(at, id)).toMatchObject({
      status: 'ready',
      lines: [
        { drug: null, isDrug: false },
        { drug: { ndc: '50458056301' }, isDrug: true },
      ],
    })
    expect(rulesOf(at, id)).toEqual(['N07 repair'])
    const { text, findings, claims } = sendReady(at)
    expect(findings).toEqual([])
    expect(text).toContain(`~${DRUG_LOOP}`)
    expect(claims[0]?.claim.lines.map(({ drug }) => drug?.identification.number)).toEqual([undefined, '50458056301'])
  })

  it('is mended on the claim, and taken off', () => {
    const { at, id } = injected(null)
    expect(claimAt(at, id).status).toBe('held')
    const line = must('it has a second line', claimAt(at, id).lines[1]).id
    at.command((work) => handlers['claims.mend'](work, { id, drugs: [{ line, drug: DRUG }] }))
    expect(claimAt(at, id)).toMatchObject({ status: 'ready', lines: [{}, { drug: { ...DRUG, ndc: '50458056301' } }] })
    at.command((work) => handlers['claims.mend'](work, { id, drugs: [{ line, drug: null }] }))
    expect(rulesOf(at, id)).toContain('C29 stop')
  })

  it('comes back from a claim file of before as it left', () => {
    const { at } = injected()
    const [set] = setsOf(readFile(Buffer.from(sendReady(at).text, 'latin1'))).map(readAny)
    const later = testPractice(listeners)
    const { reading } = must('the file has a set', set)
    later.command((work) => {
      const file = keepFile(work.db, {
        direction: 'in',
        name: 'old',
        kind: '837P',
        bytes: Buffer.alloc(1),
        at: work.clock.now(),
        status: 'taken',
      })
      importClaims(work, reading, file)
    })
    expect(claimAt(later, 10_001).lines.map(({ drug }) => drug)).toEqual([null, { ...DRUG, ndc: '50458056301' }])
  })

  it('of a line of another claim is left alone', () => {
    const { at, id } = injected()
    const { claim: other } = charge(at)
    const line = must('it has a line', claimAt(at, other ?? 0).lines[0]).id
    at.command((work) => handlers['claims.mend'](work, { id, drugs: [{ line, drug: DRUG }] }))
    expect(claimAt(at, other ?? 0).lines[0]?.drug).toBeNull()
  })
})

const other = (kind: string, isBefore = false) => {
  const { coverage, payer } = claimFacts({ payer: { name: 'Ohio Medicaid', kind } })
  return [{ coverage, payer, isBefore, decision: undefined }]
}
type Changes = NonNullable<Parameters<typeof claimFacts>[0]>
const drugLine = (drug: Drug | null, code = 'J2426') => ({
  lines: [
    { code: '96372', modifiers: [], place: '11' },
    { code, modifiers: [], place: '11', drug },
  ],
})
const graded = (changes: Changes) =>
  scrub(claimFacts(changes), TODAY, { lines: [] }).flatMap(({ rule, grade }) => (/^C(29|3\d)$/.test(rule) ? [`${rule} ${grade}`] : []))

describe('the edits of drugs', () => {
  it.each<readonly [string, string, Changes]>([
    ['C29 stop', 'Medicaid', { payer: { kind: 'medicaid' } }],
    ['C29 stop', 'a payer that takes none without', { payer: { kind: 'tricare', wants_ndc: 'always' } }],
    ['C29 warning', 'a commercial plan', {}],
    ['C29 warning', 'Medicare with Medicaid behind it', { payer: { kind: 'medicare' }, others: other('medicaid') }],
    ['', 'Medicare', { payer: { kind: 'medicare' } }],
    ['', 'Medicare behind Medicaid', { payer: { kind: 'medicare' }, others: other('medicaid', true) }],
    ['', 'Medicaid that Setup says does not ask', { payer: { kind: 'medicaid', wants_ndc: 'never' } }],
  ])('say %s of a drug without its NDC to %s', (finding, _, changes) => {
    expect(graded({ ...drugLine(null), ...changes }).join()).toBe(finding)
  })

  it.each<readonly [string, Partial<Drug>]>([
    ['', {}],
    ['', { ndc: '50458056301' }],
    ['C30 stop', { ndc: '5045856301' }],
    ['C30 stop', { ndc: '504580563011' }],
    ['C31 stop', { thousandths: null }],
    ['C31 stop', { unit: null }],
    ['C32 stop', { thousandths: 0 }],
  ])('say “%s” of an NDC that is %j', (finding, changes) => {
    expect(graded(drugLine({ ...DRUG, ...changes })).join()).toBe(finding)
  })

  it.each([
    ['C33 warning', '90837'],
    ['C33 warning', '96372'],
    ['', 'J3490'],
    ['', 'J9999'],
    ['', 'Q9991'],
    ['', 'G2069'],
    ['', '90715'],
  ])('say “%s” of an NDC on %s', (finding, code) => {
    expect(graded({ lines: [{ code, drug: DRUG }] }).join()).toBe(finding)
  })

  it('rewrite ten digits with hyphens once, and guess none of ten without', () => {
    const { facts, findings } = repair(claimFacts(drugLine(DRUG)))
    expect(findings.map(({ rule, words }) => [rule, words])).toEqual([
      ['N07', 'The NDC of line 2 is written in eleven digits, 50458-0563-01.'],
    ])
    expect(facts.lines[1]?.drug).toEqual({ ...DRUG, ndc: '50458056301' })
    expect(repair(facts).findings).toEqual([])
    expect(repair(claimFacts(drugLine({ ...DRUG, ndc: '5045856301' }))).findings).toEqual([])
  })

  it('move an NDC from the injection to its drug by one key, or take it off', () => {
    const finding = { rule: 'C33', field: 'line 1' }
    const [injection, drug] = drugLine(null).lines
    const lines = [{ ...injection, drug: DRUG }, { ...drug }]
    expect(fixFor(claimFacts({ lines }), finding)).toEqual({
      words: 'Move the NDC to J2426, line 2',
      drugs: [
        { line: 1, drug: null },
        { line: 2, drug: DRUG },
      ],
    })
    expect(fixFor(claimFacts({ lines: lines.slice(0, 1) }), finding)).toEqual({
      words: 'Take the NDC off line 1',
      drugs: [{ line: 1, drug: null }],
    })
  })
})

describe('a drug on the form', () => {
  const sheetOf = (drug: Drug) => {
    const { sheets, notes } = formOf({ facts: claimFacts(drugLine(drug)), other: undefined, control: 'K1', phone: '', day: TODAY })
    return { text: sheets[0]?.get('24D.2.drug'), notes: notes.filter(({ box }) => box === '24D').map(({ is }) => is) }
  }
  it.each([
    ['N450458056301 ML1.5', {}],
    ['N450458056301 UN1', { unit: 'UN', thousandths: 1_000 }],
    ['N450458056301 F299999999.999', { unit: 'F2', thousandths: 99_999_999_999 }],
  ] as const)('stands in the shaded half of its line as %s', (text, changes) => {
    expect(sheetOf({ ...DRUG, number: null, ...changes })).toEqual({ text, notes: [] })
  })

  it('leaves its prescription number off, and says so; what is not whole is left off too', () => {
    expect(sheetOf(DRUG)).toEqual({ text: 'N450458056301 ML1.5', notes: ['empty'] })
    expect(sheetOf({ ...DRUG, unit: null })).toEqual({ text: undefined, notes: [] })
  })
})
