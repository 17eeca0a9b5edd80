import { Textarea } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Button } from '../../kit/Button.tsx'
import classes from './Letter.module.css'

type Row = { readonly criterion: string; readonly evidence: string }
const most = 20

/** The payer's criteria, each with the evidence that it is met. */
export function Criteria({ rows, onChange }: { readonly rows: readonly Row[]; readonly onChange: (rows: Row[]) => void }): ReactNode {
  const put = (at: number, change: Partial<Row>): void => onChange(rows.map((row, n) => (n === at ? { ...row, ...change } : row)))
  return (
    <div className={classes['criteria']} data-criteria>
      {rows.map((row, n) => (
        // Rows are known by their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={n} className={classes['criterion']}>
          <Textarea
            label={`Criterion ${n + 1}`}
            autosize
            maxLength={200}
            value={row.criterion}
            onChange={(event) => put(n, { criterion: event.currentTarget.value })}
          />
          <Textarea
            label="How it is met"
            autosize
            maxLength={400}
            value={row.evidence}
            onChange={(event) => put(n, { evidence: event.currentTarget.value })}
          />
          <Button look="quiet" small icon={IconX} label={`Without criterion ${n + 1}`} onPress={() => onChange(rows.toSpliced(n, 1))} />
        </div>
      ))}
      <div className="row">
        <Button small icon={IconPlus} disabled={rows.length >= most} onPress={() => onChange([...rows, { criterion: '', evidence: '' }])}>
          Add a criterion
        </Button>
        {rows.length === 0 && <span className="small third">The letter needs one or more, or none of this table.</span>}
      </div>
    </div>
  )
}
