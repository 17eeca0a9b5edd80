import { useRef, useState, type ReactNode } from 'react'
import { useController, useWatch } from 'react-hook-form'
import type { ConnectionRow } from '../../../src-shared/contract/connections.ts'
import { Button } from '../../kit/Button.tsx'
import { ChoiceField, NumberField, SecretField, TextField, TickField } from '../../kit/Fields.tsx'
import { Moment } from '../../kit/figures.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { Note } from '../../kit/Note.tsx'
import { choicesOf, PROOF_WORDS, setHint, type ConnectionFields } from './connection-words.ts'

type FileName = 'certificateFile' | 'certificateKeyFile'
type Props = {
  readonly control: ConnectionFields
  readonly row: ConnectionRow | undefined
  /** @param path null for a file that is taken out again */
  readonly onChoose: (name: FileName, path: string | null) => void
}

/** Where a CORE server is, how it knows who asks, and how it calls what it is asked for. */
export function CoreAddress({ control, row, onChoose }: Props): ReactNode {
  const [proof, carries] = useWatch({ control, name: ['proof', 'carries'] })
  const fetches = carries.includes('835')
  return (
    <>
      <FieldGroup title="Address">
        <Span of={12}>
          <TextField control={control} name="url" label="Address" placeholder="https://" isNeeded isId />
        </Span>
        <Span of={4}>
          <ChoiceField
            control={control}
            name="envelope"
            label="Envelope"
            choices={[
              { value: 'mime', label: 'HTTP MIME multipart' },
              { value: 'soap', label: 'SOAP' },
            ]}
          />
        </Span>
        <Span of={4}>
          <TextField control={control} name="sender" label="Sender id" isId />
        </Span>
        <Span of={4}>
          <TextField control={control} name="receiver" label="Receiver id" isId />
        </Span>
        <Span of={12}>
          <TextField
            control={control}
            name="authority"
            label="Certificate of their authority"
            hint="Only where they use one of their own; else the machine knows who vouches for them."
            rows={3}
            isId
          />
        </Span>
        <Span of={12}>
          <TextField
            control={control}
            name="pin"
            label="Key of the server"
            hint="SHA-256 in base64, where they publish it. Empty trusts any certificate that is sound."
            isId
          />
        </Span>
      </FieldGroup>
      <FieldGroup title="Who asks" hint="What they gave you to get in with.">
        <Span of={12}>
          <ChoiceField control={control} name="proof" label="Signs in with" choices={choicesOf(PROOF_WORDS)} />
        </Span>
        {proof !== 'certificate' && (
          <>
            <Span of={6}>
              <TextField control={control} name="user" label="User name" isId />
            </Span>
            <Span of={6}>
              <SecretField control={control} name="password" label="Password" hint={setHint(row?.hasPassword)} />
            </Span>
          </>
        )}
        {proof !== 'password' && <ClientCertificate control={control} row={row} onChoose={onChoose} />}
      </FieldGroup>
      <FieldGroup title="What is fetched" hint="As their guide calls the payloads. Partners differ: compare what is entered here with it.">
        {carries.includes('837P') && (
          <Span of={12}>
            <TextField control={control} name="claimAnswerType" label="Answers on claims (277CA) are asked for as" isId />
          </Span>
        )}
        {fetches && (
          <>
            <Span of={12}>
              <TextField control={control} name="remittanceType" label="Remittances (835) are asked for as" isId />
            </Span>
            <Span of={12}>
              <TickField
                control={control}
                name="acknowledges"
                label="Send a 999 for each remittance"
                hint="Some hand out the next one only after that."
              />
            </Span>
          </>
        )}
        <Span of={6}>
          <NumberField control={control} name="minutes" label="Looks for answers every" hint="Minutes." />
        </Span>
      </FieldGroup>
    </>
  )
}

function ClientCertificate({ control, row, onChoose }: Props): ReactNode {
  const certificate = row?.certificate
  return (
    <>
      {certificate && (
        <Span of={12}>
          <p className="small second">The certificate that is set:</p>
          <p className="small words">
            <span className="id">{certificate.subject}</span>, given by <span className="id">{certificate.issuer}</span>, number{' '}
            <span className="id">{certificate.serial}</span>
          </p>
          <p className="small">
            Valid from <Moment at={certificate.starts} /> to <Moment at={certificate.ends} />
          </p>
        </Span>
      )}
      <Span of={6}>
        <ChosenFile
          control={control}
          name="certificateFile"
          label="Certificate"
          hint={certificate ? 'Choose a file only for a new one.' : 'PEM, or PKCS#12 (.pfx, .p12) with the key in it.'}
          onChoose={onChoose}
        />
      </Span>
      <Span of={6}>
        <ChosenFile
          control={control}
          name="certificateKeyFile"
          label="Private key"
          hint="Where it is in a file of its own."
          onChoose={onChoose}
        />
      </Span>
      <Span of={6}>
        <SecretField control={control} name="certificatePhrase" label="Passphrase of the certificate" hint="If it has one." />
      </Span>
    </>
  )
}

type FileProps = Pick<Props, 'control' | 'onChoose'> & { readonly name: FileName; readonly label: string; readonly hint: string }

/** A file by its name; what is in it goes from the disk to the store, and never through the window. */
function ChosenFile({ control, name, label, hint, onChoose }: FileProps): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const [isLost, setLost] = useState(false)
  const { field, fieldState } = useController({ control, name })
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const path = await window.parity.pathOf(file).catch(() => undefined)
    setLost(path === undefined)
    if (path !== undefined) onChoose(name, path)
  }
  const chosen = (field.value ?? '').replace(/^.*[\\/]/, '')
  const wrong = fieldState.error?.message
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={`File of the ${label.toLowerCase()}`}
        onChange={(event) => {
          void choose(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      <Button onPress={() => input.current?.click()}>{`Choose ${label.toLowerCase()}`}</Button>
      {chosen !== '' && <Button look="quiet" onPress={() => onChoose(name, null)}>{`Take out ${label.toLowerCase()}`}</Button>}
      <p className="small second words">{chosen === '' ? hint : chosen}</p>
      {wrong !== undefined && <Note family="bad">{wrong}</Note>}
      {isLost && <Note family="warn">It is not a file on this computer. Save it first, then choose it here.</Note>}
    </>
  )
}
