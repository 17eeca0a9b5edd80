import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Book, sha256, tables } from '../../src-main/store/index.ts'
import { takeStand } from '../../src-main/store/standing.ts'
import { cutLine, testServer, type CutLine, type TestServer } from '../support/sshd.ts'
import { chosenEnd, programs, runAndKill, type Ended, type Point } from './kill.ts'
import { brokenIn } from './opened.ts'
import { acknowledged, copyOf, discard, makeTemplate, type Place, type Template } from './place.ts'
import { countOf, namesIn } from './scenarios.ts'
import { chanceFor, many, told } from './seeded.ts'

/*
 * Files carried to a real SSH server, killed at any moment: by the clock, at each named place where the book is written, and after any number of bytes the
 * program has said to the server. What stands over there is every file once, byte for byte; what was acknowledged is there; one round clears up.
 */

let server: TestServer
let line: CutLine
let template: Template
beforeAll(async () => {
  server = await testServer()
  line = await cutLine(server.port)
  template = makeTemplate(0, 0)
})
afterAll(async () => {
  discard(template)
  await line.end()
  await server.end()
})

/** Days of sessions that are still to be filed. */
const SESSIONS = 60
const POINTS: readonly [Point, ...Point[]] = [
  { name: 'log written', operation: 'write', ending: 'book.db-wal', most: 600 },
  { name: 'log synced', operation: 'sync', ending: 'book.db-wal', most: 60 },
  { name: 'book written', operation: 'write', ending: 'book.db', most: 100 },
]
/** What the program says to a server while it sends a file, and a little more: the handshake, the upload, the rename. */
const SAID = 9000

function words(place: Place): readonly string[] | undefined {
  const first = countOf(acknowledged(place.acks), 'C')
  if (first >= SESSIONS) return undefined
  const key = join(place.root, 'user-key')
  if (!existsSync(key)) writeFileSync(key, server.privateKey, { mode: 0o600 })
  return [place.store, place.out, place.acks, `${first}`, '4', `${line.port}`, server.fingerprint(), key, server.user]
}

/** Runs the program and ends it when it has said so many bytes on one of its lines. */
async function killedAt(bytes: number, given: readonly string[]): Promise<Ended> {
  const began = performance.now()
  const child = spawn(process.execPath, [join(programs, 'courier.js'), ...given], { stdio: ['ignore', 'ignore', 'pipe'] })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  line.cutAfter(bytes, () => void child.kill('SIGKILL'))
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  line.cutAfter(Infinity)
  return { killed: signal === 'SIGKILL', code, errors, ms: performance.now() - began }
}

type Sent = {
  file: { id: number; direction: string; name: string; sha256: string }
  outbox: { file: number; name: string; state: string; sha256: string }
}
const from = tables<Sent>()

function faultsOf(place: Place): string[] {
  const acks = acknowledged(place.acks)
  const book = Book.open(join(place.store, 'book.db'), template.key)
  try {
    const halt = takeStand(book, place.store)
    return [
      ...(halt ? [`a false alarm: ${halt.words}`] : []),
      ...book.read((db) => {
        const files = db.all(from.selectFrom('file').select(['id', 'name', 'sha256']).where('direction', '=', 'out'))
        const rows = db.all(from.selectFrom('outbox').selectAll())
        const sent = new Map(rows.map((row) => [row.name, row]))
        const there = new Map(
          readdirSync(place.out)
            .filter((name) => !name.endsWith('.part'))
            .map((name) => [name, sha256(readFileSync(join(place.out, name)))]),
        )
        return [
          ...brokenIn(db),
          ...(rows.length === files.length ? [] : [`${files.length} files were written and ${rows.length} are in the outbox`]),
          ...[...there]
            .filter(([name, digest]) => sent.get(name)?.sha256 !== digest)
            .map(([name]) => `${name} over there is not what was sent`),
          ...rows
            .filter(({ name, state }) => state === 'sent' && !there.has(name))
            .map(({ name }) => `${name} is called sent and is not there`),
          ...namesIn(acks, 'W')
            .filter((name) => !there.has(name))
            .map((name) => `${name} was acknowledged and is not there`),
        ]
      }),
    ]
  } finally {
    book.close()
  }
}

it('KL-2: killed while files travel, each is over there once and whole', async () => {
  const began = performance.now()
  const chance = chanceFor('KL-2 courier')
  const rounds = many(24, 1000)
  const faults: string[] = []
  const kills = { time: 0, point: 0, line: 0 }
  let place = copyOf(template)
  for (let run = 0; kills.time + kills.point + kills.line < rounds && run < rounds * 4; run++) {
    const given = words(place)
    if (!given) {
      discard(place)
      place = copyOf(template)
      continue
    }
    const by = (['line', 'time', 'point'] as const)[run % 3] ?? 'line'
    const end = chosenEnd(POINTS, by === 'point' ? run : undefined, 900, chance)
    const bytes = 1 + chance(SAID)
    const ended = by === 'line' ? await killedAt(bytes, given) : await runAndKill('courier', given, end, place.acks)
    if (ended.killed) kills[by]++
    else if (ended.code !== 0) faults.push(`run ${run} (${by}) ended with ${ended.code}: ${ended.errors.slice(-300)}`)
    faults.push(...faultsOf(place).map((one) => `run ${run}, ${by === 'line' ? `after ${bytes} bytes` : JSON.stringify(end)}: ${one}`))
  }
  // Left alone, everything ends up over there.
  const given = words(place)
  if (given) {
    const ended = await runAndKill('courier', given, { is: 'time', afterMs: 600_000 / 10 }, place.acks).catch((error: unknown) => ({
      code: 1,
      errors: String(error),
    }))
    if (ended.code !== 0) faults.push(`the last run ended with ${ended.code}: ${ended.errors}`)
  }
  faults.push(...faultsOf(place))
  discard(place)
  told(
    'KL-2',
    `killed while files travel by SFTP: ${kills.time} by time, ${kills.point} at named points, ${kills.line} after some bytes`,
    rounds,
    faults.length,
    began,
  )
  expect(faults).toEqual([])
  expect(Math.min(kills.time, kills.point, kills.line)).toBeGreaterThan(rounds / 6)
})
