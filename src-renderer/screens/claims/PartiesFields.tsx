import type { ReactNode } from 'react'
import type { Control, FieldValues, Path } from 'react-hook-form'
import { MoneyField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import type { PartyFields } from './parties.ts'

type Props<T extends FieldValues, C, O> = {
  readonly control: Control<T, C, O>
  /** What receipts say the patient paid, to be taken over. */
  readonly received: ReactNode
}

/** Who referred, where it was, and what the patient paid. */
export function PartiesFields<T extends FieldValues & PartyFields, C, O>({ control, received }: Props<T, C, O>): ReactNode {
  const named = (name: keyof PartyFields) => ({ control, name: name as Path<T>, isOptional: true })
  return (
    <FieldGroup title="Who else, and where" hint="What of this the payer is told stands with the payer in Setup.">
      <Span of={4}>
        <TextField {...named('referrerLast')} label="Referred by, last name" />
      </Span>
      <Span of={4}>
        <TextField {...named('referrerFirst')} label="First name" />
      </Span>
      <Span of={4}>
        <TextField {...named('referrerNpi')} label="NPI of who referred" digitsOnly />
      </Span>
      <Span of={8}>
        <TextField {...named('siteName')} label="Place, where not the practice’s address" />
      </Span>
      <Span of={4}>
        <TextField {...named('siteNpi')} label="NPI of the place" digitsOnly />
      </Span>
      <Span of={12}>
        <TextField {...named('siteLine1')} label="Street of the place" />
      </Span>
      <Span of={6}>
        <TextField {...named('siteCity')} label="City" />
      </Span>
      <Span of={2}>
        <TextField {...named('siteState')} label="State" isUpper />
      </Span>
      <Span of={4}>
        <TextField {...named('siteZip')} label="ZIP, nine digits" digitsOnly />
      </Span>
      <Span of={4}>
        <MoneyField {...named('paid')} label="Paid by the patient" />
      </Span>
      <Span of={8}>{received}</Span>
    </FieldGroup>
  )
}
