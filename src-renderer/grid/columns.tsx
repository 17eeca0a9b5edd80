import {
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
  type ColumnDef,
} from '@tanstack/react-table'
import type { ReactNode } from 'react'
import type { Shape } from '../../src-shared/contract/fields.ts'
import { shownDay, type Day as DayValue } from '../../src-shared/day.ts'
import { columnMoney, type Cents } from '../../src-shared/money.ts'
import { seen } from '../../src-shared/seen.ts'
import type { PickerKind } from '../desk/desk.ts'
import { Day, Money } from '../kit/figures.tsx'
import { LOOKS } from '../kit/shapes.ts'
import { Status } from '../kit/Status.tsx'
import { NARROWEST } from './layout.ts'

export type FilterChoice = { readonly value: string; readonly label: string; readonly shape?: Shape }

/** How a column can be filtered. `any` offers a list, or the names of one of the desk's pickers. */
export type FilterKind =
  | { readonly is: 'text' }
  | { readonly is: 'any'; readonly of: readonly FilterChoice[] | Extract<PickerKind, 'payers' | 'providers'> }
  | { readonly is: 'number' }
  | { readonly is: 'money' }
  | { readonly is: 'days' }

export type GridMeta = {
  readonly head: string
  readonly filter: FilterKind | undefined
  readonly canBeEmpty: boolean
  readonly isEnd: boolean
  readonly isStatus: boolean
  /** Its part of the room that is left. */
  readonly grows: number
  /** The name of its sum in the engine's answer. */
  readonly sum: string | undefined
  readonly className: string
  readonly isHidden: boolean
  /** The amount of a money column, in cents. */
  readonly cents: ((row: never) => Cents | null) | undefined
  /** Its groups are named in this way; without it by the value itself. */
  readonly groupWords: ((value: number) => string) | undefined
  /** What is copied, and what a cut cell says when it is pointed at. */
  readonly text: (row: never) => string
}

// With the engine sorting and filtering, the table keeps only the order, widths and visibility of columns, and the order of rows as it was asked for.
export const features = tableFeatures({
  columnSizingFeature,
  columnOrderingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  columnMeta: {} as GridMeta,
})
export type Features = typeof features
export type GridRow = { readonly id: number }
export type GridColumn<Row extends GridRow> = ColumnDef<Features, Row, unknown>

type More<Row> = {
  /** Undefined for a column that cannot be filtered. */
  readonly filter?: FilterKind | undefined
  /** Its part of the room that is left: 0 for none. */
  readonly grows?: number
  /** Read second. */
  readonly isQuiet?: boolean
  /** Not shown until someone asks for it. */
  readonly isHidden?: boolean
  readonly canBeEmpty?: boolean
  readonly cannotSort?: boolean
  /** What a group of one value is called, where the value is a number that is not read as it stands. */
  readonly groupWords?: (value: number) => string
  /** What it shows, when it is more than its text. */
  readonly cell?: (row: Row) => ReactNode
}

/** Columns of a grid, named as the fields of its call. They stand in a `columns.tsx`, outside any component. */
export function columnsOf<Row extends GridRow>() {
  const helper = createColumnHelper<Features, Row>()
  type Parts = {
    readonly id: string
    readonly head: string
    readonly width: number
    readonly text: (row: Row) => string
    readonly className?: string
    readonly isEnd?: boolean
    readonly isStatus?: boolean
    readonly sum?: string
    readonly cents?: (row: Row) => Cents | null
    readonly more: More<Row>
  }

  const column = ({ id, head, width, text, className = '', isEnd = false, isStatus = false, sum, cents, more }: Parts): GridColumn<Row> =>
    helper.accessor((row): unknown => text(row), {
      id,
      header: head,
      size: width,
      minSize: NARROWEST,
      enableSorting: more.cannotSort !== true,
      sortDescFirst: isEnd,
      cell: ({ row }) => (more.cell ? more.cell(row.original) : seen(text(row.original))),
      meta: {
        head,
        filter: more.filter,
        canBeEmpty: more.canBeEmpty ?? false,
        isEnd,
        isStatus,
        grows: more.grows ?? 0,
        sum,
        className: [className, more.isQuiet === true && 'second'].filter(Boolean).join(' '),
        isHidden: more.isHidden ?? false,
        cents,
        groupWords: more.groupWords,
        text,
      },
    })

  return {
    text: (id: string, head: string, width: number, of: (row: Row) => string | null, more: More<Row> = {}): GridColumn<Row> =>
      column({ id, head, width, text: (row) => of(row) ?? '', more: { filter: { is: 'text' }, ...more } }),

    /** A number or code by which things are named. */
    code: (id: string, head: string, width: number, of: (row: Row) => string | null, more: More<Row> = {}): GridColumn<Row> =>
      column({ id, head, width, text: (row) => of(row) ?? '', className: 'id', more: { filter: { is: 'text' }, ...more } }),

    /** A date; the usual width never cuts one. */
    day: (id: string, head: string, of: (row: Row) => DayValue | null, more: More<Row> = {}): GridColumn<Row> =>
      column({
        id,
        head,
        width: 97,
        text: (row) => {
          const day = of(row)
          return day === null ? '' : shownDay(day)
        },
        className: 'num',
        more: { filter: { is: 'days' }, cell: (row) => <Day day={of(row)} />, ...more },
      }),

    /** An amount, with the engine's sum of it below; `sum` is false where the engine gives none. */
    money: (
      id: string,
      head: string,
      of: (row: Row) => Cents | null,
      more: More<Row> & { readonly width?: number; readonly sum?: false } = {},
    ): GridColumn<Row> =>
      column({
        id,
        head,
        width: more.width ?? 84,
        text: (row) => {
          const cents = of(row)
          return cents === null ? '' : columnMoney(cents)
        },
        className: 'num',
        isEnd: true,
        ...(more.sum !== false && { sum: id }),
        cents: of,
        more: { filter: { is: 'money' }, grows: 0.3, cell: (row) => <Money cents={of(row)} />, ...more },
      }),

    count: (id: string, head: string, width: number, of: (row: Row) => number | null, more: More<Row> = {}): GridColumn<Row> =>
      column({
        id,
        head,
        width,
        text: (row) => of(row)?.toLocaleString('en-US') ?? '',
        className: 'num',
        isEnd: true,
        more: { filter: { is: 'number' }, ...more },
      }),

    /** A status: its shape, its word, and the values it may be filtered by. */
    status: (
      id: string,
      head: string,
      of: (row: Row) => { readonly shape: Shape; readonly word?: string },
      choices: readonly FilterChoice[],
      more: More<Row> & { readonly width?: number } = {},
    ): GridColumn<Row> =>
      column({
        id,
        head,
        width: more.width ?? 106,
        text: (row) => of(row).word ?? LOOKS[of(row).shape].word,
        isStatus: true,
        more: { filter: { is: 'any', of: choices }, cell: (row) => <Status {...of(row)} />, ...more },
      }),
  }
}
