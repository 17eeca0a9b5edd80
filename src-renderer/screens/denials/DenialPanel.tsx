import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { useCall, useCommand } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useMay, useWhyNot } from '../../app/sitting.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Day, daysLeft, Money } from '../../kit/figures.tsx'
import { Documents } from '../../kit/Documents.tsx'
import { History } from '../../kit/History.tsx'
import { Ledger } from '../../kit/Ledger.tsx'
import { Facts, NextStep, PanelSection, PanelTop } from '../../kit/Panel.tsx'
import { Segments } from '../../kit/Segments.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Tag } from '../../kit/Status.tsx'
import { Why as WhyButton } from '../../kit/Why.tsx'
import { CallSection } from './CallSection.tsx'
import { CloseDialog } from './CloseDialog.tsx'
import classes from './Denials.module.css'
import { LetterDialog } from './LetterDialog.tsx'
import { nextOf } from './next.ts'
import { statusOf, type Row } from './words.ts'
import type { WorkOf } from './WorkDrawer.tsx'

type Denial = Output<'denials.get'>
type Props = {
  readonly id: number
  /** Their keys belong to what is selected, while something is. */
  readonly hasKeys: boolean
  readonly me: string
  readonly onWork: (work: Extract<WorkOf, { readonly one: Row }>) => void
  readonly onFocus: () => void
}

/** One denial: days left, what to do next, why, the steps, its money, what the file says, what happened. */
export function DenialPanel({ id, ...rest }: Props): ReactNode {
  const asked = useCall('denials.get', { id })
  return <Answer of={asked}>{(denial) => <Body denial={denial} {...rest} />}</Answer>
}

function Body({ denial, hasKeys, me, onWork, onFocus }: Omit<Props, 'id'> & { readonly denial: Denial }): ReactNode {
  const router = useRouter()
  const may = useMay()
  const [dialog, setDialog] = useState<'letter' | 'close'>()
  const correct = useCommand('denials.correct')
  const take = useCommand('denials.work')
  const leave = (): void => {
    setDialog(undefined)
    onFocus()
  }
  const onCorrect = async (): Promise<void> => {
    const reply = await correct.run({ id: denial.id })
    if (reply.ok) router.go({ screen: 'claims', open: reply.value.claim })
  }
  const mayWrite = useWhyNot('denials.write') === undefined
  const isOpen = denial.status !== 'closed'
  const next = nextOf(denial, {
    go: router.go,
    onCorrect: () => void onCorrect(),
    onLetter: () => setDialog('letter'),
    onClose: () => setDialog('close'),
    onAsk: () => onWork({ one: denial, status: denial.status === 'waiting' ? 'in-work' : 'waiting' }),
  })
  const keyed = (keys: string): { readonly keys?: string; readonly group: string } => ({ group: 'Denial', ...(hasKeys && { keys }) })
  const mayAppeal = denial.appeal === null && denial.action !== 'appeal' && denial.templates.some(({ fits }) => fits)
  const isNoted = isOpen && denial.appeal === null && denial.action === 'investigate'
  // Where the next step is a note, one button does for both.
  useKeys('Denial', [{ keys: 'n', words: 'Note', run: () => onWork({ one: denial }), when: isNoted && hasKeys && mayWrite }])
  const others = [
    !isNoted && (
      <Button key="note" small needs="denials.write" {...keyed('n')} onPress={() => onWork({ one: denial })}>
        Note
      </Button>
    ),
    mayAppeal && (
      <Button key="letter" small needs="appeals.write" {...keyed('d')} onPress={() => setDialog('letter')}>
        Appeal
      </Button>
    ),
    denial.action !== 'close' && (
      <Button key="close" small needs="denials.write" {...keyed('c')} onPress={() => setDialog('close')}>
        Close
      </Button>
    ),
  ].filter((one) => one !== false)
  const { press, words } = next
  const problem = correct.problem ?? take.problem
  return (
    <>
      <Top denial={denial}>
        {isOpen && denial.owner !== me && (
          <Button
            small
            needs="denials.write"
            {...keyed('o')}
            isBusy={take.isBusy}
            onPress={() => void take.run({ id: denial.id, owner: me })}
          >
            Take over
          </Button>
        )}
      </Top>
      <NextStep
        title={next.title}
        why={next.why}
        cents={isOpen ? denial.cents : null}
        {...(press &&
          words !== undefined && {
            action: { children: words, onPress: press, isBusy: correct.isBusy, group: 'Denial', needs: next.needs },
          })}
        others={isOpen ? others : undefined}
      />
      {problem && (
        <div className={classes['problem']}>
          <ProblemNote problem={problem} />
        </div>
      )}
      {denial.note !== '' && (
        <PanelSection title="Note" aside="the last one">
          <p className={`${classes['note']} second small words`}>{denial.note}</p>
        </PanelSection>
      )}
      <Why denial={denial} />
      {isOpen && may('claims.read') && <CallSection denial={denial} keys={hasKeys ? 'l' : undefined} />}
      {may('claims.read') && <ClaimMoney claim={denial.claim} />}
      <PanelSection title="What the file says" aside={`denied ${shownDay(denial.deniedOn)}`}>
        {denial.segments.length === 0 ? (
          <p className="second small">The remittance’s file is not kept here.</p>
        ) : (
          <Segments lines={denial.segments} file={denial.file} />
        )}
      </PanelSection>
      <Documents documents={denial.documents} />
      <PanelSection title="History" aside={`claim ${denial.claim}`}>
        <History lines={denial.history} />
      </PanelSection>
      <PanelSection title="Facts">
        <Facts
          facts={[
            { name: 'Charge of the line', value: <Money cents={denial.charge} /> },
            { name: 'Open with the payer', value: <Money cents={denial.open} isSum /> },
            { name: 'At stake', value: <Money cents={denial.cents} isSum /> },
            { name: 'Denied', value: <Day day={denial.deniedOn} /> },
            { name: 'Owner', value: denial.owner === '' ? 'nobody yet' : denial.owner },
            { name: 'Payer’s number', value: <span className="id">{denial.payerControl ?? 'not told'}</span> },
          ]}
        />
        <div className="row" style={{ marginTop: 9 }}>
          <Button look="quiet" small needs="claims.read" onPress={() => router.go({ screen: 'claims', open: denial.claim })}>
            {`Open claim ${denial.claim}`}
          </Button>
          {denial.appeal && !isOpen && (
            <Button
              look="quiet"
              small
              needs="appeals.read"
              onPress={() => router.go({ screen: 'appeals', ...(denial.appeal && { open: denial.appeal.id }) })}
            >
              Open its appeal
            </Button>
          )}
          <Button
            look="quiet"
            small
            needs="claims.write"
            {...keyed('r')}
            onPress={() => router.go({ screen: 'setup', section: 'rules', denial: denial.id })}
          >
            Write a rule
          </Button>
          <Button look="quiet" small needs="patients.read" onPress={() => router.go({ screen: 'patients', open: denial.patientId })}>
            {`Open ${denial.patient}`}
          </Button>
        </div>
      </PanelSection>
      {dialog === 'letter' && <LetterDialog denial={denial} isOpen onClose={leave} />}
      {dialog === 'close' && <CloseDialog denial={denial} isOpen onClose={leave} />}
    </>
  )
}

function Top({ denial, children }: { readonly denial: Denial; readonly children: ReactNode }): ReactNode {
  const left = daysLeft(denial.daysLeft)
  return (
    <PanelTop
      tag={<Tag {...statusOf(denial)} />}
      id={`Claim ${denial.claim}`}
      title={denial.patient}
      after={
        <>
          {denial.code}, {shownDay(denial.day)}, {denial.payer}
        </>
      }
    >
      {denial.status !== 'closed' && (
        <div className={`${classes['deadline']} small num`}>
          <b className={`fam-${left.family}`}>{denial.daysLeft > 0 ? `${left.words} left` : left.words}</b>
          <span className="second">
            {denial.appeal?.status === 'sent' ? 'the answer is due' : 'work it by'} <Day day={denial.due} />
          </span>
          {denial.again !== null && (
            <span className="second">
              put off until <Day day={denial.again} />
            </span>
          )}
          <span className="third">{denial.owner === '' ? 'no owner' : denial.owner}</span>
          <span className="end">{children}</span>
        </div>
      )}
    </PanelTop>
  )
}

function Why({ denial }: { readonly denial: Denial }): ReactNode {
  const codes = [{ code: denial.reason, words: denial.reasonWords }, ...denial.remarks]
  return (
    <>
      <PanelSection title="Why it was denied" aside={denial.cause}>
        <p className="second small words">{denial.why}</p>
        <ul className={classes['codes']} aria-label="Reason and remarks">
          {codes.map(({ code, words }) => (
            <li key={code}>
              <b className="id words">{code}</b>
              <span className="second words">{words}</span>
            </li>
          ))}
        </ul>
      </PanelSection>
      <PanelSection title="Steps">
        <ol className={classes['steps']}>
          {denial.steps.map((step) => (
            <li key={step}>
              <span className="second words">{step}</span>
            </li>
          ))}
        </ol>
      </PanelSection>
      {denial.prevent !== '' && (
        <PanelSection title="So that it does not come again">
          <p className="second small words">{denial.prevent}</p>
        </PanelSection>
      )}
    </>
  )
}

/** Postings are a claim's: a line is settled with its neighbours. */
function ClaimMoney({ claim: id }: { readonly claim: number }): ReactNode {
  const asked = useCall('claims.get', { id })
  const router = useRouter()
  useKeys('Denial', [{ keys: '=', words: 'Explain this amount', run: () => router.go({ screen: 'claims', why: id }) }])
  return (
    <PanelSection title={`Money of claim ${id}`} aside="adds up to what is owed">
      <Answer of={asked}>
        {(claim) => <Ledger lines={claim.money} owedByPayer={claim.owedByPayer} owedByPatient={claim.owedByPatient} />}
      </Answer>
      <WhyButton onPress={() => router.go({ screen: 'claims', why: id })} />
    </PanelSection>
  )
}
