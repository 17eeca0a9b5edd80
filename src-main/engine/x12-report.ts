import { envelopeNotes } from '../codes/index.ts'
import {
  acknowledge,
  elementName,
  explain,
  isGrave,
  readAny,
  readFile,
  readInterchangeAcknowledgment,
  readStream,
  setsOf,
  summaryOf,
  writeAcknowledgment,
  type AnswerEnvelope,
  type Finding,
  type Streamed,
  type Summary,
} from '../x12/index.ts'

/*
 * What `parity x12` says of a file: envelopes, transactions in plain words, findings with their places; the typed values as JSON; each segment
 * explained; the answer to send.
 */

export type Told = { readonly hasErrors: boolean }
/** So many findings are listed; the others are counted. */
const MOST_LISTED = 500

type Print = (line: string) => void
type Reading = { readonly signal?: AbortSignal; readonly progress?: (bytes: number) => void }

/** Describes a file of any size, line by line, while it is read. */
export async function describeX12(source: AsyncIterable<Uint8Array>, name: string, print: Print, reading: Reading = {}): Promise<Told> {
  const report = new Report(print)
  print(name)
  for await (const event of readStream(source, reading)) report.take(event)
  return { hasErrors: report.hasErrors }
}

class Report {
  readonly #print: Print
  readonly #findings: Finding[] = []
  readonly #rules = new Map<string, { holds: number; broken: number; notStated: number }>()
  #summary: { readonly first: number; readonly summary: Summary } | undefined
  #count = 0
  hasErrors = false

  constructor(print: Print) {
    this.#print = print
  }

  take(event: Streamed): void {
    switch (event.is) {
      case 'interchange': {
        const { control, sender, receiver, date, time, usage } = event.header
        const kind = usage === 'T' ? 'test' : usage === 'P' ? 'production' : 'neither test nor production'
        return this.#print(`  ISA ${control}  ${sender} to ${receiver}, ${date} ${time}, ${kind}`)
      }
      case 'acknowledgment': {
        const { value, findings } = readInterchangeAcknowledgment(event.segment, event.delimiters)
        this.#found(findings)
        const outcome = { A: 'accepted', E: 'accepted with errors', R: 'rejected' }[value.status] ?? 'of unknown fate'
        return this.#print(
          `    TA1  Interchange ${value.control} was ${outcome}: ${envelopeNotes.find(value.note)?.words ?? `note ${value.note}`}`,
        )
      }
      case 'group':
        return this.#print(`    GS ${event.header.control}  ${event.header.functional}, ${event.header.version}`)
      case 'unit':
        this.#found(event.unit.findings)
        return this.#summaryOf(event.set.first, event.described)?.take(event.unit)
      case 'set':
        return this.#set(event)
      case 'finding':
        return this.#found([event.finding])
      case 'end':
        return this.#end(event.bytes, event.segments)
    }
  }

  #summaryOf(first: number, described: Parameters<typeof summaryOf>[0]): Summary {
    if (this.#summary?.first !== first) this.#summary = { first, summary: summaryOf(described) }
    return this.#summary.summary
  }

  #set({ set, described, value, findings, rules }: Streamed & { is: 'set' }): void {
    this.#found(findings)
    const whole = set.complete ? '' : ', not whole'
    this.#print(`      ST ${set.control}  ${described?.name ?? `${set.id} ${set.guide}`}, ${count(set.count, 'segment')}${whole}`)
    if (!described) return this.#print('        Parity does not know this transaction or this version of it.')
    this.#print(`        ${this.#summaryOf(set.first, described).words(value ?? {})}`)
    for (const { rule, holds, broken, notStated } of rules) {
      const own = this.#rules.get(rule) ?? { holds: 0, broken: 0, notStated: 0 }
      this.#rules.set(rule, { holds: own.holds + holds, broken: own.broken + broken, notStated: own.notStated + notStated })
    }
  }

  #found(findings: readonly Finding[]): void {
    for (const one of findings) {
      this.#count++
      this.hasErrors ||= isGrave(one)
      if (this.#findings.length < MOST_LISTED) this.#findings.push(one)
    }
  }

  #end(bytes: number, segments: number): void {
    this.#print(`  ${bytes.toLocaleString('en-US')} bytes, ${count(segments, 'segment')}`)
    const judged = [...this.#rules.values()]
    const times = (part: (one: { holds: number; broken: number; notStated: number }) => number): number =>
      judged.reduce((all, one) => all + part(one), 0)
    if (judged.length > 0)
      this.#print(
        `  ${count(judged.length, 'rule')} judged: ${times((one) => one.holds).toLocaleString('en-US')} times they hold, ${times((one) => one.broken).toLocaleString('en-US')} times broken, ${times((one) => one.notStated).toLocaleString('en-US')} times the file does not state enough`,
      )
    if (this.#count === 0) return this.#print('  No findings.')
    this.#print(`  ${count(this.#count, 'finding')}:`)
    for (const one of this.#findings.sort((a, b) => a.where.segment - b.where.segment))
      this.#print(`    ${one.severity.padEnd(7)} ${placeOf(one)}: ${one.message} [${one.rule ?? one.code}${reportOf(one)}]`)
    if (this.#count > this.#findings.length) this.#print(`    … and ${(this.#count - this.#findings.length).toLocaleString('en-US')} more`)
  }
}

/** A file as one value: envelopes, typed transactions, findings, outcomes of the rules. */
export function typedX12(bytes: Uint8Array, name: string): Told & { readonly json: unknown } {
  const file = readFile(bytes)
  const transactions = setsOf(file).map(readAny)
  const acknowledgments = file.interchanges.flatMap((one) =>
    one.acknowledgments.map((segment) => ({ interchange: one.header.control, ...readInterchangeAcknowledgment(segment, one.delimiters) })),
  )
  const findings = [
    ...file.findings,
    ...acknowledgments.flatMap((one) => one.findings),
    ...transactions.flatMap((one) => one.reading.findings),
  ]
  return {
    json: {
      name,
      bytes: bytes.byteLength,
      segments: file.segments,
      interchanges: file.interchanges.map(({ header, delimiters, groups }) => ({
        ...header,
        delimiters,
        groups: groups.map((group) => ({
          ...group.header,
          sets: group.sets.map(({ id, control, guide, count: segments, complete: isWhole }) => ({ id, control, guide, segments, isWhole })),
        })),
      })),
      acknowledgments: acknowledgments.map(({ interchange, value }) => ({ interchange, ...value })),
      transactions: transactions.map(({ raw, described, reading }) => ({
        id: raw.id,
        control: raw.control,
        guide: raw.guide,
        name: described?.name ?? null,
        title: described?.title ?? null,
        value: reading.value ?? null,
        rules: reading.rules,
      })),
      findings,
    },
    hasErrors: findings.some(isGrave),
  }
}

/** A file too large for one value: a line of JSON for each claim, claim payment or person, and one for each set behind them. */
export async function typedLines(source: AsyncIterable<Uint8Array>, print: Print, reading: Reading = {}): Promise<Told> {
  let hasErrors = false
  for await (const event of readStream(source, reading)) {
    if (event.is === 'unit') {
      const { unit, set, described } = event
      hasErrors ||= unit.findings.some(isGrave)
      print(
        JSON.stringify({ transaction: set.control, name: described.name, loop: unit.loop.id, value: unit.value, findings: unit.findings }),
      )
    } else if (event.is === 'set') {
      hasErrors ||= event.findings.some(isGrave)
      const { set, value, findings, rules } = event
      print(JSON.stringify({ transaction: set.control, guide: set.guide, isWhole: set.complete, value: value ?? null, rules, findings }))
    } else if (event.is === 'finding') {
      hasErrors ||= isGrave(event.finding)
      print(JSON.stringify({ finding: event.finding }))
    }
  }
  return { hasErrors }
}

/** Each segment as it stands and what it says. */
export function explainedX12(bytes: Uint8Array, print: Print): void {
  for (const { segment, raw, words, loop } of explain(bytes))
    print(`${String(segment).padStart(6)}  ${loop.padEnd(7)} ${raw}\n${' '.repeat(16)}${words}`)
}

/** The TA1 and 999 to send back for a file; undefined when it asks for none, as an answer does. */
export function answerX12(bytes: Uint8Array, envelope: AnswerEnvelope): string | undefined {
  const file = readFile(bytes)
  const answers = acknowledge(file, setsOf(file).map(readAny))
  const texts = answers.flatMap((answer, n) => {
    const written = writeAcknowledgment(answer, { ...envelope, interchangeControl: envelope.interchangeControl + n })
    return written.ok && written.text !== undefined ? [written.text] : []
  })
  return texts.length === 0 ? undefined : texts.join('')
}

const count = (n: number, what: string): string => `${n.toLocaleString('en-US')} ${what}${n === 1 ? '' : 's'}`

/** The code that a 999 or TA1 would carry. */
const reportOf = ({ report }: Finding): string =>
  report === undefined ? '' : `, ${report.startsWith('T') ? `TA1 ${report.slice(1)}` : `999 ${report}`}`

function placeOf(one: Finding): string {
  const { byte, segment, id, loop } = one.where
  return [
    `byte ${byte}`,
    `segment ${segment}${id ? ` ${id}` : ''}`,
    ...(loop ? [loop] : []),
    ...(one.where.element === undefined ? [] : [elementName(one.where) ?? '']),
  ].join(', ')
}
