import { describe, expect, it } from 'vitest'
import { hasShared, samples, verdicts, WITHOUT, type Sample } from '../../test/support/shared.ts'
import { asText, readAny, readFile, setsOf, writeSet, type ReadTransaction } from './index.ts'

const ALL = ['837P', '835', '270', '271', '276', '277', '277CA', '278', '999', '997', 'TA1', 'other', 'examples'] as const

/** `at` and `span` say where a value stood, which writing it again may change. */
const bare = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'at' || key === 'span' ? undefined : part)))
const findings = (sample: Sample) => {
  const file = readFile(sample.bytes)
  return [...file.findings, ...setsOf(file).flatMap((set) => readAny(set).reading.findings)]
}
const rawOf = (one: ReadTransaction, text: string): string[] =>
  [...one.raw.segments].map((segment) => text.slice(segment.byte, segment.end).replace(/[\r\n]/g, ''))
/** As X12 wants it written: no trailing zeros, no leading point. */
const canonical = (segment: string): string =>
  segment
    .replace(/(?<=[*|>:^])(-?\d+)\.(\d*?)0+(?=$|[*|>:^])/g, (_, whole: string, rest: string) => (rest ? `${whole}.${rest}` : whole))
    .replace(/(?<=[*|>:^])(-?)\.(\d)/g, '$10.$2')

describe.skipIf(!hasShared)(`real files (${hasShared ? 'beside the project' : WITHOUT})`, () => {
  it.each(samples(...ALL))('$name is read without an exception', (sample) => {
    for (const one of findings(sample)) {
      expect(one.where.byte).toBeLessThanOrEqual(sample.bytes.byteLength)
      expect(one.message).toMatch(/\.$/)
    }
  })

  const verdict = verdicts()
  it.each(samples('835').filter((one) => verdict.get(one.name) === 'VALID'))('$name is valid, and nothing is found', (sample) =>
    expect(findings(sample)).toEqual([]),
  )
  it.each(samples('837P').filter((one) => verdict.get(one.name) === 'VALID'))(
    '$name is valid, and nothing but doubts about its invented numbers and dates is found',
    (sample) => expect(findings(sample).filter((one) => one.code !== 'RULE.DOUBTFUL')).toEqual([]),
  )
  it.each(
    samples('837P', '835').filter(
      (one) => verdict.get(one.name) === 'INVALID' && !/emedny-156|cosyte-medicare|cosyte-patient-hl/.test(one.name),
    ),
  )('$name is not, and something grave is found', (sample) =>
    expect(findings(sample).filter((one) => one.severity !== 'info' && one.severity !== 'warning').length).toBeGreaterThan(0),
  )
  it.each(samples('examples'))('$name, a worked example, has no finding', (sample) =>
    expect(findings(sample).filter((one) => one.code !== 'ENV.UNSUPPORTED')).toEqual([]),
  )

  it.each(samples('837P', '835', '270', '271', '277CA', '999', 'examples'))(
    '$name, written again, is the same value, and the same text where it was canonical',
    (sample) => {
      const text = asText(sample.bytes)
      for (const one of setsOf(readFile(sample.bytes)).map(readAny)) {
        if (!one.described || one.reading.findings.some((each) => each.severity !== 'info')) continue
        const writing = writeSet(one.described, one.reading.value, one.raw.control, one.raw.delimiters)
        expect(writing.ok && bare(writing.written.segments.slice(1))).toEqual(rawOf(one, text).map(canonical).slice(1))
      }
    },
  )
})
