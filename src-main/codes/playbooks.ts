import playbooksFile from '../../resources/codes/playbooks.json' with { type: 'json' }
import { adjustmentReason } from './adjustments.ts'
import { rowsOf } from './table.ts'

export type Playbook = {
  readonly id: string
  readonly title: string
  /** Group and reason it answers: `CO-197`. */
  readonly reasons: readonly string[]
  /** The same reasons under any group. */
  readonly carcs: readonly string[]
  readonly rarcs: readonly string[]
  /** Fits only with one of its remarks, or one of its procedures where it names them. */
  readonly needsRemark?: boolean
  readonly procedures?: readonly string[]
  readonly payer?: 'medicare'
  readonly cause: string
  readonly steps: readonly string[]
  readonly prevent?: string
}

/** What is known of the denied line beside its codes. */
export type DeniedLine = { readonly procedure?: string; readonly payer?: 'medicare' }

export const playbooks: readonly Playbook[] = rowsOf<Playbook>(playbooksFile)

/**
 * The playbook that fits a denial best: by group and reason, then by remark. A reason that says nothing without its remark (16, 96, A1)
 * follows the remark alone. Undefined when no playbook fits.
 * Source: denial playbooks of the remittance rules, practice experience.
 */
export function playbookFor(group: string, carc: string, rarcs: readonly string[], line: DeniedLine = {}): Playbook | undefined {
  const remarkDecides = adjustmentReason(carc).needsRemark === true
  let best: Playbook | undefined
  let bestFit = 0
  for (const playbook of playbooks) {
    const fit = fitOf(playbook, `${group}-${carc}`, carc, rarcs, line, remarkDecides)
    if (fit > bestFit) [best, bestFit] = [playbook, fit]
  }
  return best
}

/** 0 when it does not fit. Reason outweighs remark, the exact group decides between equals. */
function fitOf(
  playbook: Playbook,
  reason: string,
  carc: string,
  rarcs: readonly string[],
  line: DeniedLine,
  remarkDecides: boolean,
): number {
  if (playbook.payer !== undefined && playbook.payer !== line.payer) return 0
  const hasRemark = rarcs.some((code) => playbook.rarcs.includes(code))
  const hasProcedure = line.procedure !== undefined && (playbook.procedures ?? []).includes(line.procedure)
  if (playbook.needsRemark && !hasRemark && !hasProcedure) return 0
  if (!playbook.carcs.includes(carc)) return remarkDecides && hasRemark ? 1 : 0
  if (remarkDecides && !hasRemark) return 0
  return 10 + (hasRemark ? 4 : 0) + (hasProcedure ? 2 : 0) + (playbook.payer ? 2 : 0) + (playbook.reasons.includes(reason) ? 1 : 0)
}
