import { TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Button } from '../../kit/Button.tsx'
import classes from './Paper.module.css'
import type { Typed } from './paper.ts'
import type { Paper } from './usePaper.ts'

/** Amounts of a paper EOB that belong to no claim, with the sign of PLB. */
export function PaperProvider({ paper }: { readonly paper: Paper }): ReactNode {
  const rows = paper.typed.provider
  if (rows.length === 0) return null
  const set = (at: number, part: Partial<(typeof rows)[number]>): void =>
    paper.set({ provider: rows.map((row, n) => (n === at ? { ...row, ...part } : row)) })
  return (
    <section className={classes['claim']} aria-label="Not about a claim">
      <header className={classes['head']}>
        <b>Not about a claim</b>
        <span className="small second">
          WO takes an overpayment, FB carries a balance, 72 is a refund of ours, L6 is interest. What takes from the check is positive, what
          adds to it is negative.
        </span>
      </header>
      {rows.map((row, n) => {
        const wrong = ['code', 'reference', 'cents'].flatMap((part) => (isEmpty(row) ? [] : (paper.wrongAt(`provider.${n}.${part}`) ?? [])))
        const field = (part: 'code' | 'reference' | 'amount', label: string, size: number): ReactNode => (
          <TextInput
            aria-label={`${label}, adjustment ${n + 1}`}
            placeholder={label}
            autoComplete="off"
            maxLength={size}
            className={part === 'amount' ? 'num' : 'id'}
            value={row[part]}
            error={paper.wrongAt(`provider.${n}.${part === 'amount' ? 'cents' : part}`)}
            onChange={(event) => set(n, { [part]: event.currentTarget.value })}
          />
        )
        return (
          // They are told apart by their order alone.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={n} className={classes['provider']}>
            {field('code', 'Code', 2)}
            {field('reference', 'Reference', 50)}
            {field('amount', 'Amount', 20)}
            <Button
              look="quiet"
              small
              icon={IconX}
              label={`Leave out adjustment ${n + 1}`}
              onPress={() => paper.set({ provider: rows.filter((_, own) => own !== n) })}
            />
            {wrong.length > 0 && <p className={classes['wrong']}>{wrong.join(' ')}</p>}
          </div>
        )
      })}
    </section>
  )
}

const isEmpty = (row: Typed['provider'][number]): boolean => [row.code, row.reference, row.amount].every((text) => text === '')
