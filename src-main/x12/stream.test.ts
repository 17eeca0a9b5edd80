import { describe, expect, it } from 'vitest'
import { remittanceText } from '../../test/bench/files.ts'
import { hasShared, samples, WITHOUT } from '../../test/support/shared.ts'
import { claimPaymentsOf, readAny, readFile, readStream, setsOf, type Remittance835, type Streamed } from './index.ts'

const ALL = ['837P', '835', '270', '271', '276', '277', '277CA', '278', '999', '997', 'TA1', 'other', 'examples'] as const

function* inPieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let from = 0; from < bytes.byteLength; from += size) yield bytes.subarray(from, from + size)
}
async function streamed(bytes: Uint8Array, size: number): Promise<Streamed[]> {
  const events: Streamed[] = []
  for await (const event of readStream(inPieces(bytes, size))) events.push(event)
  return events
}
const saidOf = (all: readonly { code: string; message: string; where: { segment: number; byte: number } }[]): string[] =>
  all.map((one) => `${one.where.segment} ${one.where.byte} ${one.code} ${one.message}`).sort()
const remittanceOf = (claims: number): Buffer => Buffer.from([...remittanceText(claims)].join(''), 'latin1')

describe('a file read in a stream', () => {
  it('hands out each claim payment as the whole reading has it, and judges the payment with all of them', async () => {
    const bytes = remittanceOf(40)
    const [whole] = setsOf(readFile(bytes)).map(readAny)
    const events = await streamed(bytes, 1000)
    const units = events.flatMap((event) => (event.is === 'unit' ? [event.unit.value] : []))
    expect(units).toEqual(claimPaymentsOf(whole?.reading.value as Remittance835))
    const set = events.find((event) => event.is === 'set')
    expect(set).toMatchObject({ findings: [], rules: whole?.reading.rules })
  })

  it('says that a payment does not add up, though its claims are gone', async () => {
    const text = remittanceOf(40)
      .toString('latin1')
      .replace(/BPR\*I\*[\d.]+/, 'BPR*I*1')
    const events = await streamed(Buffer.from(text, 'latin1'), 1000)
    const [set] = events.flatMap((event) => (event.is === 'set' ? [event] : []))
    expect(set?.findings.map((one) => [one.rule, one.where.id])).toEqual([['BAL.PAYMENT', 'BPR']])
  })

  it('stops when it is cancelled, and tells how far it came', async () => {
    const cancel = new AbortController()
    const told: number[] = []
    const bytes = remittanceOf(3000)
    const reading = (async () => {
      let units = 0
      const progress = (done: number): void => void told.push(done)
      for await (const event of readStream(inPieces(bytes, 300_000), { signal: cancel.signal, progress })) {
        if (event.is === 'unit' && ++units === 100) cancel.abort()
      }
    })()
    await expect(reading).rejects.toThrow(/abort/i)
    expect(told.length).toBeGreaterThan(0)
    expect(Math.max(...told)).toBeLessThan(bytes.byteLength)
  })
})

describe.skipIf(!hasShared)(`real files in a stream (${hasShared ? 'beside the project' : WITHOUT})`, () => {
  it.each(samples(...ALL))('$name gives the same findings and the same sets in pieces of any size', async ({ bytes }) => {
    const file = readFile(bytes)
    const sets = setsOf(file).map(readAny)
    const whole = saidOf([...file.findings, ...sets.flatMap((one) => one.reading.findings)])
    for (const size of [Math.max(1, Math.floor(bytes.byteLength / 50)), 1 << 20]) {
      const events = await streamed(bytes, size)
      const found = events.flatMap((event) =>
        event.is === 'finding' ? [event.finding] : event.is === 'set' ? event.findings : event.is === 'unit' ? event.unit.findings : [],
      )
      expect(saidOf(found)).toEqual(whole)
      expect(events.filter((event) => event.is === 'set').length).toBe(sets.length)
    }
  })

  it('gives the same when all of them stand one behind the other, however they are cut', async () => {
    const all = Buffer.concat(samples(...ALL).flatMap(({ bytes }) => [bytes, bytes]))
    const file = readFile(all)
    const whole = saidOf([...file.findings, ...setsOf(file).flatMap((one) => readAny(one).reading.findings)])
    for (const size of [4999, 100_003]) {
      const events = await streamed(all, size)
      const found = events.flatMap((event) =>
        event.is === 'finding' ? [event.finding] : event.is === 'set' ? event.findings : event.is === 'unit' ? event.unit.findings : [],
      )
      expect(saidOf(found)).toEqual(whole)
    }
  })
})
