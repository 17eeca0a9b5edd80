import { Select } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { wholeNumber } from '../../../src-shared/number.ts'
import { usePatientPick } from '../../desk/pickers.ts'
import { FieldGroup, Span } from '../../kit/Form.tsx'

/** Whose it is, found by typing a part of the name. */
export function PatientChoice({
  picked,
  onPick,
}: {
  readonly picked: number | undefined
  readonly onPick: (id: number | undefined) => void
}): ReactNode {
  const [text, setText] = useState('')
  const { patients, isWhole } = usePatientPick(text)
  return (
    <FieldGroup title="Patient">
      <Span of={12}>
        <Select
          label="Patient"
          data-autofocus
          searchable
          withAsterisk={false}
          placeholder="Type a part of the name"
          nothingFoundMessage={text.trim() === '' ? 'Type a part of the name' : isWhole ? 'Nobody of this name' : 'Looking …'}
          data={patients.map(({ id, name }) => ({ value: String(id), label: name }))}
          filter={({ options }) => options}
          value={picked === undefined ? null : String(picked)}
          searchValue={text}
          onSearchChange={setText}
          onChange={(next) => onPick(next === null ? undefined : wholeNumber(next))}
        />
      </Span>
    </FieldGroup>
  )
}
