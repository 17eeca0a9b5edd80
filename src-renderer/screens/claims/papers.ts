import type { Output } from '../../../src-shared/contract/index.ts'
import { useNotices } from '../../app/notices.ts'
import { useTask } from '../../app/tasks.ts'

/* What is printed about one claim. */

type Claim = Output<'claims.get'>

/** The proof that a claim was filed in time: asks where, prints, and says whether anybody took the claim. */
export function useProof(claim: Claim) {
  const { tell } = useNotices()
  const task = useTask('claims.proof')
  const print = async (): Promise<void> => {
    const path = await window.parity.saveAs(`Timely filing ${claim.id}.pdf`)
    if (path === null) return
    const reply = await task.run({ id: claim.id, path })
    if (!reply.ok) return
    tell({
      words: reply.value.isTaken ? 'The proof is printed.' : 'Printed. No 277CA takes the claim yet, so it proves only that it left.',
    })
  }
  return { print, isBusy: task.isBusy, problem: task.problem }
}

/** The covers of what goes with a claim on paper: asks where, and prints one each. */
export function useCovers(claim: Claim) {
  const { tell } = useNotices()
  const task = useTask('claims.cover')
  const print = async (): Promise<void> => {
    const path = await window.parity.saveAs(`Covers ${claim.id}.pdf`)
    if (path === null) return
    const reply = await task.run({ id: claim.id, path })
    if (reply.ok) tell({ words: reply.value.covers === 1 ? 'The cover is printed.' : `${reply.value.covers} covers are printed.` })
  }
  return { print, isBusy: task.isBusy, problem: task.problem }
}
