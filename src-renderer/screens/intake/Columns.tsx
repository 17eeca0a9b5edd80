import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { PlainTable } from '../../kit/Panel.tsx'
import classes from './Schedule.module.css'

type Props<F extends string> = {
  readonly columns: { readonly heads: readonly string[]; readonly sample: readonly string[] }
  readonly mapping: readonly (F | null)[]
  /** What a column may say, with its words. */
  readonly fields: readonly (readonly [F, string])[]
  readonly onMap: (column: number, field: F | null) => void
}

/** What each column says. */
export function Columns<F extends string>({ columns, mapping, fields, onMap }: Props<F>): ReactNode {
  const choices = fields.map(([value, label]) => ({ value: value as string, label }))
  const rows = columns.heads.map((head, n) => ({ id: n + 1, head, sample: columns.sample[n] ?? '', field: mapping[n] ?? null }))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['rows']} tabIndex={0} role="region" aria-label="Columns of the file">
      <PlainTable
        label="Columns"
        rows={rows}
        columns={[
          { head: 'Column', cell: ({ head, id }) => (head === '' ? <span className="third">Column {id}</span> : head) },
          { head: 'For example', cell: ({ sample }) => <span className="second">{sample}</span> },
          {
            head: 'Says',
            width: '240px',
            cell: ({ head, id, field }) => (
              <Select
                aria-label={`What ${head === '' ? `column ${id}` : head} says`}
                size="xs"
                data={choices}
                value={field}
                placeholder="Left out"
                clearable
                searchable
                onChange={(next) => onMap(id - 1, fields.find(([value]) => value === next)?.[0] ?? null)}
              />
            ),
          },
        ]}
      />
    </div>
  )
}
