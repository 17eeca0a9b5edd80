import type { ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand, useConnection } from '../../app/queries.ts'
import { Button } from '../../kit/Button.tsx'
import { PanelSection, PlainTable } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'

type Claim = Output<'claims.get'>

const NEVER_LEFT: readonly Claim['status'][] = ['draft', 'ready', 'held']

/** The sessions of a claim that has several and has not left, each with the button that gives it a claim of its own. */
export function Sessions({ claim }: { readonly claim: Claim }): ReactNode {
  const connection = useConnection()
  const { tell } = useNotices()
  const split = useCommand('claims.split')
  const { id, lines } = claim
  const ids = [...new Set(lines.flatMap(({ chargeId }) => (chargeId === null ? [] : [chargeId])))]
  if (ids.length < 2 || claim.control !== null || !NEVER_LEFT.includes(claim.status)) return null
  const sessions = ids.map((charge) => {
    const own = lines.filter(({ chargeId }) => chargeId === charge)
    return { id: charge, on: shownDay(own[0]?.day ?? claim.day), codes: own.map(({ code }) => code).join(', ') }
  })
  const onSplit = async (charge: number, on: string): Promise<void> => {
    const reply = await split.run({ id, charge })
    if (!reply.ok) return
    const made = reply.value.claim
    tell({
      words: `The session of ${on} is on claim ${made}.`,
      undo: () => connection.call('claims.join', { id: made, into: id }, { key: newKey() }),
    })
  }
  return (
    <PanelSection title={`${sessions.length} sessions on this claim`} aside="as its payer takes them">
      <PlainTable
        label="Sessions"
        rows={sessions}
        columns={[
          { head: 'Day', width: '84px', cell: ({ on }) => on },
          { head: 'Codes', cell: ({ codes }) => <span className="id">{codes}</span> },
          {
            head: '',
            isEnd: true,
            cell: ({ id: charge, on }) => (
              <Button
                look="quiet"
                small
                needs="claims.write"
                isBusy={split.isBusy}
                label={`On its own claim: session of ${on}`}
                onPress={() => void onSplit(charge, on)}
              >
                On its own claim
              </Button>
            ),
          },
        ]}
      />
      <ProblemNote problem={split.problem} />
    </PanelSection>
  )
}
