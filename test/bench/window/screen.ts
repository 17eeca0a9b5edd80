import { goal, print, series } from '../report.ts'
import { CHOOSE, DESK, DOORS, ROWS, shownAt, unlock, visit } from './page.ts'
import { tripProgram, type Ways } from './start.ts'
import { MADE_OWNER } from '../book.ts'
import { bookOf } from './floor.ts'
import { start, type Program } from './program.ts'

/*
 * In the real window with the large book: rows after a click, after a sort and a filter, while one scrolls from end to end; P8, a page into the page; and the
 * palette, letter by letter.
 */

const SCROLL = 'document.querySelector("[role=grid]")'

/** Scrolls from the top to the bottom and gives the length of every frame, and the longest time the rows in sight had no content. */
const scrolling = (steps: number, by: 'wheel' | 'drag'): string => `(async () => {
  const list = ${SCROLL}
  const end = list.scrollHeight - list.clientHeight
  const frames = []
  let blankSince, blank = 0, last = performance.now()
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  const isBlank = () => {
    const box = list.getBoundingClientRect()
    const middle = document.elementFromPoint(box.left + box.width / 3, box.top + box.height / 2)
    const row = middle?.closest('[role=row]')
    return !row || row.textContent.trim() === ''
  }
  list.scrollTop = 0
  await frame()
  for (let step = 1; step <= ${steps}; step++) {
    list.scrollTop = ${by === 'wheel' ? 'list.scrollTop + 240' : `Math.round(end * step / ${steps})`}
    await frame()
    const now = performance.now()
    frames.push(now - last)
    last = now
    if (isBlank()) blank = Math.max(blank, now - (blankSince ??= now))
    else blankSince = undefined
  }
  const from = performance.now()
  while (isBlank() && performance.now() - from < 10000) await frame()
  blank = Math.max(blank, performance.now() - from)
  list.scrollTop = 0
  return { frames, blank }
})()`

/** Presses the head of a column. @returns until the first row is another, or as long as nothing changed for a while */
const sorting = (words: string): string => `(async () => {
  const first = () => document.querySelector('[role=grid] [aria-rowindex="2"]')
  const head = [...document.querySelectorAll('[role=columnheader] button')].find((one) => one.textContent.trim() === ${JSON.stringify(words)})
  if (!head) throw new Error('No column of this name')
  const before = first()?.textContent
  const from = performance.now()
  head.click()
  for (;;) {
    await new Promise((done) => requestAnimationFrame(done))
    const row = first()
    if (row && row.querySelector('[role=gridcell]') && row.textContent.trim() !== '' && row.textContent !== before) break
    if (performance.now() - from > 30000) throw new Error('The sort never showed')
  }
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  return performance.now() - from
})()`

/** One call through the bridge, the reply parsed. @returns milliseconds */
const calling = (name: string, input: unknown): string => `(async () => {
  const text = JSON.stringify({ t: 'call', id: 1e9 + Math.floor(performance.now() * 1000), name: ${JSON.stringify(name)}, input: ${JSON.stringify(input)} })
  const from = performance.now()
  const reply = JSON.parse(await window.parity.call(text))
  if (!reply.ok) throw new Error(JSON.stringify(reply.problem))
  return performance.now() - from
})()`

const bareTrip = (at: number): string => `(async () => {
  const from = performance.now()
  JSON.parse(await window.trip(${at}))
  return performance.now() - from
})()`

/** Types into the palette, letter by letter. @returns for each letter that changes what is found, milliseconds until it was there */
const finding = (word: string): string => `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true }))
  let field
  for (let n = 0; n < 200 && !(field = document.querySelector('[role=dialog] input')); n++) await frame()
  if (!field) throw new Error('The palette did not open')
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  const all = []
  for (let letters = 1; letters <= ${word.length}; letters++) {
    const text = ${JSON.stringify(word)}.slice(0, letters)
    const before = document.querySelector('[role=dialog]').textContent
    const from = performance.now()
    set.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    // A letter that finds the same again leaves nothing to wait for.
    const isSame = () => document.querySelector('[role=dialog]').textContent === before
    while (isSame() && performance.now() - from < 3000) await frame()
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    if (letters >= 3 && !isSame()) all.push(performance.now() - from)
    await new Promise((done) => setTimeout(done, 150))
  }
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  return all
})()`

export async function measureScreen(ways: Ways, folder: string, claims: number, rounds: number): Promise<void> {
  const program = start(ways.electron, ways.project, ways.probe, { PARITY_BENCH_STORE: folder })
  try {
    await program.run(shownAt(DOORS))
    await program.run(CHOOSE)
    await program.run(unlock(MADE_OWNER.passphrase, DESK))
    print(`\nIn the window, ${claims} claims`)
    await measureVisits(program, rounds)
    await measureScrolling(program)
    await measureTrips(program, { ways, folder }, claims, rounds)
    await measurePalette(program, rounds)
    series('memory after all of this', [program.memory()], 'MiB')
    const page = series('memory of the window’s page', [program.pageMemory()], 'MiB')
    goal('memory of the window’s page', page.median, 400, 'MiB')
  } finally {
    await program.close()
  }
}

async function measureVisits(program: Program, rounds: number): Promise<void> {
  const claims: number[] = []
  const sorts: number[] = []
  for (let round = 0; round < rounds; round++) {
    claims.push(await program.run<number>(visit('Claims', ROWS)))
    for (const words of ['Patient', 'Charge', 'Payer', 'Day']) {
      const ms = await program.run<number>(sorting(words)).catch(() => undefined)
      if (ms !== undefined) sorts.push(ms)
    }
    await program.run(visit('Today', DESK))
  }
  await program.run(visit('Claims', ROWS))
  const first = series('click on Claims to rows on screen', claims)
  const sorted = series('click on a head to the rows in another order', sorts)
  goal('rows of the claims after a click, median', first.median, 100, 'ms')
  goal('another order, median', sorted.median, 250, 'ms')
}

async function measureScrolling(program: Program): Promise<void> {
  for (const [by, steps] of [
    ['wheel', 400],
    ['drag', 300],
  ] as const) {
    const { frames, blank } = await program.run<{ frames: number[]; blank: number }>(scrolling(steps, by))
    const all = series(`frames while scrolling by ${by}`, frames)
    series(`longest time without rows, by ${by}`, [blank])
    goal(`frames while scrolling by ${by}, P95`, all.p95, 34, 'ms')
  }
}

async function measureTrips(
  program: Program,
  { ways, folder }: { readonly ways: Ways; readonly folder: string },
  claims: number,
  rounds: number,
): Promise<void> {
  const bare = start(ways.electron, tripProgram(ways.scratch, ways.project, bookOf(folder)), ways.probe)
  await bare.run(shownAt('true'))
  const floor: number[] = []
  const own: number[] = []
  const trips: number[] = []
  const view = { filters: [], sort: [{ by: 'day', down: true }] }
  for (let n = 0; n < rounds * 20; n++) {
    own.push(await program.run<number>(calling('claims.list', { view, window: (n * 37) % Math.max(1, Math.floor(claims / 200) - 1) })))
    trips.push(await program.run<number>(calling('store.status', {})))
    floor.push(await bare.run<number>(bareTrip(10_001 + ((n * 7919) % claims))))
  }
  await bare.close()
  print('\nP8 a page into the page')
  const page = series('a page of 200 claims, asked, answered and parsed', own)
  series('the smallest call, asked, answered and parsed', trips)
  const least = series('floor: the query and the trip in a bare Electron', floor)
  goal('P8 a page into the page, P95 to the floor', page.p95 / least.p95, 2)
}

async function measurePalette(program: Program, rounds: number): Promise<void> {
  const all: number[] = []
  for (let round = 0; round < Math.min(3, rounds); round++)
    for (const word of ['langford', 'quintero']) all.push(...(await program.run<number[]>(finding(word)).catch(() => [])))
  const found = series('a letter in the palette to what it found on screen', all)
  goal('P9 a typed letter to rows on screen, P95', found.p95, 50, 'ms')
}
