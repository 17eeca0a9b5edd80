import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Day, Money } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { PanelSection, PanelTop, PlainTable } from '../../kit/Panel.tsx'
import { Segments } from '../../kit/Segments.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Tag } from '../../kit/Status.tsx'
import { FindClaimDialog } from './FindClaimDialog.tsx'
import { HeldPart } from './HeldPart.tsx'
import { PaidLines } from './PaidLines.tsx'
import classes from './Remits.module.css'
import { TakeOff } from './TakeOff.tsx'
import { isApart, sentence, type Payment, type Whole } from './words.ts'

type Props = {
  readonly id: number
  readonly status: Whole['status']
  /** The remittance’s file. */
  readonly file: number
  readonly onDone: () => void
  readonly onNextHeld: (() => void) | undefined
}

/** One claim payment: what to decide, what it changes, what the payer says of each line, and where. */
export function PaymentPanel({ id, ...rest }: Props): ReactNode {
  const asked = useCall('remittance.claim', { id })
  return <Answer of={asked}>{(payment) => <Body payment={payment} {...rest} />}</Answer>
}

function Body({ payment, status, file, onDone, onNextHeld }: Omit<Props, 'id'> & { readonly payment: Payment }): ReactNode {
  const { row, candidates, becomes, lines, segments } = payment
  const router = useRouter()
  const match = useCommand('remittance.match')
  const [isFinding, setFinding] = useState(false)
  const [told, setTold] = useState<{ readonly claim: number } & Output<'remittance.match'>>()
  const isOpen = status === 'rehearsed' || status === 'partly'
  const tie = async (claim: number): Promise<void> => {
    const reply = await match.run({ id: row.id, claim })
    if (!reply.ok) return
    setTold({ claim, ...reply.value })
    setFinding(false)
    onDone()
  }
  const isHeld = row.outcome === 'held'
  const of = row.claim ?? candidates[0]?.claim
  return (
    <>
      <PanelTop
        tag={<Tag shape={row.shape} word={row.becomes} />}
        {...(payment.payerControl !== '' && { id: `Payer claim ${payment.payerControl}` })}
        title={row.patient}
        after={
          <>
            <span className="id">{row.claim === null ? row.control : `claim ${row.claim}`}</span>, <Day day={row.day} />
          </>
        }
      >
        {row.reason !== '' && !isHeld && <p className="second small words">{sentence(row.reason)}</p>}
        {(row.claim !== null || (row.outcome === 'will-post' && isOpen)) && (
          <div className={classes['panelActions']}>
            {row.claim !== null && (
              <Button
                small
                keys="Enter"
                group="Claim payment"
                needs="claims.read"
                onPress={() => router.go({ screen: 'claims', open: row.claim ?? 0 })}
              >
                {`Open claim ${row.claim}`}
              </Button>
            )}
            {row.outcome === 'will-post' && isOpen && (
              <Button small look="quiet" needs="remittance.post" onPress={() => setFinding(true)}>
                It is another claim
              </Button>
            )}
            {row.outcome === 'posted' && <TakeOff row={row} onDone={onDone} />}
          </div>
        )}
      </PanelTop>
      {((told !== undefined && told.outcome === row.outcome) || match.problem) && (
        <div className={classes['told']}>
          {told?.outcome === 'will-post' && (
            <Note
              family="ok"
              title={`Tied to claim ${told.claim}.`}
              isNews
              actions={
                onNextHeld && (
                  <Button small keys="n" group="Claim payment" onPress={onNextHeld}>
                    Next held
                  </Button>
                )
              }
            >
              It posts with the rest.
            </Note>
          )}
          {told?.outcome === 'held' && (
            <Note family="warn" title={`Tied to claim ${told.claim}, and still held.`} isNews>
              {sentence(told.reason)}
            </Note>
          )}
          {match.problem && <ProblemNote problem={match.problem} />}
        </div>
      )}
      {isHeld && (
        <HeldPart
          payment={payment}
          canTie={isOpen}
          isBusy={match.isBusy}
          onTie={(claim) => void tie(claim)}
          onFind={() => setFinding(true)}
        />
      )}
      {becomes.length > 0 && (
        <PanelSection
          title={row.outcome === 'posted' ? 'What it changed' : isHeld || isApart(status) ? 'What it would become' : 'What it changes'}
          aside={of === undefined ? undefined : `claim ${of}`}
        >
          <PlainTable
            label="Now and after"
            rows={becomes.map((one) => ({ ...one, id: one.what }))}
            columns={[
              { head: 'Account', cell: ({ what }) => <span className="second">{what}</span> },
              {
                head: row.outcome === 'posted' ? 'Before' : 'Now',
                isEnd: true,
                width: '84px',
                cell: ({ now }) => <Money cents={now} isSum />,
              },
              {
                head: 'After',
                isEnd: true,
                width: '84px',
                cell: ({ after }) => (
                  <b>
                    <Money cents={after} isSum />
                  </b>
                ),
              },
            ]}
          />
        </PanelSection>
      )}
      {lines.length > 0 && (
        <PanelSection title={lines.length === 1 ? 'What the payer says' : 'What the payer says, by line'}>
          <PaidLines lines={lines} />
        </PanelSection>
      )}
      {segments.length > 0 && (
        <PanelSection title="What the file says" aside={`segments ${segments[0]?.segment ?? 0} to ${segments.at(-1)?.segment ?? 0}`}>
          <Segments lines={segments} file={file} />
        </PanelSection>
      )}
      <FindClaimDialog
        isOpen={isFinding}
        payment={payment}
        isBusy={match.isBusy}
        problem={match.problem}
        onTie={(claim) => void tie(claim)}
        onClose={() => {
          setFinding(false)
          onDone()
        }}
      />
    </>
  )
}
