import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { drugWords } from '../../../src-shared/drug.ts'
import { add, isNone } from '../../../src-shared/money.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { useCall, useCommand } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useWhyNot } from '../../app/sitting.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button, type ButtonProps } from '../../kit/Button.tsx'
import { Day, Money } from '../../kit/figures.tsx'
import { Key } from '../../kit/Key.tsx'
import { Documents } from '../../kit/Documents.tsx'
import { History } from '../../kit/History.tsx'
import { Ledger } from '../../kit/Ledger.tsx'
import { Facts, NextStep, PanelSection, PanelTop, PlainTable } from '../../kit/Panel.tsx'
import { Segments } from '../../kit/Segments.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Tag } from '../../kit/Status.tsx'
import { Why } from '../../kit/Why.tsx'
import { TakeButton } from '../receipts/TakeButton.tsx'
import classes from './Claims.module.css'
import { Findings } from './Findings.tsx'
import { goingWords } from './going-with.ts'
import { FormView, type Mended } from './FormView.tsx'
import { ApproveDialog, ReleaseDialog } from './LetGoDialogs.tsx'
import { MendDrawer } from './MendDrawer.tsx'
import { useCovers, useProof } from './papers.ts'
import { Payers, usePayerMoves, VoidDialog } from './PayerMoves.tsx'
import { Sessions } from './Sessions.tsx'
import { AskDialog } from './status/AskDialog.tsx'
import { ContractSection } from '../disputes/ContractSection.tsx'
import { StatusSection } from './status/StatusSection.tsx'

type Claim = Output<'claims.get'>

type Props = {
  readonly id: number
  readonly onSend: () => void
  readonly onHold: () => void
  readonly onPrint: () => void
  readonly onDispute: () => void
}

/** One claim: what it is, what to do next, its money, what the files say, what happened. */
export function ClaimPanel({ id, ...does }: Props): ReactNode {
  const asked = useCall('claims.get', { id })
  return <Answer of={asked}>{(claim) => <Body claim={claim} {...does} />}</Answer>
}

/** `place 10, Telehealth in the patient’s home`: the code with its words, once they are here. */
function placeWords(code: string, places: readonly { readonly code: string; readonly words: string }[] | undefined): string {
  const words = places?.find((one) => one.code === code)?.words
  return words === undefined ? `place ${code}` : `place ${code}, ${words}`
}

/** CLM05-3 of a void. */
const VOID = '8'
const notYetSent = new Set<Claim['status']>(['draft', 'ready', 'held', 'rejected'])

function Body({ claim, onSend, onHold, onPrint, onDispute }: Omit<Props, 'id'> & { readonly claim: Claim }): ReactNode {
  const router = useRouter()
  const [mending, setMending] = useState<Mended | 'first'>()
  const [isForm, setForm] = useState(false)
  const [isLettingGo, setLettingGo] = useState(false)
  const [isVoiding, setVoiding] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const recheck = useCommand('claims.recheck')
  const proof = useProof(claim)
  const covers = useCovers(claim)
  const mayWrite = useWhyNot('claims.write') === undefined
  const canMend = notYetSent.has(claim.status) && claim.frequency !== VOID
  const moves = usePayerMoves(claim, () => setMending('first'))
  const places = usePicker('places')
  useKeys('Claim', [{ keys: 'e', words: 'Edit', run: () => setMending('first'), when: canMend && mayWrite }])
  const others = [
    canMend && claim.next.action !== 'mend' && (
      <Button key="edit" small needs="claims.write" onPress={() => setMending('first')}>
        Edit <Key of="e" />
      </Button>
    ),
    claim.status === 'ready' && (
      <Button key="hold" small keys="h" group="Claim" needs="claims.write" onPress={onHold}>
        Hold
      </Button>
    ),
    moves.canReplace,
    claim.may.includes('void') && (
      <Button key="void" small needs="claims.write" onPress={() => setVoiding(true)}>
        Void
      </Button>
    ),
    moves.canPutBack,
    (claim.status === 'held' || claim.status === 'rejected') && claim.next.action !== 'release' && (
      <Button key="check" small needs="claims.write" isBusy={recheck.isBusy} onPress={() => void recheck.run({ ids: [claim.id] })}>
        Check again
      </Button>
    ),
    claim.status !== 'draft' && claim.status !== 'voided' && (
      <TakeButton key="take" patient={claim.patient.id} claim={claim.id} group="Claim" />
    ),
    <Button key="form" small keys="v" group="Claim" onPress={() => setForm(true)}>
      As the form
    </Button>,
    ['ready', 'sent', 'silent'].includes(claim.status) && (
      <Button key="print" small needs="claims.write" onPress={onPrint}>
        Print on paper
      </Button>
    ),
    claim.control !== null && (
      <Button key="proof" small keys="t" group="Claim" needs="claims.write" isBusy={proof.isBusy} onPress={() => void proof.print()}>
        Prove timely filing
      </Button>
    ),
    claim.attachments.some(({ by }) => by === 'BM' || by === 'FX') && (
      <Button key="covers" small group="Claim" needs="claims.write" isBusy={covers.isBusy} onPress={() => void covers.print()}>
        Print the covers
      </Button>
    ),
  ].filter((one) => one !== false)
  const problem = recheck.problem ?? proof.problem ?? covers.problem ?? moves.problem
  const codes = [...new Set(claim.lines.map(({ code, modifiers }) => [code, ...modifiers].join(' ')))].join(', ')
  return (
    <>
      <PanelTop
        tag={<Tag shape={claim.status} />}
        id={`Claim ${claim.id}`}
        title={claim.patient.name}
        after={
          <>
            {codes}, {claim.day === claim.lastDay ? shownDay(claim.day) : `${shownDay(claim.day)} to ${shownDay(claim.lastDay)}`},{' '}
            {claim.payer.name}
          </>
        }
      />
      <NextStep
        title={claim.next.title}
        why={claim.next.why}
        cents={claim.next.cents}
        {...actionOf(
          claim,
          onSend,
          () => setMending('first'),
          () => setLettingGo(true),
          () => setAsking(true),
          onDispute,
          moves,
          router.go,
        )}
        others={others}
      />
      {problem && (
        <div className={classes['problem']}>
          <ProblemNote problem={problem} />
        </div>
      )}
      <Findings claim={claim} canMend={canMend} />
      <Payers claim={claim} />
      {claim.control !== null && <StatusSection claim={claim} />}
      <PanelSection
        title={claim.lines.length === 1 ? 'Money' : `Money, ${claim.lines.length} lines`}
        aside={isNone(add(claim.owedByPayer, claim.owedByPatient)) ? 'adds to zero' : 'adds up to what is owed'}
      >
        <Ledger lines={claim.money} owedByPayer={claim.owedByPayer} owedByPatient={claim.owedByPatient} />
        <Why onPress={() => router.go({ screen: 'claims', why: claim.id })} />
      </PanelSection>
      <PanelSection title={claim.lines.length === 1 ? 'The line' : 'The lines'} aside={placeWords(claim.place, places)}>
        <PlainTable label="Lines" rows={claim.lines} columns={lineColumns(claim.day !== claim.lastDay)} />
      </PanelSection>
      <ContractSection claim={claim.id} />
      <Sessions claim={claim} />
      {claim.file && (
        <PanelSection title="What the file says" aside={`${claim.file.title}, ${claim.file.where}`}>
          <Segments lines={claim.file.lines} file={claim.file.id} />
        </PanelSection>
      )}
      <Documents documents={claim.documents} />
      <PanelSection title="History">
        <History lines={claim.history} />
      </PanelSection>
      <PanelSection title="Facts">
        <Facts
          facts={[
            { name: 'Born', value: <Day day={claim.patient.born} /> },
            { name: 'Member id', value: <span className="id">{claim.memberId}</span> },
            { name: 'Clinician', value: claim.provider ?? 'not stated' },
            { name: 'Billed by', value: claim.biller },
            { name: 'File by', value: <Day day={claim.fileBy} /> },
            { name: 'Authorization', value: <span className="id">{claim.authorization ?? 'none'}</span> },
            ...(claim.attachments.length > 0 ? [{ name: 'Goes with it', value: goingWords(claim) }] : []),
            { name: 'Our number', value: <span className="id">{claim.control ?? 'not sent yet'}</span> },
            { name: 'Payer’s number', value: <span className="id">{claim.payerControl ?? 'not told'}</span> },
          ]}
        />
        <ul className={classes['diagnoses']} aria-label="Diagnoses">
          {claim.diagnoses.map(({ code, words }, n) => (
            <li key={code}>
              <span className="third">{String.fromCharCode(65 + n)}</span>
              <b className="id">{code}</b>
              <span className="second">{words}</span>
            </li>
          ))}
        </ul>
        <Button look="quiet" small needs="patients.read" onPress={() => router.go({ screen: 'patients', open: claim.patient.id })}>
          {`Open ${claim.patient.name}`}
        </Button>
      </PanelSection>
      {isLettingGo && <LettingGo claim={claim} onClose={() => setLettingGo(false)} />}
      {isForm && mending === undefined && (
        <FormView id={claim.id} day={claim.day} onMend={canMend && mayWrite ? setMending : undefined} onClose={() => setForm(false)} />
      )}
      {mending !== undefined && <MendDrawer claim={claim} first={mending} onClose={() => setMending(undefined)} />}
      {isAsking && <AskDialog chosen={{ ids: [claim.id] }} payer={claim.payer.name} onClose={() => setAsking(false)} />}
      {isVoiding && <VoidDialog claim={claim} onClose={() => setVoiding(false)} />}
    </>
  )
}

/** Asks why a held claim may go, by what holds it. */
function LettingGo({ claim, onClose }: { readonly claim: Claim; readonly onClose: () => void }): ReactNode {
  const finding = claim.findings.find(({ grade }) => grade === 'hold')
  if (claim.next.action === 'approve' && finding) return <ApproveDialog claim={claim.id} finding={finding} onClose={onClose} />
  return claim.next.action === 'release' ? <ReleaseDialog claim={claim} onClose={onClose} /> : null
}

/** @param isSpread whether the lines are of several days */
const lineColumns = (isSpread: boolean) => [
  {
    head: 'Code',
    width: '70px',
    cell: (line: Claim['lines'][number]) => <span className="id">{[line.code, ...line.modifiers].join(' ')}</span>,
  },
  {
    head: 'What',
    cell: (line: Claim['lines'][number]) => (
      <span className="second small">
        {isSpread && <div>{shownDay(line.day)}</div>}
        {line.short}
        {line.drug && <div className="words">NDC {drugWords(line.drug)}</div>}
      </span>
    ),
  },
  { head: 'Units', isEnd: true, width: '34px', cell: (line: Claim['lines'][number]) => <span className="num">{line.units}</span> },
  {
    head: 'Ptr',
    width: '26px',
    cell: (line: Claim['lines'][number]) => <span className="id">{line.pointers.map((n) => String.fromCharCode(64 + n)).join('')}</span>,
  },
  { head: 'Charge', isEnd: true, width: '58px', cell: (line: Claim['lines'][number]) => <Money cents={line.charge} /> },
  { head: 'Paid', isEnd: true, width: '52px', cell: (line: Claim['lines'][number]) => <Money cents={line.paid} /> },
]

/** What the one filled button does. The engine says which; where there is nothing to do there is none. */
function actionOf(
  claim: Claim,
  onSend: () => void,
  onMend: () => void,
  onLetGo: () => void,
  onAsk: () => void,
  onDispute: () => void,
  moves: Pick<ReturnType<typeof usePayerMoves>, 'billNext' | 'sendAgain' | 'isBusy'>,
  go: (route: Parameters<ReturnType<typeof useRouter>['go']>[0]) => void,
): { readonly action?: Omit<ButtonProps, 'look' | 'small'> } {
  const { action, target } = claim.next
  const open = target === null ? {} : { open: target }
  switch (action) {
    case 'send':
      return { action: { children: 'Send this claim', onPress: onSend, group: 'Claim', needs: 'claims.write' } }
    case 'bill-next': {
      const payer = claim.payers.find((one) => one.id === target)?.name ?? 'the next payer'
      return { action: { children: `Bill ${payer}`, onPress: moves.billNext, isBusy: moves.isBusy, group: 'Claim', needs: 'claims.write' } }
    }
    case 'mend':
      return { action: { children: 'Mend it', onPress: onMend, group: 'Claim', needs: 'claims.write' } }
    case 'send-again':
      return {
        action: { children: 'Send it again', onPress: moves.sendAgain, isBusy: moves.isBusy, group: 'Claim', needs: 'claims.write' },
      }
    case 'dispute':
      return { action: { children: 'Ask for the difference', onPress: onDispute, group: 'Claim', needs: 'denials.read' } }
    case 'ask-payer':
      return { action: { children: 'Ask the payer', onPress: onAsk, group: 'Claim', needs: 'claims.write' } }
    case 'approve':
      return { action: { children: 'Approve', onPress: onLetGo, group: 'Claim', needs: 'claims.write' } }
    case 'release':
      return { action: { children: 'Let it go', onPress: onLetGo, group: 'Claim', needs: 'claims.write' } }
    case 'open-clinicians':
      return {
        action: {
          children: 'Open the clinicians',
          onPress: () => go({ screen: 'setup', section: 'clinicians' }),
          group: 'Claim',
          needs: 'practice.read',
        },
      }
    case 'open-practice':
      return {
        action: {
          children: 'Open the practice',
          onPress: () => go({ screen: 'setup', section: 'practice' }),
          group: 'Claim',
          needs: 'practice.read',
        },
      }
    case 'open-facts':
      return {
        action: {
          children: 'Open the patient',
          onPress: () => go({ screen: 'patients', ...open }),
          group: 'Claim',
          needs: 'patients.read',
        },
      }
    case 'open-remittance':
      return {
        action: {
          children: 'Open the remittance',
          onPress: () => go({ screen: 'remits', ...open }),
          group: 'Claim',
          needs: 'remittance.read',
        },
      }
    case 'open-denial':
      return {
        action: { children: 'Work the denial', onPress: () => go({ screen: 'denials', ...open }), group: 'Claim', needs: 'denials.read' },
      }
    case 'open-appeal':
      return {
        action: { children: 'Open the appeal', onPress: () => go({ screen: 'appeals', ...open }), group: 'Claim', needs: 'appeals.read' },
      }
    case 'open-patient':
      return {
        action: { children: 'Open the consents', onPress: () => go({ screen: 'patients', ...open }), group: 'Claim', needs: 'part2.read' },
      }
    case 'wait':
    case 'none':
      return {}
  }
}
