import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import type { Chance } from './seeded.ts'

/*
 * What may happen to a file while nobody looks: bits, pages, its end, its beginning.
 */

const PAGE = 4096
/** SQLCipher's header is the salt; the pages begin behind it within the first page. */
const HEADER = 100

/** Turns one bit. */
export function flipBit(path: string, chance: Chance): string {
  const bytes = readFileSync(path)
  const bit = chance(bytes.byteLength * 8)
  bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
  writeFileSync(path, bytes)
  return `bit ${bit}`
}

const pageCount = (bytes: Buffer): number => Math.floor(bytes.byteLength / PAGE)
const page = (bytes: Buffer, n: number): Buffer => bytes.subarray(n * PAGE, (n + 1) * PAGE)

export const PAGE_DAMAGE: Readonly<Record<string, (path: string, chance: Chance) => void>> = {
  'a page of zeros': (path, chance) => {
    const bytes = readFileSync(path)
    page(bytes, chance(pageCount(bytes))).fill(0)
    writeFileSync(path, bytes)
  },
  'two pages changed for one another': (path, chance) => {
    const bytes = readFileSync(path)
    const count = pageCount(bytes)
    const first = 1 + chance(count - 1)
    const second = 1 + ((first + chance(count - 2)) % (count - 1))
    const kept = Buffer.from(page(bytes, first))
    page(bytes, second).copy(page(bytes, first))
    kept.copy(page(bytes, second))
    writeFileSync(path, bytes)
  },
  'the end missing': (path, chance) => truncateSync(path, chance(readFileSync(path).byteLength)),
  'the beginning damaged': (path, chance) => {
    const bytes = readFileSync(path)
    for (let n = 0; n < 8; n++) bytes.writeUInt8(chance(256), chance(HEADER))
    writeFileSync(path, bytes)
  },
}

/** What may happen to the write-ahead log. @param older a log of another time */
export const logDamage = (older: string): Readonly<Record<string, (path: string, chance: Chance) => void>> => ({
  'the end missing': (path, chance) => truncateSync(path, chance(readFileSync(path).byteLength)),
  'a bit turned': (path, chance) => void flipBit(path, chance),
  'all missing': (path) => writeFileSync(path, ''),
  'one of another time': (path) => copyFileSync(older, path),
})
