import { Checkbox } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useRouter } from '../../app/routes.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useMay, useWhyNot } from '../../app/sitting.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Documents } from '../../kit/Documents.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { ChoiceField } from '../../kit/Fields.tsx'
import { Day } from '../../kit/figures.tsx'
import { History } from '../../kit/History.tsx'
import { Icon } from '../../kit/Icon.tsx'
import { Ledger } from '../../kit/Ledger.tsx'
import { Facts, PanelSection } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Mark } from '../../kit/Status.tsx'
import { Why } from '../../kit/Why.tsx'
import { SaveFile } from '../exchange/FilePanel.tsx'
import classes from './Appeals.module.css'
import { Exhibits } from './Exhibits.tsx'
import { packetName } from './usePacket.ts'
import type { LetterForm } from './useLetter.ts'
import { factWords, isInLetter, isOpen, remedyOf, type Appeal } from './words.ts'

type Props = {
  readonly appeal: Appeal
  readonly form: LetterForm
  readonly agreed: ReadonlySet<string>
  readonly onAgree: (need: string, isSo: boolean) => void
  readonly onShow: (page: string) => void
  readonly onFill: (fact: string) => void
}

/** What goes with the letter, what must be so before it leaves, and its days. */
export function AppealPanel({ appeal, form, agreed, onAgree, onShow, onFill }: Props): ReactNode {
  const router = useRouter()
  const mayClaims = useMay()('claims.read')
  const clinicians = usePicker('providers') ?? []
  const mayWrite = useWhyNot('appeals.write') === undefined
  const canEdit = isOpen(appeal) && mayWrite
  const held = appeal.needs.filter(({ id, holds }) => holds || agreed.has(id)).length
  return (
    <aside className={classes['panel']} aria-label="Exhibits and what must be so" tabIndex={-1}>
      {canEdit && appeal.missing.length > 0 && (
        <PanelSection title="Missing facts" aside={appeal.missing.length}>
          <ul className={classes['list']}>
            {appeal.missing.map((name) => (
              <Missing key={name} name={name} appeal={appeal} onFill={() => onFill(name)} />
            ))}
          </ul>
        </PanelSection>
      )}
      <Exhibits appeal={appeal} onShow={onShow} />
      <PanelSection title="Only what is needed" aside={canEdit ? `${held} of ${appeal.needs.length}` : undefined}>
        <ul className={classes['needs']}>
          {appeal.needs.map((need) => (
            <li key={need.id}>
              {need.holds || !canEdit ? (
                <>
                  {need.holds ? <Icon of={IconCheck} className="fam-ok" /> : <Mark shape="look-here" size={16} />}
                  <span>
                    <span className="unseen">{need.holds ? 'So: ' : 'Look here: '}</span>
                    {need.says}
                    <small>{canEdit || need.holds ? need.detail : need.detail.split(';')[0]}</small>
                  </span>
                </>
              ) : (
                <Checkbox
                  size="xs"
                  label={need.isAsked ? need.says : `Go on although not so: ${lower(need.says)}`}
                  description={need.detail}
                  checked={agreed.has(need.id)}
                  data-need
                  onChange={(event) => onAgree(need.id, event.currentTarget.checked)}
                />
              )}
            </li>
          ))}
        </ul>
      </PanelSection>
      <PanelSection title="Days and names">
        {canEdit && (
          <div className={classes['signer']}>
            <ChoiceField
              control={form.control}
              name="signer"
              label="Who signs"
              choices={clinicians.map(({ id, name }) => ({ value: String(id), label: name }))}
              isNumber
              isOptional
            />
          </div>
        )}
        <Facts
          facts={[
            { name: 'Appeal by', value: <Day day={appeal.due} /> },
            {
              name: appeal.sentOn === null ? 'Answer by, if sent today' : 'Answer by',
              value: <Day day={appeal.answerBy} />,
            },
            ...(canEdit ? [] : [{ name: 'Signed by', value: appeal.signer?.name ?? 'nobody' }]),
            ...(appeal.sent?.tracking ? [{ name: 'Number', value: <span className="id">{appeal.sent.tracking}</span> }] : []),
          ]}
        />
        <Button look="quiet" small needs="claims.read" onPress={() => router.go({ screen: 'claims', open: appeal.claim })}>
          {`Open claim ${appeal.claim}`}
        </Button>
        {canEdit && <Discard appeal={appeal} />}
      </PanelSection>
      {mayClaims && <OfClaim claim={appeal.claim} />}
      {canEdit && appeal.packet !== null && (
        <PanelSection title="The packet" aside="kept as it was made">
          <SaveFile id={appeal.packet} name={packetName(appeal)} />
        </PanelSection>
      )}
      {canEdit && (
        <p className={classes['after']}>
          When it is recorded as sent, Parity marks the claim as appealed, lets the denial wait, and counts the days until the payer must
          answer.
        </p>
      )}
    </aside>
  )
}

/** An appeal that was begun by mistake, or with the wrong letter. */
function Discard({ appeal }: { readonly appeal: Appeal }): ReactNode {
  const router = useRouter()
  const discard = useCommand('appeals.discard')
  const [isAsked, setAsked] = useState(false)
  const run = async (): Promise<void> => {
    const reply = await discard.run({ id: appeal.id })
    if (reply.ok) router.go({ screen: 'denials', open: appeal.denial })
  }
  return (
    <>
      <Button look="quiet" small needs="appeals.write" onPress={() => setAsked(true)}>
        Discard this appeal
      </Button>
      <Dialog
        title="Discard this appeal?"
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button look="go" keys="Mod+Enter" isBusy={discard.isBusy} onPress={() => void run()}>
              Discard it
            </Button>
            <Button keys="Escape" onPress={() => setAsked(false)}>
              Keep it
            </Button>
          </>
        }
      >
        <p>
          Its letter{appeal.exhibits.some(({ kind }) => kind === 'record') ? ' and the pages put into it are' : ' is'} deleted. It has not
          left, so the denial of claim {appeal.claim} may be appealed anew, with any letter, until <Day day={appeal.due} />.
        </p>
        <ProblemNote problem={discard.problem} />
      </Dialog>
    </>
  )
}

/** Money, files and history are the claim's. */
function OfClaim({ claim: id }: { readonly claim: number }): ReactNode {
  const router = useRouter()
  const asked = useCall('claims.get', { id })
  return (
    <Answer of={asked}>
      {(claim) => (
        <>
          <PanelSection title={`Money of claim ${id}`} aside="adds up to what is owed">
            <Ledger lines={claim.money} owedByPayer={claim.owedByPayer} owedByPatient={claim.owedByPatient} />
            <Why onPress={() => router.go({ screen: 'claims', why: id })} />
          </PanelSection>
          <Documents documents={claim.documents} />
          <PanelSection title="History" aside={`claim ${id}`}>
            <History lines={claim.history} />
          </PanelSection>
        </>
      )}
    </Answer>
  )
}

function Missing({ name, appeal, onFill }: { readonly name: string; readonly appeal: Appeal; readonly onFill: () => void }): ReactNode {
  const router = useRouter()
  const { words, button, to } = remedyOf(name, appeal)
  return (
    <li className={classes['missing']}>
      <Mark shape="look-here" />
      <span className="grow">
        {factWords(name)}
        <small>{words}</small>
      </span>
      {to ? (
        <Button small onPress={() => router.go(to)}>
          {button}
        </Button>
      ) : (
        (isInLetter(name, appeal) || name === 'signer.name') && (
          <Button small label={`Fill in: ${factWords(name)}`} onPress={onFill}>
            Fill in
          </Button>
        )
      )}
    </li>
  )
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
