import { Select, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { PATIENT_WRITE_OFFS } from '../../../src-shared/contract/receipts.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { columnMoney, NO_MONEY, parseMoney, sentenceMoney } from '../../../src-shared/money.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand } from '../../app/queries.ts'
import { Button } from '../../kit/Button.tsx'
import { Choices } from '../../kit/Choices.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { ASKED, BLOCK_WORDS, REASON_WORDS, type OpenLine } from './words.ts'

type Does = 'write-off' | 'payer' | 'patient'
type Props = { readonly line: OpenLine; readonly onClose: () => void }

/** Changes who owes what on a line: let go, moved back to the payer, or moved to the patient. */
export function LineDialog({ line, onClose }: Props): ReactNode {
  const all = whatCan(line)
  const [does, setDoes] = useState<Does>(all[0] ?? 'write-off')
  const [typed, setTyped] = useState<string>()
  const [reason, setReason] = useState<(typeof PATIENT_WRITE_OFFS)[number]>('small-balance')
  const [note, setNote] = useState('')
  const notices = useNotices()
  const writeOff = useCommand('receipts.writeOff')
  const transfer = useCommand('receipts.transfer')
  const most = does === 'patient' ? line.payer : line.patient
  const amount = typed ?? columnMoney(most > 0 ? most : NO_MONEY)
  const cents = parseMoney(amount, true)
  const isReady = cents !== undefined && cents > 0 && cents <= most && (does === 'write-off' || note.trim() !== '')
  const post = async (): Promise<void> => {
    if (cents === undefined) return
    const of = { claim: line.claim, line: line.line, cents, note: note.trim() }
    if (does !== 'write-off') {
      if ((await transfer.run({ ...of, to: does })).ok) onClose()
      return
    }
    const reply = await writeOff.run({ ...of, reason })
    if (!reply.ok) return
    if (reply.value.approval !== null) notices.tell({ words: ASKED })
    onClose()
  }
  return (
    <Dialog
      title={`The session of ${shownDay(line.day)}, claim ${line.claim}`}
      isOpen
      onClose={onClose}
      width={540}
      actions={
        <>
          <Button
            look="go"
            keys="Mod+Enter"
            inFields
            isBusy={writeOff.isBusy || transfer.isBusy}
            disabled={!isReady}
            needs="receipts.write"
            onPress={() => void post()}
          >
            {`${does === 'write-off' ? 'Write off' : 'Move'} ${cents === undefined ? '' : sentenceMoney(cents)}`.trim()}
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>{line.why}</p>
      {line.block !== null && (
        <Note family="warn" title={BLOCK_WORDS[line.block][0]}>
          {BLOCK_WORDS[line.block][1]}
        </Note>
      )}
      <Choices
        label="What happens"
        isStacked
        all={all}
        words={{
          'write-off': ['Write it off', 'The patient is no longer asked for it, and nobody else is.'],
          payer: [`Move it back to ${line.payerName}`, 'The patient is not asked for it while the payer is.'],
          patient: ['Move it to the patient', `What ${line.payerName} will not pay, and the patient may be billed for.`],
        }}
        chosen={does}
        onChoose={setDoes}
      />
      <TextInput
        label="Amount"
        className="num"
        inputMode="decimal"
        autoComplete="off"
        value={amount}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {does === 'write-off' && (
        <Select
          label="Why it is written off"
          data={PATIENT_WRITE_OFFS.map((value) => ({ value, label: REASON_WORDS[value] }))}
          value={reason}
          onChange={(next) => setReason(PATIENT_WRITE_OFFS.find((one) => one === next) ?? reason)}
        />
      )}
      <TextInput
        label={does === 'write-off' ? 'Note' : 'Reason'}
        description={does === 'write-off' ? 'Optional.' : undefined}
        maxLength={300}
        autoComplete="off"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <ProblemNote problem={writeOff.problem ?? transfer.problem} />
    </Dialog>
  )
}

const whatCan = ({ patient, payer, block }: OpenLine): Does[] => [
  ...(patient > 0 ? (['write-off', 'payer'] as const) : []),
  ...(payer > 0 && block === null ? (['patient'] as const) : []),
]

/** Whether anything can be changed on a line. */
export const canChange = (line: OpenLine): boolean => whatCan(line).length > 0
