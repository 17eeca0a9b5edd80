import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { addDays, day } from '../../src-shared/day.ts'
import { backupsIn } from '../../src-main/store/index.ts'
import { HELD, moneyAt, oldStore } from './migrating.ts'
import { ringAt, ownKeys } from './opened.ts'
import { copyOf, discard, fileNameOf, makeTemplate, PASSPHRASE, traceOf } from './place.ts'
import { open, worker, type Worker } from './programs/work.ts'
import { many, told } from './seeded.ts'

const ALL = { view: { filters: [], sort: [] }, window: 0 }
const ON = day('2026-11-01')

/** What a person sees of the money, on one day. */
async function figures({ call, at }: Worker): Promise<string> {
  at('2026-12-01')
  const lists = ['claims.list', 'remittance.list', 'denials.list', 'patients.list'] as const
  const seen: unknown[] = []
  for (const name of lists) seen.push(await call(name, ALL))
  return JSON.stringify(seen)
}

const brokenOf = async ({ call }: Worker): Promise<string[]> =>
  (await call('store.verify', {})).checks.filter((one) => one.broken > 0).map((one) => one.id)

it('BK-3: every retained backup, restored, holds and shows the same figures to the cent', async () => {
  const began = performance.now()
  const days = many(10, 60)
  const template = makeTemplate(days, 4)
  const seen = new Map<string, string>()
  const own = worker(template.acks)
  await open(own, template.store)
  for (let n = 0; n < days; n++) {
    own.at(addDays(ON, n))
    await own.call('exchange.import', { paths: [join(template.files, fileNameOf(n))] })
    const { rows } = await own.call('remittance.list', ALL)
    await own.call('remittance.post', { id: rows.find((one) => one.trace === traceOf(n))?.id ?? 0 })
    const shown = await figures(own)
    own.at(addDays(ON, n))
    seen.set((await own.call('backup.make', {})).name, shown)
  }
  own.close()
  const names = backupsIn(join(template.store, 'backups')).map((one) => one.name)
  const found: string[] = []
  for (const [n, name] of names.entries()) {
    const place = copyOf(template)
    const other = worker(place.acks, '2026-12-01')
    await open(other, place.store)
    await other.call('access.confirm', { passphrase: PASSPHRASE })
    // From within, and from the sign-in screen.
    if (n % 2 === 0) await other.call('backup.restore', { name, reason: 'A drill' })
    else await other.call('store.restore', { folder: place.store, name, user: 'Dana Whitlock', passphrase: PASSPHRASE })
    if ((await figures(other)) !== seen.get(name)) found.push(`${name}: other figures`)
    found.push(...(await brokenOf(other)).map((id) => `${name}: ${id} is broken`))
    other.close()
    discard(place)
  }
  discard(template)
  told('BK-3', `restored from every retained backup of ${days} days`, names.length, found.length, began)
  expect(found).toEqual([])
  expect(names.length).toBeGreaterThanOrEqual(7)
  expect(new Set(seen.values()).size).toBe(days)
})

it('BK-3: the backup of 0.1.0, restored, holds and shows the same figures to the cent', async () => {
  const began = performance.now()
  const place = oldStore()
  const own = worker(place.acks)
  const keys = { folder: place.store, user: HELD.user, passphrase: HELD.passphrase }
  await own.call('store.open', keys)
  const before = await figures(own)
  await own.call('fees.save', { code: '99999', starts: day('2026-01-01'), cents: 12_300 as never })
  const [name = ''] = readdirSync(join(place.store, 'backups'))
  await own.call('store.restore', { ...keys, name })
  expect(await figures(own)).toBe(before)
  expect(await brokenOf(own)).toEqual([])
  own.close()
  const { generation } = ringAt(place.store)
  expect(generation).toBe(2)
  expect(moneyAt(join(place.store, 'book-2.db'), ownKeys(place.store, HELD.passphrase, HELD.user))).toBe(JSON.stringify(HELD.money))
  discard(place)
  told('BK-3', 'restored from the backup of a store of 0.1.0', 1, 0, began)
})
