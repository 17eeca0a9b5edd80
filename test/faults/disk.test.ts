import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { programs } from './kill.ts'
import { acknowledged, copyOf, discard, examine, faultsOf, makeTemplate } from './place.ts'
import { many, SEED, told } from './seeded.ts'

const template = makeTemplate(24, 12)
afterAll(() => discard(template))

/** Runs a program on a disk of its own that is so large, which needs root or a user namespace. */
function onSmallDisk(program: string, words: (disk: string) => readonly string[], megabytes: number): { refused: number; found: string[] } {
  const disk = mkdtempSync(join(tmpdir(), 'parity-disk-'))
  const script = `mount -t tmpfs -o size=${megabytes}m none "${disk}" && exec "$@"`
  const flags = process.getuid?.() === 0 ? '-m' : '-Urm'
  try {
    const own = ['sh', '-c', script, 'sh', process.execPath, join(programs, `${program}.js`), ...words(disk)]
    return JSON.parse(execFileSync('unshare', [flags, ...own], { encoding: 'utf8' })) as { refused: number; found: string[] }
  } finally {
    rmSync(disk, { recursive: true, force: true })
  }
}

it('DF-1: on a full disk every step is whole or refused as such, and goes on when there is room', () => {
  const began = performance.now()
  const { refused, found } = onSmallDisk(
    'full',
    (disk) => [template.root, disk, template.key, `${template.claims}`, `${many(60, 500)}`],
    24,
  )
  told('DF-1', 'disk filled while importing, posting, charging and sending', refused, found.length, began)
  expect(found).toEqual([])
  expect(refused).toBeGreaterThanOrEqual(many(60, 500))
})

it('DF-1: on a disk that fills while a backup is made it is whole or refused as such, and is made when there is room', () => {
  const began = performance.now()
  const { refused, found } = onSmallDisk('full-backup', (disk) => [template.root, disk, `${many(12, 100)}`], 560)
  told('DF-1', 'disk filled while a backup is made', refused, found.length, began)
  expect(found).toEqual([])
  expect(refused).toBeGreaterThanOrEqual(many(5, 40))
})

it('DF-4: a disk that fails is told as such, and the store is not used before it was opened again', () => {
  const began = performance.now()
  const faults = many(50, 500)
  let met = 0
  const found: string[] = []
  while (met < faults) {
    const place = copyOf(template)
    const env = { ...process.env, LD_PRELOAD: join(programs, 'shim.so'), PARITY_FAULTS_SEED: `${SEED + met}` }
    const words = [join(programs, 'failing.js'), place.root, `${faults - met}`]
    const said = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8', env })) as { met: number; found: string[] }
    met += said.met
    found.push(...said.found, ...faultsOf(examine(place.store, template.key), acknowledged(place.acks), template.claims))
    discard(place)
  }
  told('DF-4', 'the n-th write, sync, truncation, opening or renaming fails', met, found.length, began)
  expect(found).toEqual([])
})
