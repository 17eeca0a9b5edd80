import { useState, type ReactNode } from 'react'
import { isNone, sentenceMoney } from '../../../src-shared/money.ts'
import { Button } from '../../kit/Button.tsx'
import { counted, Day, Money } from '../../kit/figures.tsx'
import { NextStep, PanelSection, PlainTable } from '../../kit/Panel.tsx'
import { Mark } from '../../kit/Status.tsx'
import classes from './Remits.module.css'
import type { Payment } from './words.ts'

type Props = {
  readonly payment: Payment
  readonly canTie: boolean
  readonly isBusy: boolean
  readonly onTie: (claim: number) => void
  readonly onFind: () => void
}

/** A claim payment that waits: why, which claims of ours fit and on which points, and the way to tie it to one. */
export function HeldPart({ payment, canTie, isBusy, onTie, onFind }: Props): ReactNode {
  const { row, candidates } = payment
  const [at, setAt] = useState(0)
  const chosen = candidates[at] ?? candidates[0]
  const find = canTie && (
    <Button small keys="f" group="Claim payment" needs="remittance.post" isBusy={isBusy} onPress={onFind}>
      {row.claim === null && !chosen ? 'Find its claim' : 'Find another'}
    </Button>
  )
  return (
    <>
      <NextStep
        title={`Held: ${row.reason}`}
        cents={row.paid}
        why={whyWords(payment)}
        {...(chosen &&
          canTie && {
            action: {
              children: `It is ${chosen.claim}`,
              keys: 'm',
              group: 'Claim payment',
              needs: 'remittance.post',
              isBusy,
              onPress: () => onTie(chosen.claim),
            },
          })}
        others={
          canTie ? (
            <>
              {row.claim !== null && payment.becomes.length > 0 && (
                <Button small keys="m" group="Claim payment" needs="remittance.post" isBusy={isBusy} onPress={() => onTie(row.claim ?? 0)}>
                  {`It is ${row.claim} all the same`}
                </Button>
              )}
              {find}
            </>
          ) : undefined
        }
      />
      {chosen && (
        <PanelSection
          title={candidates.length === 1 ? 'The claim that fits' : 'Claims that fit'}
          aside={counted(chosen.points.length, 'point')}
        >
          {candidates.length > 1 && (
            <div className={classes['candidates']} role="group" aria-label="Claims that fit">
              {candidates.map((one, n) => (
                <Button
                  key={one.claim}
                  small
                  look={one === chosen ? 'default' : 'quiet'}
                  aria-pressed={one === chosen}
                  onPress={() => setAt(n)}
                >
                  {`${one.claim}, ${counted(one.points.length, 'point')}`}
                </Button>
              ))}
            </div>
          )}
          <Comparison payment={payment} candidate={chosen} />
        </PanelSection>
      )}
    </>
  )
}

function whyWords({ row, candidates, becomes }: Payment): string {
  const returned = row.control === '' ? 'The payer returned no claim number' : `The payer returned ${row.control}`
  const found = candidates.length === 1 ? 'One claim of ours fits.' : `${candidates.length} claims of ours fit.`
  const said =
    row.claim === null
      ? candidates.length === 0
        ? `${returned}, and none of our claims fits by itself.`
        : `${returned}. ${found}`
      : becomes.length > 0
        ? `It names claim ${row.claim} of ${row.patient}. If that is right all the same, tied by hand it posts as below.`
        : `It names claim ${row.claim} of ${row.patient} and cannot post there. Find another claim, or ask the payer.`
  return isNone(row.paid) ? said : `${said} Until it is decided, ${sentenceMoney(row.paid)} waits as unapplied credit.`
}

type Candidate = Payment['candidates'][number]

/** The file beside the claim, point by point. */
function Comparison({ payment, candidate }: { readonly payment: Payment; readonly candidate: Candidate }): ReactNode {
  const { row } = payment
  const rows: readonly { readonly id: string; readonly name: string; readonly file: ReactNode; readonly ours: ReactNode }[] = [
    { id: 'member id', name: 'Member', file: payment.memberId || 'not stated', ours: candidate.memberId },
    { id: 'service day', name: 'Service', file: <Day day={row.day} />, ours: <Day day={candidate.day} /> },
    { id: 'code', name: 'Code', file: row.codes, ours: candidate.codes },
    { id: 'charge', name: 'Charge', file: <Money cents={row.charge} isSum />, ours: <Money cents={candidate.charge} isSum /> },
    { id: 'patient', name: 'Patient', file: row.patient, ours: candidate.patient },
  ]
  return (
    <PlainTable
      label={`The file beside claim ${candidate.claim}`}
      rows={rows}
      columns={[
        { head: 'Point', width: '46px', cell: ({ name }) => <span className="second">{name}</span> },
        { head: 'In the file', cell: ({ file }) => <span className={`${classes['beside']} id words`}>{file}</span> },
        { head: `Claim ${candidate.claim}`, cell: ({ ours }) => <span className={`${classes['beside']} id words`}>{ours}</span> },
        {
          head: 'Fits',
          width: '42px',
          cell: ({ id }) => {
            const fits = candidate.points.includes(id)
            return (
              <span className={classes['fits']}>
                <Mark shape={fits ? 'active' : 'look-here'} />
                {fits ? 'yes' : 'no'}
              </span>
            )
          },
        },
      ]}
    />
  )
}
