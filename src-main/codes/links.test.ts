import { describe, expect, it } from 'vitest'
import {
  adjustmentReasons,
  claimPaymentStatuses,
  conflictRules,
  diagnoses,
  diagnosisGroups,
  diagnosisHeaders,
  entities,
  claimStatuses,
  commonDiagnoses,
  modifiers,
  playbooks,
  procedures,
  remarks,
} from './index.ts'

const missing = (codes: readonly string[], list: { find(code: string): unknown }): readonly string[] =>
  codes.filter((code) => list.find(code) === undefined)

describe('links between the code tables', () => {
  it('parents of add-ons and successors of ended codes exist', () => {
    const named = procedures.rows.flatMap((row) => [...row.parents, ...(row.payerParents ?? []), ...(row.replacedBy ?? [])])
    expect(missing(named, procedures)).toEqual([])
  })

  it('an add-on has a parent, and nothing else has one', () => {
    expect(procedures.rows.filter((row) => row.addOn !== row.parents.length > 0).map((row) => row.code)).toEqual([])
  })

  it('an ended procedure code says what took its place', () => {
    const ended = procedures.rows.filter((row) => row.until !== undefined)
    expect(ended.filter((row) => row.replacedBy === undefined).map((row) => row.code)).toEqual([])
    expect(ended.filter((row) => row.replacedBy?.length === 0).map((row) => row.code)).toEqual([
      '0362T',
      '0373T',
      '99356',
      '99357',
      'G0136',
    ])
  })

  it('a code counted in minutes says how many', () => {
    expect(procedures.rows.filter((row) => (row.per === 'minutes') !== (row.unitMinutes !== undefined)).map((row) => row.code)).toEqual([])
  })

  it('minutes are in order', () => {
    expect(procedures.rows.filter((row) => row.timeMin && row.timeMax && row.timeMin >= row.timeMax).map((row) => row.code)).toEqual([])
  })

  it('codes and modifiers of the conflict rules exist', () => {
    expect(
      missing(
        conflictRules.flatMap((rule) => [...rule.a, ...rule.b]),
        procedures,
      ),
    ).toEqual([])
    expect(
      missing(
        conflictRules.flatMap((rule) => [...(rule.override ?? []), ...(rule.whenModifier ? [rule.whenModifier] : [])]),
        modifiers,
      ),
    ).toEqual([])
  })

  it('no pair of codes is ruled twice, and no code conflicts with itself', () => {
    const pairs = conflictRules.flatMap((rule) => rule.a.flatMap((a) => rule.b.map((b) => [a, b].toSorted().join(' '))))
    expect(pairs.filter((pair) => pair.slice(0, 5) === pair.slice(6))).toEqual([])
    expect(new Set(pairs).size).toBe(pairs.length)
    expect(pairs.length).toBeGreaterThan(3000)
  })

  it('modifiers that exclude each other say so on both sides', () => {
    const oneSided = modifiers.rows.flatMap((row) =>
      (row.excludes ?? []).filter((other) => !modifiers.find(other)?.excludes?.includes(row.code)),
    )
    expect(oneSided).toEqual([])
  })

  it('reasons and remarks of the playbooks exist, and the reasons are written both ways', () => {
    expect(
      missing(
        playbooks.flatMap((playbook) => playbook.carcs),
        adjustmentReasons,
      ),
    ).toEqual([])
    expect(
      missing(
        playbooks.flatMap((playbook) => playbook.rarcs),
        remarks,
      ),
    ).toEqual([])
    expect(
      missing(
        playbooks.flatMap((playbook) => playbook.procedures ?? []),
        procedures,
      ),
    ).toEqual([])
    for (const { reasons, carcs } of playbooks) expect(new Set(reasons.map((reason) => reason.slice(3)))).toEqual(new Set(carcs))
  })

  it('reasons that remarks are seen with exist, as do the reasons that took the place of old ones', () => {
    expect(
      missing(
        remarks.rows.flatMap((row) => row.pairs),
        adjustmentReasons,
      ),
    ).toEqual([])
    expect(
      missing(
        adjustmentReasons.rows.flatMap((row) => row.nowSentAs ?? []),
        adjustmentReasons,
      ),
    ).toEqual([])
  })

  it('each diagnosis has a known group, and the groups have as many as they say', () => {
    expect(
      missing(
        diagnoses.rows.map((row) => row.group),
        diagnosisGroups,
      ),
    ).toEqual([])
    const current = commonDiagnoses.filter((row) => row.until === undefined)
    expect(diagnosisGroups.rows.map((row) => [row.code, row.count])).toEqual(
      diagnosisGroups.rows.map(({ code }) => [code, current.filter((row) => row.group === code).length]),
    )
  })

  it('no diagnosis is in the table twice, and a header is not billable since the day it says', () => {
    expect(new Set(diagnoses.rows.map((row) => row.code)).size).toBe(diagnoses.rows.length)
    const billable = diagnosisHeaders.rows.filter(({ code, since }) => {
      const until = diagnoses.find(code)?.until
      return diagnoses.find(code) !== undefined && (until === undefined || since === null || until >= since)
    })
    expect(billable).toEqual([])
  })

  it('each header has children', () => {
    const childless = diagnosisHeaders.rows.filter(
      ({ code }) => !diagnoses.rows.some((row) => row.code !== code && row.code.startsWith(code)),
    )
    expect(childless).toEqual([])
  })

  it('claim statuses name their party by the one placeholder there is', () => {
    expect(claimStatuses.rows.filter((row) => /[{}]/.test(row.words.replaceAll('{entity}', '')))).toEqual([])
    expect(entities.rows.length).toBeGreaterThan(0)
    expect(claimPaymentStatuses.rows.filter((row) => row.isForwarded).map((row) => row.code)).toEqual(['19', '20', '21', '23'])
  })
})
