import { describe, expect, it } from 'vitest'
import { Trouble } from '../trouble.ts'
import { checkNewPassphrase, suggestPassphrase } from './passphrase.ts'

const CONTEXT = ['Cedar Hollow Behavioral Health', 'Dana Whitlock']
const codeOf = (text: string): string => {
  try {
    checkNewPassphrase(text, CONTEXT)
    return 'taken'
  } catch (error) {
    return error instanceof Trouble ? error.problem.code : String(error)
  }
}

describe('a new passphrase', () => {
  it.each([
    'seven quiet herons at dusk',
    'a quiet river in fall',
    'correct horse battery staple',
    'kJ8#mQ2$vX9!pL4z',
    'пять тихих цапель',
    '  spaces may be anywhere  ',
    'dragon shadow monkey orange sunset',
    'my cat sleeps on cedar shingles',
  ])('may be %j: any signs, no rule about their kinds', (text) => expect(codeOf(text)).toBe('taken'))

  it('has fifteen signs, counted as people see them, and at most 256', () => {
    expect(codeOf('fourteen signs')).toBe('store.passphrase.short')
    expect(codeOf('e\u0301'.repeat(14))).toBe('store.passphrase.short')
    expect(codeOf('nine herons at dawn '.repeat(20))).toBe('store.passphrase.short')
    expect(codeOf(`${'x7 herons '.repeat(6)}and a very long tail of other words ${'q w e r '.repeat(20)}`)).toBe('taken')
  })

  it.each([
    'passwordpassword',
    'Password12345678',
    'P@ssw0rdP@ssw0rd',
    'iloveyou sunshine',
    'aaaaaaaaaaaaaaaaaaaa',
    'abababababababab',
    '123456789012345',
    '0987654321098765',
    'abcdefghijklmnop',
    'qwertyuiopasdfghjkl',
    'bluesky bluesky bluesky',
    'Cedar Hollow Behavioral Health',
    'cedarhollow2026!',
    'Dana Whitlock 1987',
    'Parity Parity 2026',
    '---------------',
  ])('is not %j, which would be tried first', (text) => expect(codeOf(text)).toBe('store.passphrase.common'))

  it('is suggested as six words, never twice the same, that it takes itself', () => {
    const many = Array.from({ length: 200 }, suggestPassphrase)
    expect(new Set(many).size).toBe(200)
    expect(many.filter((words) => !/^[a-z]+( [a-z]+){5}$/.test(words))).toEqual([])
    expect(many.map(codeOf).filter((code) => code !== 'taken' && code !== 'store.passphrase.common')).toEqual([])
    expect(many.map(codeOf).filter((code) => code === 'taken')).toHaveLength(200)
  })
})
