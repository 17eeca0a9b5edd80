import { Fragment, type ReactNode } from 'react'
import type { Control, FieldValues, Path } from 'react-hook-form'
import type { Output } from '../../../src-shared/contract/index.ts'
import { ChoiceField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { numberChoices, unitChoices, type DrugFields as Rows } from './drugs.ts'

type Props<T extends FieldValues, C, O> = {
  readonly control: Control<T, C, O>
  readonly lines: Output<'claims.get'>['lines']
  readonly rows: Rows['drugs']
}

/** What the package of each drug says, how much was given, and the number of its prescription. */
export function DrugFields<T extends FieldValues & Rows, C, O>({ control, lines, rows }: Props<T, C, O>): ReactNode {
  if (rows.length === 0) return null
  return (
    <FieldGroup title="Drugs" hint="The NDC as the package has it, with its hyphens; Parity writes it in eleven digits.">
      {rows.map(({ line }, n) => {
        const own = lines.find(({ id }) => id === line)
        const named = (field: string) => ({ control, name: `drugs.${n}.${field}` as Path<T> })
        return (
          <Fragment key={line}>
            <Span of={4}>
              <TextField {...named('ndc')} label={`NDC of ${own?.code ?? ''}, line ${own?.n ?? ''}`} isOptional isId />
            </Span>
            <Span of={3}>
              <TextField {...named('quantity')} label="Quantity given" isOptional />
            </Span>
            <Span of={5}>
              <ChoiceField {...named('unit')} label="Unit of the quantity" choices={unitChoices} isOptional />
            </Span>
            <Span of={7}>
              <ChoiceField {...named('kind')} label="Its number is a" choices={numberChoices} />
            </Span>
            <Span of={5}>
              <TextField {...named('number')} label="Number" isOptional isId />
            </Span>
          </Fragment>
        )
      })}
    </FieldGroup>
  )
}
