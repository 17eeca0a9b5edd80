import type { ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand, useConnection } from '../../app/queries.ts'
import { Button } from '../../kit/Button.tsx'
import { Day, Money } from '../../kit/figures.tsx'
import { PanelSection, PlainTable } from '../../kit/Panel.tsx'
import { ReasonDialog } from '../../kit/ReasonDialog.tsx'

type Claim = Output<'claims.get'>

/** What is done with a claim that a payer decided: on to the next payer, replaced, voided, or put back as it was. */
export function usePayerMoves(claim: Claim, onReplaced: () => void) {
  const connection = useConnection()
  const { tell } = useNotices()
  const next = useCommand('claims.billNext')
  const replace = useCommand('claims.replace')
  const back = useCommand('claims.putBack')
  const again = useCommand('claims.resend')
  const { id, may } = claim
  const putBack = () => connection.call('claims.putBack', { id }, { key: newKey() })
  const billNext = async (): Promise<void> => {
    const reply = await next.run({ id })
    if (!reply.ok) return
    const { payer, stops } = reply.value
    tell({ words: `Claim ${id} goes to ${payer} next${stops > 0 ? ', and the checks hold it' : ''}.`, undo: putBack })
  }
  const sendAgain = async (): Promise<void> => {
    const reply = await again.run({ id })
    if (!reply.ok) return
    const { stops } = reply.value
    tell({ words: `Claim ${id} ${stops > 0 ? 'is held by the checks' : 'is ready to be sent again'}.`, undo: putBack })
  }
  const onReplace = async (): Promise<void> => {
    const reply = await replace.run({ id })
    if (reply.ok) onReplaced()
  }
  const onBack = async (): Promise<void> => {
    const reply = await back.run({ id })
    if (reply.ok) tell({ words: `Claim ${id} is as the payer has it.` })
  }
  return {
    problem: next.problem ?? replace.problem ?? back.problem ?? again.problem,
    isBusy: next.isBusy || again.isBusy,
    billNext: () => void billNext(),
    sendAgain: () => void sendAgain(),
    canReplace: may.includes('replace') && (
      <Button key="replace" small needs="claims.write" isBusy={replace.isBusy} onPress={() => void onReplace()}>
        Replace
      </Button>
    ),
    canPutBack: may.includes('put-back') && (
      <Button key="back" small needs="claims.write" isBusy={back.isBusy} onPress={() => void onBack()}>
        Put back
      </Button>
    ),
  }
}

/** Asks why a claim is taken back whole; the reason stands in its history. */
export function VoidDialog({ claim, onClose }: { readonly claim: Claim; readonly onClose: () => void }): ReactNode {
  const connection = useConnection()
  const { tell } = useNotices()
  const command = useCommand('claims.void')
  const { id } = claim
  const onGive = async (reason: string): Promise<void> => {
    const reply = await command.run({ id, reason })
    if (!reply.ok) return
    tell({
      words: `Claim ${id} is ${reply.value.stops > 0 ? 'held as a void' : 'ready to be voided'}.`,
      undo: () => connection.call('claims.putBack', { id }, { key: newKey() }),
    })
    onClose()
  }
  return (
    <ReasonDialog
      title={`Void claim ${id}`}
      label="Why it is voided"
      save="Void it"
      isBusy={command.isBusy}
      problem={command.problem}
      onClose={onClose}
      onGive={(reason) => void onGive(reason)}
    >
      <p>
        {claim.payer.name} is told to take the whole claim back, under its number <span className="id">{claim.payerControl}</span>, and with
        it what it paid. What was right of it is billed anew afterwards.
      </p>
    </ReasonDialog>
  )
}

/** Every payer of the claim in the order they pay, once there are several. */
export function Payers({ claim }: { readonly claim: Claim }): ReactNode {
  if (claim.payers.length < 2) return null
  return (
    <PanelSection title="Payers" aside="in the order they pay">
      <PlainTable label="Payers" rows={claim.payers} columns={payerColumns} />
    </PanelSection>
  )
}

type Payer = Claim['payers'][number]

const payerColumns = [
  { head: 'Order', width: '54px', cell: ({ order }: Payer) => <span className="third">{order}</span> },
  { head: 'Payer', cell: ({ name, isNow }: Payer) => (isNow ? <b>{name}</b> : name) },
  {
    head: 'Decided',
    width: '76px',
    cell: ({ decided }: Payer) => (decided === null ? <span className="third">not yet</span> : <Day day={decided} />),
  },
  { head: 'Paid', isEnd: true, width: '64px', cell: ({ paid }: Payer) => (paid === null ? null : <Money cents={paid} />) },
]
