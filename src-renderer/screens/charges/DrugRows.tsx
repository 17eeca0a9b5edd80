import { Checkbox, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { TypedDrug } from '../../../src-shared/typed-drug.ts'
import classes from './Charges.module.css'
import { NUMBER_OPTIONS, UNIT_OPTIONS, withDrug } from './drugs.ts'
import { Pick } from './Pick.tsx'
import { Small } from './Small.tsx'
import type { Entry } from './useEntry.ts'

/** The drugs that were given in the session being typed: what bills each, and what its package and prescription say. */
export function DrugRows({ entry }: { readonly entry: Entry }): ReactNode {
  return entry.typed.drugs.map((drug, at) => (
    // A row is known by its place.
    // oxlint-disable-next-line react/no-array-index-key
    <DrugRow key={at} entry={entry} drug={drug} at={at} />
  ))
}

type Props = { readonly entry: Entry; readonly drug: TypedDrug; readonly at: number }

function DrugRow({ entry, drug, at }: Props): ReactNode {
  const name = at === 0 ? 'Drug' : `Drug ${at + 1}`
  const change = (to: Partial<TypedDrug>): void => entry.set({ drugs: withDrug(entry.typed.drugs, at, to) })
  const text = (field: 'code' | 'units' | 'ndc' | 'quantity' | 'number', label: string, most: number): ReactNode => (
    <TextInput
      aria-label={`${name}, ${label}`}
      data-field="drugs"
      className={field === 'units' || field === 'quantity' ? 'num' : 'id'}
      value={drug[field]}
      maxLength={most}
      error={field === 'code' && entry.lack?.field === 'drugs'}
      autoComplete="off"
      spellCheck={false}
      onChange={({ currentTarget: { value } }) => change({ [field]: field === 'code' ? value.toUpperCase().trim() : value })}
    />
  )
  return (
    <div className={classes['more']} role="group" aria-label={name}>
      <Small words={name} width={56}>
        {text('code', 'code', 5)}
      </Small>
      <Small words="Units" width={44}>
        {text('units', 'units', 4)}
      </Small>
      <Small words="NDC" width={112}>
        {text('ndc', 'NDC', 14)}
      </Small>
      <Small words="Quantity" width={64}>
        {text('quantity', 'quantity', 12)}
      </Small>
      <Small words="in" width={48}>
        <Pick
          label={`${name}, unit of the quantity`}
          field="drugs"
          shown={drug.unit ?? ''}
          options={UNIT_OPTIONS}
          onPick={({ value }) => change({ unit: value })}
        />
      </Small>
      <Checkbox
        label="Injected here"
        size="xs"
        data-field="drugs"
        checked={drug.isInjected}
        onChange={(event) => change({ isInjected: event.currentTarget.checked })}
      />
      <Small words="Number of" width={96}>
        <Pick
          label={`${name}, what its number is of`}
          field="drugs"
          shown={NUMBER_OPTIONS.find(({ value }) => value === drug.kind)?.label ?? ''}
          options={NUMBER_OPTIONS}
          onPick={({ value }) => change({ kind: value })}
        />
      </Small>
      <div style={{ width: 110 }}>{text('number', 'number', 50)}</div>
    </div>
  )
}
