import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { isNone, negate, sentenceMoney } from '../../../src-shared/money.ts'
import { useCommand } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted, Money } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { Facts, PlainTable } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Status } from '../../kit/Status.tsx'
import { countsOf, postWords, type Whole } from './words.ts'

type Posted = Output<'remittance.post'>
type Props = {
  readonly whole: Whole
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onNext: (() => void) | undefined
}

/** What would be posted, before it is; then what was. */
export function PostDialog({ whole, isOpen, onClose, onNext }: Props): ReactNode {
  const post = useCommand('remittance.post')
  const [posted, setPosted] = useState<Posted>()
  const close = (): void => {
    onClose()
    setPosted(undefined)
    post.forget()
  }
  const run = async (): Promise<void> => {
    const reply = await post.run({ id: whole.id })
    if (reply.ok) setPosted(reply.value)
  }
  if (posted) return <Done posted={posted} isOpen={isOpen} onClose={close} onNext={onNext} />
  const words = postWords(whole) ?? 'Post'
  const { posting, held } = countsOf(whole)
  const part = whole.parts.find(({ outcome }) => outcome === 'will-post')
  return (
    <Dialog
      title={`${words}?`}
      isOpen={isOpen}
      onClose={close}
      width={520}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" isBusy={post.isBusy} onPress={() => void run()} data-autofocus>
            {words}
          </Button>
          <Button keys="Escape" onPress={close}>
            Not yet
          </Button>
        </>
      }
    >
      {part && (
        <>
          <p>
            {counted(posting, 'claim payment')} of {whole.payer}, {sentenceMoney(part.cents)}, {posting === 1 ? 'goes' : 'go'} to{' '}
            {posting === 1 ? 'its claim' : 'their claims'}:
          </p>
          <PlainTable
            label="What the claims become"
            rows={part.becomes.map((one) => ({ ...one, id: one.word }))}
            columns={[
              { head: 'Becomes', cell: ({ shape, word }) => <Status shape={shape} word={word} /> },
              {
                head: 'Claims',
                isEnd: true,
                width: '80px',
                cell: ({ claims }) => <span className="num">{claims.toLocaleString('en-US')}</span>,
              },
              { head: 'Paid', isEnd: true, width: '110px', cell: ({ cents }) => <Money cents={cents} isSum /> },
            ]}
          />
        </>
      )}
      {held > 0 && (
        <p>
          {counted(held, 'claim payment')} {held === 1 ? 'stays' : 'stay'} held with {held === 1 ? 'its' : 'their'} reason.{' '}
          {sentenceMoney(whole.held)} {whole.status === 'partly' ? 'goes on waiting' : 'waits'} as unapplied credit.
        </p>
      )}
      {whole.status === 'rehearsed' && whole.provider.length > 0 && (
        <p>
          {isNone(whole.sums.provider)
            ? 'What is not about a claim'
            : `${sentenceMoney(negate(whole.sums.provider))} that is not about a claim`}{' '}
          goes to the practice’s account with this payer.
        </p>
      )}
      <p>
        <b>Nothing in the ledger is erased.</b> What turns out wrong is taken off its claim by an entry of its own, as long as nothing was
        built on it; what the payer takes back comes as its reversal.
      </p>
      <ProblemNote problem={post.problem} />
    </Dialog>
  )
}

function Done({
  posted,
  isOpen,
  onClose,
  onNext,
}: {
  readonly posted: Posted
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onNext: (() => void) | undefined
}): ReactNode {
  const router = useRouter()
  const isStopped = posted.status === 'quarantined'
  const leave = (to: () => void) => (): void => {
    onClose()
    to()
  }
  return (
    <Dialog
      title={
        isStopped
          ? 'Nothing was posted'
          : `${counted(posted.posted, 'claim payment')} posted${posted.held > 0 ? `, ${posted.held.toLocaleString('en-US')} held` : ''}`
      }
      isOpen={isOpen}
      onClose={onClose}
      width={520}
      actions={
        <>
          <Button look="go" keys="Enter" onPress={onClose} data-autofocus>
            Done
          </Button>
          {posted.denials > 0 && (
            <Button keys="d" onPress={leave(() => router.go({ screen: 'denials' }))}>
              Work the denials
            </Button>
          )}
          {onNext && (
            <Button keys="]" onPress={leave(onNext)}>
              Next remittance
            </Button>
          )}
        </>
      }
    >
      {isStopped ? (
        <Note family="warn" title="It is quarantined now.">
          A payment with the same payer, number, date and amount was posted before, with other content. Compare the two, and ask the payer.
        </Note>
      ) : (
        <>
          <Facts
            facts={[
              { name: 'Posted to claims', value: <Money cents={posted.cents} inWords /> },
              { name: 'Held', value: posted.held === 0 ? 'none' : counted(posted.held, 'claim payment') },
              { name: 'Denials opened', value: posted.denials === 0 ? 'none' : counted(posted.denials, 'line') },
            ]}
            columns={3}
          />
          {posted.held > 0 && <p>What is held stays here with its reason. Tie it to a claim, then post again: only what was held moves.</p>}
          {posted.denials > 0 && <p>Each denied line stands in Denials with its last day and its next step.</p>}
        </>
      )}
    </Dialog>
  )
}
