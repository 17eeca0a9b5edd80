import type { ReactNode } from 'react'
import type { Control, FieldPath, FieldValues } from 'react-hook-form'
import { TextField } from '../../kit/Fields.tsx'
import { Span } from '../../kit/Form.tsx'

type Props<T extends FieldValues, C, O> = { readonly control: Control<T, C, O>; readonly prefix: '' | 'practice.' }

/** The fields of a practice, for the page that makes it and the page that changes it. */
export function PracticeFieldsForm<T extends FieldValues, C, O>({ control, prefix }: Props<T, C, O>): ReactNode {
  const at = (name: string): FieldPath<T> => `${prefix}${name}` as FieldPath<T>
  return (
    <>
      <Span of={12}>
        <TextField control={control} name={at('name')} label="Name of the practice" isNeeded isFirst />
      </Span>
      <Span of={4}>
        <TextField control={control} name={at('npi')} label="NPI of the practice" isNeeded digitsOnly />
      </Span>
      <Span of={4}>
        <TextField control={control} name={at('taxId')} label="Tax id" isNeeded digitsOnly />
      </Span>
      <Span of={4}>
        <TextField control={control} name={at('taxonomy')} label="Taxonomy" isNeeded isUpper isId hint="As 261QM0801X" />
      </Span>
      <Span of={8}>
        <TextField control={control} name={at('line1')} label="Street" isNeeded hint="Where the practice is; claims refuse a PO box." />
      </Span>
      <Span of={4}>
        <TextField control={control} name={at('line2')} label="Suite" isOptional />
      </Span>
      <Span of={6}>
        <TextField control={control} name={at('city')} label="City" isNeeded />
      </Span>
      <Span of={2}>
        <TextField control={control} name={at('state')} label="State" isNeeded isUpper />
      </Span>
      <Span of={4}>
        <TextField control={control} name={at('zip')} label="ZIP+4" isNeeded digitsOnly hint="Nine digits; claims need all of them." />
      </Span>
      <Span of={4}>
        <TextField control={control} name={at('contact')} label="Who answers for billing" isNeeded />
      </Span>
      <Span of={4}>
        <TextField control={control} name={at('phone')} label="Phone" isNeeded digitsOnly />
      </Span>
      <Span of={4}>
        <TextField
          control={control}
          name={at('submitterId')}
          label="Submitter id"
          isNeeded
          isId
          hint="From the clearinghouse, or the tax id."
        />
      </Span>
    </>
  )
}
