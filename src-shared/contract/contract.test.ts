import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { COMMON_FAILURES } from './call.ts'
import { isNpi } from './fields.ts'
import { contract, type Call } from './index.ts'
import { PROBLEMS } from './problems.ts'

const calls = Object.entries(contract as Record<string, Call>)

const names = (those: (call: Call) => boolean): string[] => calls.flatMap(([name, call]) => (those(call) ? [name] : []))

describe('the contract', () => {
  it('can be told as JSON Schema, so nothing but JSON crosses', () => {
    for (const [, call] of calls) {
      expect(() => z.toJSONSchema(call.input, { io: 'input' })).not.toThrow()
      expect(() => z.toJSONSchema(call.output)).not.toThrow()
    }
  })
  it('refuses what it does not know in every input', () => {
    expect(names((call) => call.input.safeParse({ somethingElse: 1 }).success)).toEqual([])
  })
  it('says of each call what it does, in one sentence', () => {
    expect(names((call) => !/^[A-Z].*\.$/.test(call.does))).toEqual([])
  })
  it('names only problems that have a sentence', () => {
    expect(names((call) => call.fails.some((code) => !Object.keys(PROBLEMS).includes(code)))).toEqual([])
    for (const sentence of Object.values(PROBLEMS)) expect(sentence).toMatch(/^[A-Z].*\.$/)
  })
  it('has no problem that no call can give', () => {
    const given = new Set<string>([...COMMON_FAILURES, ...calls.flatMap(([, call]) => [...call.fails])])
    // Given by the engine before a call is reached or when a key is used twice, or carried inside a result.
    const elsewhere = ['record.changed', 'store.none', 'access.starter', 'access.expired']
    expect(Object.keys(PROBLEMS).filter((code) => !given.has(code) && !elsewhere.includes(code))).toEqual([])
  })
  it('changes nothing by a query: a query is never audited as a change', () => {
    expect(names((call) => call.kind === 'query' && !['none', 'view'].includes(call.audit))).toEqual([])
  })
})

describe('an NPI', () => {
  it.each(['1234567893', '1987654328', '1765432103', '1555123409'])('%s has the right check digit', (npi) => expect(isNpi(npi)).toBe(true))
  it.each(['1234567890', '9234567893', '123456789', '12345678933', '', 'ABCDEFGHIJ'])('%s has not', (npi) => expect(isNpi(npi)).toBe(false))
})
