import type { ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand, useConnection } from '../../app/queries.ts'
import { ReasonDialog } from '../../kit/ReasonDialog.tsx'

type Claim = Output<'claims.get'>

/** Lets a claim go that a rule of the practice holds; the reason stands in its history. */
export function ApproveDialog({
  claim,
  finding,
  onClose,
}: {
  readonly claim: number
  readonly finding: Claim['findings'][number]
  readonly onClose: () => void
}): ReactNode {
  const connection = useConnection()
  const { tell } = useNotices()
  const approve = useCommand('claims.approve')
  const onGive = async (why: string): Promise<void> => {
    const input = { id: claim, rule: finding.rule, why }
    const reply = await approve.run(input)
    if (!reply.ok) return
    tell({
      words: `Claim ${claim} approved.`,
      undo: () => connection.call('claims.approve', { ...input, isBack: true }, { key: newKey() }),
    })
    onClose()
  }
  return (
    <ReasonDialog
      title={`Approve claim ${claim}`}
      label="Why it may go"
      save="Approve"
      isBusy={approve.isBusy}
      problem={approve.problem}
      onClose={onClose}
      onGive={(why) => void onGive(why)}
    >
      <p>{finding.words}</p>
    </ReasonDialog>
  )
}

/** Lets a claim go that a person held back; it is checked again, and the reason stands in its history. */
export function ReleaseDialog({ claim, onClose }: { readonly claim: Claim; readonly onClose: () => void }): ReactNode {
  const connection = useConnection()
  const { tell } = useNotices()
  const release = useCommand('claims.recheck')
  const { id, next } = claim
  const onGive = async (reason: string): Promise<void> => {
    const reply = await release.run({ ids: [id], reason })
    if (!reply.ok) return
    tell({
      words: reply.value.held > 0 ? `Claim ${id} let go, and the checks hold it.` : `Claim ${id} let go.`,
      undo: () => connection.call('claims.hold', { ids: [id], reason: `Let go by mistake: ${reason}`.slice(0, 200) }, { key: newKey() }),
    })
    onClose()
  }
  return (
    <ReasonDialog
      title={`Let claim ${id} go`}
      label="Why it may go"
      save="Let it go"
      isBusy={release.isBusy}
      problem={release.problem}
      onClose={onClose}
      onGive={(why) => void onGive(why)}
    >
      <p>{next.why}</p>
    </ReasonDialog>
  )
}
