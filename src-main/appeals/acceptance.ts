import type { Day } from '../../src-shared/day.ts'
import { claimStatusWords } from '../codes/index.ts'
import { fileBytes, type Reading } from '../store/index.ts'
import { readAny, readFile, setsOf, type AcknowledgedClaim, type Acknowledgment277, type Status277, type Torn } from '../x12/index.ts'
import { acceptancesOf } from './records.ts'

/** The payer's own word that it took the claim in: proof of filing (005010X214). */
export type Acceptance = {
  readonly file: number
  /** The day the payer states: STC02, else its receipt date; the day the file was read where it states none. */
  readonly day: Day
  readonly category: string
  readonly from: string
  readonly ourNumber: string
  readonly payerControl: string | undefined
  readonly statuses: readonly string[]
  readonly span: readonly [first: number, last: number]
}

/**
 * The newest acceptance by the payer of one of the numbers under which the claim left. A clearinghouse's receipt (A1) is no proof: acceptance must be
 * at the payer's level (for the letter on timely filing, L-TF).
 */
export function acceptanceOf(db: Reading, claim: number, controls: readonly string[]): Acceptance | undefined {
  for (const { file, day } of acceptancesOf(db, claim)) {
    const bytes = fileBytes(db, file)
    const found = bytes && acknowledgmentsIn(bytes).flatMap((value) => acceptedIn(value, controls))[0]
    if (found) return { ...found, file, day: found.day ?? day }
  }
  return undefined
}

const acknowledgmentsIn = (bytes: Uint8Array): unknown[] =>
  setsOf(readFile(bytes))
    .filter((raw) => raw.id === '277')
    .map((raw) => readAny(raw).reading.value)

type Found = Omit<Acceptance, 'file' | 'day'> & { readonly day: Day | undefined }

function acceptedIn(value: unknown, controls: readonly string[]): Found[] {
  const { sources = [] } = (value ?? {}) as Torn<Acknowledgment277>
  return sources.flatMap((source) =>
    (source.receivers ?? []).flatMap((receiver) =>
      (receiver.providers ?? [])
        .flatMap((provider) => provider.patients ?? [])
        .flatMap((patient) => patient.claims ?? [])
        .flatMap((claim): Found[] => {
          const ourNumber = claim.trace?.trace
          const statuses = claim.statuses ?? []
          const status = statuses.find((one) => isAcceptance(one, source.name?.entity === 'PR'))
          if (ourNumber === undefined || !controls.includes(ourNumber) || !status) return []
          const stated = status.day ?? source.receipt?.received?.when?.from
          return [
            {
              day: stated,
              category: status.first?.category ?? '',
              from: source.name?.name ?? '',
              ourNumber,
              payerControl: claim.payerControl?.value,
              statuses: statuses.map(statusWords),
              span: spanOf(claim),
            },
          ]
        }),
    ),
  )
}

const isAcceptance = ({ first, action }: Torn<Status277>, isPayer: boolean): boolean =>
  action !== 'U' && (first?.category === 'A2' || (isPayer && first?.category === 'A1'))

const statusWords = ({ first, second, third }: Torn<Status277>): string =>
  [first, second, third]
    .flatMap((one) =>
      one?.category === undefined
        ? []
        : [`${one.category}, ${one.status ?? 'not stated'}: ${claimStatusWords(one.category, one.status ?? '', one.entity)}`],
    )
    .join('; ')

const spanOf = ({ span, trace }: Torn<AcknowledgedClaim>): readonly [number, number] => {
  const at = trace?.at ?? 0
  return [span?.[0] ?? at, span?.[1] ?? at]
}
