import { transactionSets } from '../../src-main/x12/index.ts'
import { generate } from '../../src-main/x12/grammar/generate.ts'
import { claimsText, remittanceText, seeded } from '../bench/files.ts'
import { samples } from '../support/shared.ts'
import { fileOf } from '../support/x12.ts'

/** Files of these are made up with the amounts of real ones. */
const MADE_ELSEWHERE: readonly string[] = ['837P', '835']
/** Larger ones cost more than they find. */
const LARGEST = 6000

/** Files to damage: our own of every set, and those of other people where they are beside the project. */
export function seedFiles(): string[] {
  const made = transactionSets
    .filter((set) => !set.readOnly && !MADE_ELSEWHERE.includes(set.name))
    .flatMap((set) => [0, 15, 30].map((richness, n) => fileOf(set, generate(set, seeded(n), richness))))
  const claims = [[...claimsText(2)].join(''), [...remittanceText(2)].join('')]
  const foreign = samples('837P', '835', '270', '271', '276', '277', '277CA', '278', '999', '997', 'TA1', 'other', 'examples')
  return [...made, ...claims, ...foreign.map((one) => one.bytes.toString('latin1'))].filter((text) => text.length <= LARGEST)
}
