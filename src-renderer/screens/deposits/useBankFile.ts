import { useEffect, useRef, useState } from 'react'
import type { DepositPreview } from '../../../src-shared/contract/deposits.ts'
import type { Problem } from '../../../src-shared/contract/index.ts'
import { problem } from '../../../src-shared/contract/problems.ts'
import { useNotices } from '../../app/notices.ts'
import { useTask } from '../../app/tasks.ts'
import { counted } from '../../kit/figures.tsx'

export type BankFile = {
  readonly preview: DepositPreview | undefined
  readonly problem: Problem | undefined
  readonly isBusy: boolean
  readonly account: string
  readonly setAccount: (name: string) => void
  readonly bring: () => void
}

const lost = problem('file.missing', { fix: 'Save it on this computer first, then bring it in.' })

/** A file of the bank from its first look until it is in. */
export function useBankFile(file: File, onDone: () => void): BankFile {
  const notices = useNotices()
  const looking = useTask('deposits.preview')
  const bringing = useTask('deposits.import')
  const [path, setPath] = useState<string>()
  const [account, setAccount] = useState('')
  const [preview, setPreview] = useState<DepositPreview>()
  const [isLost, setLost] = useState(false)
  const look = useRef(looking.run)
  useEffect(() => {
    look.current = looking.run
  })
  useEffect(() => {
    let isGone = false
    void window.parity.pathOf(file).then(
      (found) => !isGone && setPath(found),
      () => !isGone && setLost(true),
    )
    return () => void (isGone = true)
  }, [file])
  useEffect(() => {
    if (path === undefined) return undefined
    let isOld = false
    // What the account is called tells which lines are known: looked at anew once it was typed.
    const wait = setTimeout(
      () =>
        void look.current({ path, account }).then((reply) => {
          if (!isOld && reply.ok) setPreview(reply.value)
        }),
      account === '' ? 0 : 300,
    )
    return () => {
      isOld = true
      clearTimeout(wait)
    }
  }, [path, account])
  const bring = async (): Promise<void> => {
    if (path === undefined) return
    const reply = await bringing.run({ path, account })
    if (!reply.ok) return
    const { counts, tied } = reply.value
    const left = counts.cannot > 0 ? `, ${counts.cannot.toLocaleString('en-US')} could not be read` : ''
    notices.tell({
      words: `${counted(counts.new, 'deposit')} brought in, ${counted(tied, 'tie')} made${left}.`,
      open: { screen: 'deposits' },
    })
    onDone()
  }
  return {
    preview,
    problem: isLost ? lost : (bringing.problem ?? looking.problem),
    isBusy: looking.isBusy || bringing.isBusy,
    account,
    setAccount,
    bring: () => void bring(),
  }
}
