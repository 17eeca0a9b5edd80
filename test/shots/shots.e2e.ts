import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { unshown, writeAlbum } from './album.ts'
import { picture } from './grounds.ts'
import { journeys } from './journeys/index.ts'
import { dress, walk, type Look, type Missed } from './stop.ts'

// A picture of every place of the program, in light and dark. `npm run shots` calls it.

const folder = resolve(process.env['PARITY_SHOTS'] ?? join(import.meta.dirname, '../../test-results/shots'))
const only = (process.env['PARITY_SHOTS_ONLY'] ?? '').split(' ').filter((word) => word !== '')
const isWanted = ({ name }: { readonly name: string }): boolean =>
  only.length === 0 || only.some((word) => (word.startsWith('=') ? name === word.slice(1) : name.includes(word)))
const missed: Missed[] = []
const all = journeys.flatMap(({ stops }) => stops)

test.beforeAll(async () => {
  if (only.length === 0) await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
})

for (const journey of journeys.filter(({ stops }) => stops.some(isWanted))) {
  test(`pictures: ${journey.name}`, async () => {
    test.setTimeout(900_000)
    const looks = (isMain: boolean): readonly Look[] => (isMain ? ['light', 'dark', 'contrast'] : ['light', 'dark'])
    const here = await walk(
      journey,
      async ({ name, isMain = false }, ground) => {
        for (const look of looks(isMain)) {
          await dress(ground.page, look)
          await picture(ground, folder, `${name}-${look}`)
        }
        await dress(ground.page, 'light')
      },
      isWanted,
    )
    missed.push(...here)
    expect(here).toEqual([])
  })
}

test('every screen is shown in every state', async () => {
  const count = await writeAlbum(folder, all, missed)
  process.stdout.write(`${count} pictures of ${all.length} places are in ${folder}; index.html shows them side by side.\n`)
  if (missed.length > 0) process.stdout.write(`Not reached: ${missed.map(({ stop }) => stop).join(', ')}\n`)
  expect(unshown(all)).toEqual([])
})
