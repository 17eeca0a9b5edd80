import { elementName, isGrave, readAny, readFile, readInterchangeAcknowledgment, setsOf, type Finding } from '../x12/index.ts'

/** What `parity x12` says of a file: envelopes, transactions, typed values, findings with their places. */
export type X12Report = { readonly text: string; readonly json: unknown; readonly hasErrors: boolean }

export function describeX12(bytes: Uint8Array, name: string): X12Report {
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
  const lines = [
    `${name}: ${bytes.byteLength} bytes, ${file.segments} segments, ${count(file.interchanges.length, 'interchange')}`,
    ...file.interchanges.flatMap(({ header, groups, acknowledgments: answers }) => [
      `  ISA ${header.control}  ${header.sender} to ${header.receiver}, ${header.date} ${header.time}, ${header.usage === 'T' ? 'test' : header.usage === 'P' ? 'production' : 'neither test nor production'}`,
      ...answers.map(() => '    TA1'),
      ...groups.flatMap((group) => [
        `    GS ${group.header.control}  ${group.header.functional}, ${group.header.version}`,
        ...group.sets.map((set) => {
          const read = transactions.find((one) => one.raw === set)
          return `      ST ${set.control}  ${set.id} ${read?.described?.title ?? 'not known to Parity'}, ${set.segments.length} segments${set.complete ? '' : ', not whole'}`
        }),
      ]),
    ]),
    ...(findings.length === 0
      ? ['  No findings.']
      : [
          `  ${count(findings.length, 'finding')}:`,
          ...findings.map((one) => `    ${one.severity.padEnd(7)} ${placeOf(one)}: ${one.message} [${one.code}]`),
        ]),
  ]
  return {
    text: lines.join('\n'),
    json: {
      name,
      bytes: bytes.byteLength,
      segments: file.segments,
      interchanges: file.interchanges.map(({ header, delimiters, groups }) => ({
        ...header,
        delimiters,
        groups: groups.map((group) => ({
          ...group.header,
          sets: group.sets.map((set) => ({
            id: set.id,
            control: set.control,
            guide: set.guide,
            segments: set.segments.length,
            isWhole: set.complete,
          })),
        })),
      })),
      acknowledgments: acknowledgments.map(({ interchange, value }) => ({ interchange, ...value })),
      transactions: transactions.map((one) => ({
        id: one.raw.id,
        control: one.raw.control,
        guide: one.raw.guide,
        title: one.described?.title ?? null,
        value: one.reading.value ?? null,
      })),
      findings,
    },
    hasErrors: findings.some(isGrave),
  }
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`

function placeOf(one: Finding): string {
  const { byte, segment, id, loop } = one.where
  return [
    `byte ${byte}`,
    `segment ${segment}${id ? ` ${id}` : ''}`,
    ...(loop ? [loop] : []),
    ...(one.where.element === undefined ? [] : [elementName(one.where) ?? '']),
  ].join(', ')
}
