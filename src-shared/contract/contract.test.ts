import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { COMMON_FAILURES } from './call.ts'
import { isNpi } from './fields.ts'
import { contract, type Call } from './index.ts'
import { PROBLEMS } from './problems.ts'

const calls = Object.entries(contract as Record<string, Call>)

describe('the contract', () => {
  it('can be told as JSON Schema, so nothing but JSON crosses', () => {
    for (const [name, call] of calls) {
      expect(() => z.toJSONSchema(call.input, { io: 'input' }), name).not.toThrow()
      expect(() => z.toJSONSchema(call.output), name).not.toThrow()
    }
  })
  it('refuses what it does not know in every input', () => {
    for (const [name, call] of calls) expect(call.input.safeParse({ somethingElse: 1 }).success, name).toBe(false)
  })
  it('says of each call what it does, in one sentence', () => {
    for (const [name, call] of calls) expect(call.does, name).toMatch(/^[A-Z].*\.$/)
  })
  it('names only problems that have a sentence', () => {
    for (const [name, call] of calls) for (const code of call.fails) expect(Object.keys(PROBLEMS), name).toContain(code)
    for (const sentence of Object.values(PROBLEMS)) expect(sentence).toMatch(/^[A-Z].*\.$/)
  })
  it('has no problem that no call can give', () => {
    const given = new Set<string>([...COMMON_FAILURES, ...calls.flatMap(([, call]) => [...call.fails])])
    // Given by the engine before a call is reached or when a key is used twice, or carried inside a result.
    const elsewhere = ['record.changed', 'store.none', 'store.locked', 'npi.check', 'x12.unreadable', 'claim.held', 'remittance.unmatched']
    expect(Object.keys(PROBLEMS).filter((code) => !given.has(code) && !elsewhere.includes(code))).toEqual([])
  })
  it('changes nothing by a query: a query is never audited as a change', () => {
    for (const [name, call] of calls) if (call.kind === 'query') expect(['none', 'view'], name).toContain(call.audit)
  })
})

describe('an NPI', () => {
  it.each(['1234567893', '1987654328', '1765432103', '1555123409'])('%s has the right check digit', (npi) => expect(isNpi(npi)).toBe(true))
  it.each(['1234567890', '9234567893', '123456789', '12345678933', '', 'ABCDEFGHIJ'])('%s has not', (npi) => expect(isNpi(npi)).toBe(false))
})
