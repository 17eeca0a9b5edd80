import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { charge } from '../../../test/support/claims.ts'
import { claimFacts, TODAY } from '../../../test/support/claim-facts.ts'
import { CLINICIAN, testPractice } from '../../../test/support/practice.ts'
import { addDays, day } from '../../../src-shared/day.ts'
import { handlers as practice } from '../../practice/index.ts'
import { handlers, listeners } from '../index.ts'
import { recheck } from '../making.ts'
import { findingsOf } from '../records/claims.ts'
import { scrub } from '../rules.ts'
import { applyRules, type OwnRule } from './own.ts'
import { repair } from './repair.ts'

const modifier = fc.constantFrom('95', 'GT', '59', 'XE', '25', 'HO', 'hf', 'U1', 'KX', 'HQ')
const line = fc.record({
  code: fc.constantFrom('90837', '90834', '90791', '90847', '90785', '99214', 'H0004', '90853'),
  modifiers: fc.array(modifier, { maxLength: 4 }),
  units: fc.integer({ min: 0, max: 6 }),
  pointers: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 5 }),
  place: fc.constantFrom('02', '10', '11', '99'),
})
const claim = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    diagnoses: fc.array(fc.constantFrom('F41.1', 'f331', 'F32', 'F93.0', 'z63.0', 'F10.20'), { maxLength: 4 }),
    memberId: fc.constantFrom('NL884170', 'nl 884 170', '  a1 '),
    kind: fc.constantFrom('commercial', 'medicare', 'medicaid'),
    authorization: fc.constantFrom(null, 'A1', ' a 1 '),
  })
  .map(({ lines, diagnoses, memberId, kind, authorization }) =>
    claimFacts({ lines, diagnoses, coverage: { member_id: memberId }, payer: { kind }, claim: { authorization } }),
  )

const value: fc.Arbitrary<OwnRule> = fc.record({
  id: fc.nat({ max: 99 }),
  name: fc.constant('a rule'),
  when: fc.array(
    fc.oneof(
      fc.record({
        field: fc.constant('modifier' as const),
        is: fc.constantFrom('any' as const, 'none' as const),
        values: fc.array(modifier, { minLength: 1, maxLength: 2 }),
      }),
      fc.record({
        field: fc.constant('place' as const),
        is: fc.constant('any' as const),
        values: fc.array(fc.constantFrom('10', '11'), { minLength: 1, maxLength: 2 }),
      }),
      fc.record({
        field: fc.constant('units' as const),
        is: fc.constant('least' as const),
        values: fc.array(fc.constant('2'), { minLength: 1, maxLength: 1 }),
      }),
    ),
    { minLength: 1, maxLength: 2 },
  ),
  action: fc.oneof(
    fc.record({
      does: fc.constant('set' as const),
      what: fc.constantFrom('add-modifier' as const, 'remove-modifier' as const),
      value: modifier,
    }),
    fc.record({ does: fc.constant('set' as const), what: fc.constant('place' as const), value: fc.constantFrom('10', '11') }),
    fc.record({ does: fc.constantFrom('warn' as const, 'hold' as const, 'tag' as const), words: fc.constant('words') }),
  ),
  starts: fc.constant(null),
  ends: fc.constant(null),
})

describe('the checks', () => {
  it('say the same of the same claim, and change nothing of it', () => {
    fc.assert(
      fc.property(claim, (facts) => {
        const before = structuredClone(facts)
        expect(scrub(facts, TODAY, { lines: [] })).toEqual(scrub(structuredClone(facts), TODAY, { lines: [] }))
        expect(facts).toEqual(before)
      }),
    )
  })

  it('a repair done twice does nothing more', () => {
    fc.assert(
      fc.property(claim, (facts) => {
        const once = repair(facts)
        expect(repair(once.facts)).toEqual({ facts: once.facts, findings: [] })
        expect(scrub(once.facts, TODAY, { lines: [] }).map(({ rule }) => rule)).not.toContain('M02')
      }),
    )
  })

  it('a claim that was only written badly is right again once it is repaired', () => {
    const clean = claimFacts({ lines: [{ modifiers: ['HO', '59', '95'] }], claim: { authorization: 'AU771' } })
    const messy = fc.record({
      memberId: fc.constantFrom('nl884170', ' NL 884170', 'nl 884 170'),
      diagnosis: fc.constantFrom('f41.1', 'F411', ' f411 '),
      modifiers: fc.shuffledSubarray(['HO', '59', '95', 'ho', '95'], { minLength: 5 }),
      pointers: fc.constantFrom([1], [1, 1], [1, 1, 1, 1, 1]),
      authorization: fc.constantFrom('AU 771', ' AU771'),
    })
    fc.assert(
      fc.property(messy, ({ memberId, diagnosis, modifiers, pointers, authorization }) => {
        const typed = claimFacts({
          coverage: { member_id: memberId },
          claim: { authorization },
          diagnoses: [diagnosis],
          lines: [{ modifiers, pointers }],
        })
        const { facts } = repair(typed)
        expect(facts).toEqual(clean)
        expect(scrub(facts, TODAY, { lines: [] })).toEqual([])
      }),
    )
  })

  it('rules are asked once each: they end, give the same again, and keep to modifiers and place', () => {
    fc.assert(
      fc.property(claim, fc.array(value, { maxLength: 6 }), (facts, rules) => {
        const made = applyRules(rules, facts)
        expect(applyRules(rules, structuredClone(facts))).toEqual(made)
        const bare = (of: typeof facts) => ({
          ...of,
          claim: { ...of.claim, place: '' },
          lines: of.lines.map((one) => ({ ...one, modifiers: [], place: '' })),
        })
        expect(bare(made.facts)).toEqual(bare(facts))
        const listed = made.findings.filter(({ grade }) => grade === 'repair').length > 0
        expect(listed || made.facts === facts).toBe(true)
      }),
    )
  })
})

describe('a store of claims', () => {
  it('comes to the same findings in whatever order its claims are checked', () => {
    const at = testPractice(listeners)
    const days = [day('2026-11-02'), day('2026-11-02'), day('2026-11-03'), day('2026-11-03')]
    const ids = days.map(
      (on, n) =>
        charge(at, { day: on, start: `0${n + 5}:00`, stop: `0${n + 5}:55`, service: n === 1 ? 'evaluation' : 'individual' }).claim ?? 0,
    )
    const all = (order: readonly number[]) =>
      at.command((work) => {
        for (const id of order) recheck(work, id)
        return ids.map((id) => findingsOf(work.db, id))
      })
    const plain = all(ids)
    expect(plain.flat().map(({ rule }) => rule)).toEqual(expect.arrayContaining(['X01', 'X02']))
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: ids.length }), (order) => {
        expect(all(order)).toEqual(plain)
      }),
      { numRuns: 12 },
    )
  })

  it('a suggested charge passes its own checks', () => {
    const at = testPractice(listeners)
    const md = { ...CLINICIAN, last: 'Okafor', npi: '1245319599', discipline: 'physician' as const, taxonomy: '2084P0800X' }
    const physician = at.command((work) => practice['providers.save'](work, md)).id
    let n = 0
    fc.assert(
      fc.property(
        fc.constantFrom(
          'individual',
          'evaluation',
          'evaluation-medical',
          'crisis',
          'family',
          'family-alone',
          'group',
          'multi-family',
          'em',
          'em-therapy',
        ),
        fc.integer({ min: 8, max: 119 }),
        fc.constantFrom('in-person', 'video', 'audio'),
        fc.boolean(),
        fc.boolean(),
        (service, minutes, mode, interactive, isPhysician) => {
          const isMedical = ['evaluation-medical', 'em', 'em-therapy'].includes(service)
          const stop = `${String(9 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
          const saved = charge(at, {
            day: addDays(day('2026-11-18'), -n++),
            start: '09:00',
            stop,
            service,
            mode,
            interactive,
            provider: isMedical || isPhysician ? physician : at.provider,
            ...(service.startsWith('em') && { em: '99213' }),
            ...(service === 'em-therapy' && { therapyMinutes: minutes }),
          })
          const found = saved.claim === null ? [] : at.query((work) => handlers['claims.get'](work, { id: saved.claim ?? 0 })).findings
          // A fee that the practice did not set, a code the payer lists apart, and the filing clock are not of the coding.
          expect(found.filter(({ rule }) => !['C20', 'T01', 'T02', 'C02', 'M07', 'C15'].includes(rule))).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })
})
