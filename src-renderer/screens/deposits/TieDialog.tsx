import { Checkbox, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { shownDay } from '../../../src-shared/day.ts'
import { columnMoney, sentenceMoney, subtract, sum, type Cents } from '../../../src-shared/money.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import rows from '../intake/Schedule.module.css'
import classes from './Deposits.module.css'
import type { Tying } from './useTying.ts'
import { offWords, type Deposit } from './words.ts'

type Props = { readonly deposit: Deposit; readonly tying: Tying; readonly onClose: () => void }

type Other = { readonly row: number; readonly words: string; readonly cents: Cents }

/** Chooses by hand what belongs to it, with the difference before it is tied. */
export function TieDialog({ deposit, tying, onClose }: Props): ReactNode {
  const { id, money, remittances, others } = deposit
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<readonly number[]>([])
  const isMoney = money.length > 0
  const all: Other[] = isMoney
    ? others.remittances.map((one) => ({ row: one.row, cents: one.cents, words: `${one.payer} · ${one.trace} · ${shownDay(one.day)}` }))
    : others.money.map((one) => ({ row: one.row, cents: one.cents, words: `${shownDay(one.day)} · ${one.description}` }))
  const looked = typed.trim().toLowerCase()
  const shown = all.filter(
    ({ row, words, cents }) => chosen.includes(row) || `${words} ${columnMoney(cents)}`.toLowerCase().includes(looked),
  )
  const own = sum([...money, ...remittances].map(({ cents }) => cents))
  const other = sum(all.filter(({ row }) => chosen.includes(row)).map(({ cents }) => cents))
  const off = isMoney ? subtract(own, other) : subtract(other, own)
  const toggle = (row: number): void =>
    setChosen((before) => (before.includes(row) ? before.filter((one) => one !== row) : [...before, row]))
  const tie = async (): Promise<void> => {
    if (await tying.tie([id, ...chosen])) onClose()
  }
  return (
    <Dialog
      title={isMoney ? 'Which remittances are in it?' : 'Which money of the bank is it?'}
      isOpen
      onClose={onClose}
      width={640}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields isBusy={tying.isBusy} disabled={chosen.length === 0} onPress={() => void tie()}>
            {chosen.length === 0 ? 'None chosen' : off === 0 ? 'Tie, the amounts agree' : `Tie, off by ${offWords(off)}`}
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>
        {isMoney
          ? `The bank has ${sentenceMoney(own)}. Chosen: ${sentenceMoney(other)}. A deposit may hold several remittances.`
          : `The remittance says ${sentenceMoney(own)}. Chosen: ${sentenceMoney(other)}.`}
      </p>
      <TextInput
        label="Payer, trace or amount"
        data-autofocus
        value={typed}
        maxLength={60}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={rows['rows']} role="group" aria-label="What has no other side">
        {shown.map(({ row, words, cents }) => (
          <div key={row} className={`row ${classes['pair']}`}>
            <Checkbox className="grow" size="xs" label={words} checked={chosen.includes(row)} onChange={() => toggle(row)} />
            <span className="num">{columnMoney(cents)}</span>
          </div>
        ))}
        {shown.length === 0 && (
          <p className="small third" role="status">
            {all.length === 0 ? 'Nothing else stands open.' : 'Nothing open fits that.'}
          </p>
        )}
      </div>
    </Dialog>
  )
}
