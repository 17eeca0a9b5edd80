import { describe, expect, it } from 'vitest'
import { drawRecoveryKey, groupOf, readRecoveryKey } from './recovery.ts'

const STORE = '00000000-0000-4000-8000-000000000000'
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const publicOf = (typed: string, store = STORE): string => {
  try {
    return readRecoveryKey(typed, store).publicKey
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('a recovery key', () => {
  it('is nine groups of four signs nobody mistakes, and asks for two of the first eight', () => {
    const many = Array.from({ length: 200 }, drawRecoveryKey)
    expect(many.filter(({ key }) => !/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){8}$/.test(key))).toEqual([])
    expect(many.filter(({ ask: [a, b] }) => a < 1 || a >= b || b > 8)).toEqual([])
    expect(new Set(many.map(({ key }) => key)).size).toBe(200)
    expect(new Set(many.flatMap(({ ask }) => ask)).size).toBe(8)
    // 32 signs at 32 places: each of them is drawn.
    expect(new Set(many.flatMap(({ key }) => [...key.replaceAll('-', '')])).size).toBe(32)
  })

  it('KY-6 is read however it is typed: case, spaces, hyphens, O for 0, I and L for 1', () => {
    for (let n = 0; n < 100; n++) {
      const { key } = drawRecoveryKey()
      const right = publicOf(key)
      expect(right).toMatch(/^[A-Za-z0-9+/]{43}=$/)
      const forms = [
        key.toLowerCase(),
        key.replaceAll('-', ' '),
        key.replaceAll('-', ''),
        ` ${key.replaceAll('-', ' – ')}\n`,
        key.replaceAll('0', 'O').replaceAll('1', 'I'),
        key.replaceAll('0', 'o').replaceAll('1', 'l'),
      ]
      expect(forms.filter((form) => publicOf(form) !== right)).toEqual([])
    }
  })

  it('KY-6 with any one sign wrong, two swapped, one missing or one too many is refused before it is tried', () => {
    for (let n = 0; n < 4; n++) {
      const signs = [...drawRecoveryKey().key.replaceAll('-', '')]
      const changed = signs.flatMap((sign, at) =>
        [...SIGNS].filter((other) => other !== sign).map((other) => signs.with(at, other).join('')),
      )
      const swapped = signs.flatMap((sign, at) =>
        signs.slice(at + 1).flatMap((other, ahead) =>
          other === sign
            ? []
            : [
                signs
                  .with(at, other)
                  .with(at + 1 + ahead, sign)
                  .join(''),
              ],
        ),
      )
      const cut = signs.map((_, at) => signs.toSpliced(at, 1).join(''))
      const more = signs.map((sign, at) => signs.toSpliced(at, 0, sign).join(''))
      const all = [...changed, ...swapped, ...cut, ...more, '', 'U'.repeat(36), signs.join('').slice(0, 32)]
      expect(changed).toHaveLength(36 * 31)
      expect(all.filter((typed) => publicOf(typed) !== 'store.recovery.typed')).toEqual([])
    }
  })

  it('is another key in another store', () => {
    const { key } = drawRecoveryKey()
    expect(publicOf(key)).not.toBe(publicOf(key, '00000000-0000-4000-8000-000000000001'))
    expect(groupOf(key, 9)).toBe(key.slice(-4))
  })
})
