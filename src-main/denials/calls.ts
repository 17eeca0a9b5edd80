import calls from '../../resources/letters/calls.json' with { type: 'json' }
import type { Output } from '../../src-shared/contract/index.ts'
import { shownDay, type Day } from '../../src-shared/day.ts'
import { sentenceMoney } from '../../src-shared/money.ts'
import type { ClaimFacts, LineFacts } from '../claims/index.ts'
import { fullName } from '../practice/index.ts'

const BY: Readonly<Record<string, readonly string[]>> = calls.by

/** What to have at hand and what to ask when one calls the payer about a denial. */
export function callAbout(
  cause: string,
  { facts, line }: { readonly facts: ClaimFacts; readonly line: LineFacts },
  control: string | null,
) {
  const { claim, coverage, patient, biller, provider } = facts
  const has: readonly (readonly [name: string, value: string | null | undefined])[] = [
    ['Your claim', control],
    ['Patient', patient.born === null ? fullName(patient) : `${fullName(patient)}, born ${shownDay(patient.born as Day)}`],
    ['Member', coverage.member_id],
    ['Service', `${shownDay(line.day)}, ${[line.code, ...line.modifiers].join(' ')}, ${sentenceMoney(line.cents)}`],
    ['Our claim', String(claim.id)],
    ['Tax number', biller.tax_id],
    ['NPI', [biller.npi, provider?.npi].filter(Boolean).join(', clinician ')],
    ['Authorization', claim.authorization],
  ]
  return {
    have: has.flatMap(([name, value]) => (value ? [{ name, value }] : [])),
    ask: [...calls.first, ...(BY[cause] ?? BY['Other'] ?? []), ...calls.last],
  } satisfies Output<'denials.get'>['call']
}
