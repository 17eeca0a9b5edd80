import { useState, type ReactNode } from 'react'
import { Select } from '@mantine/core'
import type { Output } from '../../../src-shared/contract/index.ts'
import { isNone, sentenceMoney } from '../../../src-shared/money.ts'
import { useCall } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted, Day, Money } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { PlainTable } from '../../kit/Panel.tsx'
import classes from './Remits.module.css'

type Account = Output<'remittance.accounts'>[number]

const KINDS: Readonly<Record<Account['kind'], string>> = {
  recovery: 'Takebacks and carried balances',
  advance: 'Advances',
  interest: 'Interest',
  other: 'Other',
}

const nameOf = ({ payer, kind, toTake, untold }: Account): string =>
  [
    `${payer}: ${KINDS[kind]}`,
    ...(isNone(toTake) ? [] : [`${sentenceMoney(toTake)} still to be taken`]),
    ...(isNone(untold) ? [] : [`${sentenceMoney(untold)} taken untold`]),
  ].join(', ')

/** What payers add and take beside the claims, one account at a time: every movement, and what is still open. */
export function AccountsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const asked = useCall('remittance.accounts', {})
  return (
    <Dialog
      title="Payer accounts"
      isOpen
      onClose={onClose}
      width={860}
      actions={
        <Button keys="Escape" inFields onPress={onClose}>
          Close
        </Button>
      }
    >
      <p>What payers added to payments, or took from them, beside the claims (PLB). It changes nothing that is owed on a claim.</p>
      <Answer of={asked}>{(accounts) => <Accounts accounts={accounts} onClose={onClose} />}</Answer>
    </Dialog>
  )
}

function Accounts({ accounts, onClose }: { readonly accounts: readonly Account[]; readonly onClose: () => void }): ReactNode {
  const [chosen, setChosen] = useState(0)
  const account = accounts[chosen] ?? accounts[0]
  if (!account) return <p className="second">No remittance that is posted has anything of the kind.</p>
  return (
    <>
      <Select
        label="Account"
        searchable
        allowDeselect={false}
        data={accounts.map((one, n) => ({ value: `${n}`, label: nameOf(one) }))}
        value={`${accounts.indexOf(account)}`}
        onChange={(value) => setChosen(accounts.findIndex((_, n) => `${n}` === value))}
      />
      <div style={{ margin: '10px 0' }}>
        <Note family={account.untold > 0 ? 'warn' : 'none'}>{account.words}</Note>
      </div>
      {account.before > 0 && <p className="second small">{counted(account.before, 'earlier row')} are counted in the balance.</p>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes['accounts']} tabIndex={0} role="group" aria-label="The rows of the account">
        <Movements rows={account.rows} onClose={onClose} />
      </div>
    </>
  )
}

function Movements({ rows, onClose }: { readonly rows: Account['rows']; readonly onClose: () => void }): ReactNode {
  const router = useRouter()
  return (
    <PlainTable
      label="Movements"
      rows={rows.map((one, id) => ({ ...one, id }))}
      columns={[
        { head: 'Day', cell: ({ day }) => <Day day={day} /> },
        {
          head: 'Remittance',
          cell: ({ remittance, trace }) => (
            <Button
              look="quiet"
              small
              onPress={() => {
                onClose()
                router.go({ screen: 'remits', open: remittance })
              }}
            >
              {trace}
            </Button>
          ),
        },
        { head: 'What', cell: ({ words }) => <span className="words">{words}</span> },
        {
          head: 'Reference',
          cell: ({ code, reference, claim }) => (
            <span className="third small words">
              <span className="id">{[code, reference].filter(Boolean).join(' ')}</span>
              {claim !== null && ` · claim ${claim}`}
            </span>
          ),
        },
        { head: 'Amount', isEnd: true, cell: ({ cents }) => <Money cents={cents} isSum /> },
        { head: 'Balance', isEnd: true, cell: ({ balance }) => <Money cents={balance} isSum /> },
      ]}
    />
  )
}
