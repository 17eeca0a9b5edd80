import { MultiSelect, Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import type { z } from 'zod'
import { CARRIED, Connection, PRESETS, type ConnectionRow } from '../../../src-shared/contract/connections.ts'
import { useTask } from '../../app/tasks.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Button } from '../../kit/Button.tsx'
import { ChoiceField, NumberField, SecretField, TextField, TickField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import { CoreAddress } from './CoreAddress.tsx'
import {
  AFTER_WORDS,
  CARRIED_WORDS,
  choicesOf,
  newConnection,
  PRESET_WORDS,
  setHint,
  type ConnectionFields,
  type Values,
} from './connection-words.ts'

type Props = {
  readonly values: Values
  /** Undefined for a new one. */
  readonly row: ConnectionRow | undefined
  readonly onClose: () => void
  readonly onSaved: (id: number) => void
}

const presetChoices = PRESETS.map((value) => ({ value, label: PRESET_WORDS[value].name }))

/** A connection: to whom, how to get in, which folders, whose files. What opens it goes in and never comes back. */
export function ConnectionDrawer({ values, row, onClose, onSaved }: Props): ReactNode {
  const save = useTask('connections.save')
  const form = useForm<Values, unknown, z.output<typeof Connection>>({
    resolver: checkedBy(Connection),
    defaultValues: values,
    mode: 'onTouched',
  })
  const { control } = form
  const [preset, kind, carries, payers] = useWatch({ control, name: ['preset', 'kind', 'carries', 'payers'] })
  const submit = form.handleSubmit(async (given) => {
    const reply = await save.run(given)
    if (reply.ok) onSaved(reply.value.id)
    else showAt(reply.problem, form.setError, ['name', 'privateKey', 'certificateFile', 'certificateKeyFile', 'certificatePhrase'])
  })
  const begin = (next: Values['preset']): void => {
    const { fills } = PRESET_WORDS[next]
    // A name somebody typed stays.
    const name = form.getFieldState('name').isDirty ? form.getValues('name') : (fills.name ?? '')
    form.reset({ ...newConnection, ...fills, preset: next, name, isForOthers: form.getValues('isForOthers') }, { keepDefaultValues: true })
  }
  return (
    <FormDrawer
      title={row ? `Edit ${row.name}` : 'Add a connection'}
      width={760}
      onClose={onClose}
      says="It is tried next; nothing is sent by that."
      save="Save and test"
      isBusy={save.isBusy}
      problem={save.problem}
      onSubmit={submit}
    >
      <FieldGroup title="To whom" hint={PRESET_WORDS[preset].says}>
        {!row && (
          <Span of={6}>
            <Select
              label="Clearinghouse or way"
              data={presetChoices}
              allowDeselect={false}
              value={preset}
              onChange={(next) => next !== null && begin(next)}
              data-autofocus
            />
          </Span>
        )}
        <Span of={6}>
          <TextField control={control} name="name" label="What you call it" isNeeded isFirst={row !== undefined} />
        </Span>
      </FieldGroup>
      {kind === 'sftp' && <Server control={control} row={row} />}
      {kind === 'core' && (
        <CoreAddress
          control={control}
          row={row}
          onChoose={(name, path) => {
            form.clearErrors(name)
            form.setValue(name, path, { shouldDirty: true })
          }}
        />
      )}
      {kind !== 'core' && (
        <Folders
          control={control}
          isHere={kind === 'folder'}
          onChoose={(name, path) => form.setValue(name, path, { shouldDirty: true, shouldValidate: true })}
        />
      )}
      <FieldGroup title="What it carries">
        <Span of={6}>
          <MultiSelect
            label="Files"
            data={choicesOf(CARRIED_WORDS).filter(({ value }) => kind === 'core' || value !== '835')}
            value={carries}
            onChange={(next) =>
              form.setValue(
                'carries',
                CARRIED.filter((one) => next.includes(one)),
                { shouldDirty: true, shouldValidate: true },
              )
            }
          />
        </Span>
        <Span of={6}>
          <Payers chosen={payers ?? []} onChoose={(next) => form.setValue('payers', next, { shouldDirty: true })} />
        </Span>
        <Span of={12}>
          <TickField
            control={control}
            name="isForOthers"
            label="And for every payer that has no connection of its own"
            hint="Files that are written from now on go by it."
          />
        </Span>
        {carries.includes('837P') && (
          <Span of={12}>
            <TickField
              control={control}
              name="isTesting"
              label="It is still being tested"
              hint="Claims leave by it as tests alone (ISA15 T) and stay ready, until this is taken off."
            />
          </Span>
        )}
      </FieldGroup>
    </FormDrawer>
  )
}

type PartProps = { readonly control: ConnectionFields; readonly row: ConnectionRow | undefined }

function Server({ control, row }: PartProps): ReactNode {
  const [auth, makesKey] = useWatch({ control, name: ['auth', 'makesKey'] })
  return (
    <FieldGroup title="Server">
      <Span of={9}>
        <TextField control={control} name="host" label="Host" isNeeded isId />
      </Span>
      <Span of={3}>
        <NumberField control={control} name="port" label="Port" />
      </Span>
      <Span of={6}>
        <TextField control={control} name="user" label="User name" isNeeded isId />
      </Span>
      <Span of={6}>
        <ChoiceField
          control={control}
          name="auth"
          label="Signs in with"
          choices={[
            { value: 'key', label: 'A key' },
            { value: 'password', label: 'A password' },
          ]}
        />
      </Span>
      {auth === 'password' && (
        <Span of={12}>
          <SecretField control={control} name="password" label="Password" hint={setHint(row?.hasPassword)} />
        </Span>
      )}
      {auth === 'key' && (
        <>
          <Span of={12}>
            <TickField
              control={control}
              name="makesKey"
              label={row?.hasKey === true ? 'Make a new pair of keys' : 'Make a pair of keys here'}
              hint="The private half never leaves the store. The public half is shown here afterwards, for their page."
            />
          </Span>
          {makesKey !== true && (
            <>
              <Span of={12}>
                <TextField control={control} name="privateKey" label="Private key" hint={setHint(row?.hasKey)} rows={4} isId />
              </Span>
              <Span of={6}>
                <SecretField control={control} name="keyPhrase" label="Passphrase of the key" hint="If it has one." />
              </Span>
            </>
          )}
          {row && row.publicKey !== null && (
            <Span of={12}>
              <p className="small second">Public key, for their page:</p>
              <p className="id words small">{row.publicKey}</p>
            </Span>
          )}
        </>
      )}
    </FieldGroup>
  )
}

type FolderName = 'sendTo' | 'fetchFrom' | 'moveTo'
type FoldersProps = {
  readonly control: ConnectionFields
  readonly isHere: boolean
  readonly onChoose: (name: FolderName, path: string) => void
}

function Folders({ control, isHere, onChoose }: FoldersProps): ReactNode {
  const afterFetch = useWatch({ control, name: 'afterFetch' })
  const choose = async (name: FolderName): Promise<void> => {
    const path = await window.parity.chooseFolder()
    if (path !== null) onChoose(name, path)
  }
  const folder = (name: FolderName, label: string, isNeeded = false): ReactNode => (
    <Span of={6}>
      <TextField control={control} name={name} label={label} isNeeded={isNeeded} isId />
      {isHere && (
        <Button small label={`Choose: ${label}`} onPress={() => void choose(name)}>
          Choose
        </Button>
      )}
    </Span>
  )
  return (
    <FieldGroup title="Folders" hint={isHere ? 'On this machine or its network.' : 'As they are called over there; capitals count.'}>
      {folder('sendTo', 'For what you send', true)}
      {folder('fetchFrom', 'For what comes')}
      <Span of={6}>
        <ChoiceField control={control} name="afterFetch" label="What was fetched" choices={choicesOf(AFTER_WORDS)} />
      </Span>
      {afterFetch === 'move' ? folder('moveTo', 'Moved to', true) : null}
      <Span of={6}>
        <TextField
          control={control}
          name="naming"
          label="Name of a file over there"
          hint="{name} {control} {kind} {time} are filled in."
          isId
        />
      </Span>
      <Span of={6}>
        <NumberField control={control} name="minutes" label="Looks for answers every" hint="Minutes." />
      </Span>
    </FieldGroup>
  )
}

function Payers({ chosen, onChoose }: { readonly chosen: readonly number[]; readonly onChoose: (payers: number[]) => void }): ReactNode {
  const payers = usePicker('payers') ?? []
  return (
    <MultiSelect
      label="Of these payers"
      placeholder={chosen.length === 0 ? 'None chosen' : ''}
      searchable
      data={payers.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={chosen.map(String)}
      onChange={(next) => onChoose(payers.filter(({ id }) => next.includes(String(id))).map(({ id }) => id))}
    />
  )
}
