import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backupDue, surplus, warnings, type Kept } from './rotation.ts'

const SEED = 20_261_122
const instant = (hours: number): string => new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000).toISOString()

/** A life of a store: each day a backup or two, or none; each verified or not. */
const days = fc.array(fc.record({ made: fc.boolean(), holds: fc.integer({ min: 0, max: 9 }).map((n) => n > 1), twice: fc.boolean() }), {
  minLength: 20,
  maxLength: 400,
})

function live(history: readonly { made: boolean; holds: boolean; twice: boolean }[], after: (kept: Kept[], gone: Kept[]) => void): Kept[] {
  let kept: Kept[] = []
  history.forEach((one, day) => {
    for (const hour of one.made ? (one.twice ? [9, 17] : [9]) : []) {
      const made = { name: `${day}.${hour}`, at: instant(day * 24 + hour), isVerified: one.holds }
      kept = [...kept, made]
      // Old ones go only after a new one was verified.
      if (!one.holds) continue
      const names = new Set(surplus(kept))
      const gone = kept.filter((each) => names.has(each.name))
      kept = kept.filter((each) => !names.has(each.name))
      after(kept, gone)
    }
  })
  return kept
}

describe('rotation of backups', () => {
  it('BK-5 never lets go of the two newest verified ones, nor of an unverified one without two newer verified, in 1,000 lives of up to 400 days', () => {
    fc.assert(
      fc.property(days, (history) => {
        let made = 0
        live(history, (kept, gone) => {
          made++
          const verified = kept.filter((one) => one.isVerified).sort((a, b) => (a.at < b.at ? 1 : -1))
          expect(verified.length).toBeGreaterThanOrEqual(Math.min(2, made))
          for (const one of gone.filter((each) => !each.isVerified))
            expect(verified.filter((each) => each.at > one.at).length).toBeGreaterThanOrEqual(2)
          expect(verified.length).toBeLessThanOrEqual(7 + 5 + 12 + 2 + 4)
        })
      }),
      { numRuns: 1000, seed: SEED },
    )
  })

  it('BK-5 after a year of daily ones keeps seven days, five weeks and twelve months', () => {
    const kept = live(
      Array.from({ length: 365 }, () => ({ made: true, holds: true, twice: false })),
      () => undefined,
    )
    const ages = kept.map((one) => 364 - Math.floor((Date.parse(one.at) - Date.UTC(2026, 0, 1)) / 86_400_000)).sort((a, b) => a - b)
    expect(ages.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(new Set(kept.map((one) => one.at.slice(0, 7))).size).toBe(12)
    expect(kept.length).toBeLessThanOrEqual(24)
  })

  it('keeps what was made in the last two days, and of very many the newest twelve', () => {
    const all = Array.from({ length: 20 }, (_, n) => ({ name: String(n), at: instant(n), isVerified: true }))
    expect(surplus(all.slice(0, 5))).toEqual([])
    expect(surplus(all)).toEqual(['7', '6', '5', '4', '3', '2', '1', '0'])
  })

  it('keeps everything while there is one verified backup', () => {
    const all = [1, 2, 3].map((n) => ({ name: String(n), at: instant(n), isVerified: n === 1 }))
    expect(surplus(all)).toEqual([])
  })
})

describe('what is due', () => {
  const kept = (at: string, isVerified = true): Kept => ({ name: at, at, isVerified })

  it('is a backup when the newest verified one is older than 20 hours, in the future, or missing', () => {
    expect(backupDue([], instant(0))).toBe(true)
    expect(backupDue([kept(instant(0))], instant(19))).toBe(false)
    expect(backupDue([kept(instant(0))], instant(21))).toBe(true)
    expect(backupDue([kept(instant(0)), kept(instant(20), false)], instant(21))).toBe(true)
    expect(backupDue([kept(instant(30))], instant(21))).toBe(true)
  })

  it('is said in words: an old backup, an unverified one, no drill, a second folder that is gone', () => {
    const good = { backups: [kept(instant(0))], now: instant(1), drill: { at: instant(0), holds: true }, second: 'there' as const }
    expect(warnings(good)).toEqual([])
    expect(warnings({ ...good, now: instant(49) })).toHaveLength(1)
    expect(warnings({ ...good, backups: [...good.backups, kept(instant(0), false)] })).toHaveLength(1)
    expect(warnings({ ...good, backups: [] })).toEqual(['There is no verified backup yet.'])
    expect(warnings({ ...good, drill: null })).toEqual([])
    expect(warnings({ ...good, drill: null, now: instant(36 * 24) })).toHaveLength(2)
    expect(warnings({ ...good, drill: { at: instant(0), holds: false } })).toHaveLength(1)
    expect(warnings({ ...good, second: 'gone' })).toHaveLength(1)
  })
})
