import { useState, type ReactNode } from 'react'
import type { Output, Problem } from '../../../src-shared/contract/index.ts'
import { shownDay, type Day as DayOf } from '../../../src-shared/day.ts'
import { quantity, quantityWords } from '../../../src-shared/quantity.ts'
import { newKey } from '../../app/connection.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { useNotices } from '../../app/notices.ts'
import { useCall, useCommand, useConnection } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useMay, useToday, useWhyNot } from '../../app/sitting.ts'
import { useTask } from '../../app/tasks.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Day, Moment } from '../../kit/figures.tsx'
import { Key } from '../../kit/Key.tsx'
import { Facts, NextStep, PanelSection, PanelTop, PlainTable } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Tag } from '../../kit/Status.tsx'
import { CancelDialog } from './CancelDialog.tsx'
import { CallDrawer } from './CallDrawer.tsx'
import { AuthorizationDrawer, type Entering } from './AuthorizationDrawer.tsx'
import classes from './Gauge.module.css'
import { Gauge } from './Gauge.tsx'
import { PacketDrawer } from './PacketDrawer.tsx'
import { RequestDrawer, type Asking } from './RequestDrawer.tsx'
import { ReviewFiles, ReviewSection } from './ReviewSection.tsx'
import { mayCall, silentWords, stepOfCancelled, stepOfReview, type Step } from './reviews.ts'
import { STATES } from './words.ts'

type Whole = Output<'authorizations.get'>

/** One authorization: how far it reaches, what was agreed, and every movement against it. */
export function AuthorizationPanel({ id, onEntered }: { readonly id: number; readonly onEntered: (id: number) => void }): ReactNode {
  const asked = useCall('authorizations.get', { id })
  return <Answer of={asked}>{(one) => <Body one={one} onEntered={onEntered} />}</Answer>
}

/** What an authorization asks for. */
function stepOf(one: Whole, today: DayOf): Step {
  const uncovered = one.uncoveredDay === null ? '' : ` The session of ${shownDay(one.uncoveredDay)} is booked and not covered.`
  const [review] = one.reviews
  switch (one.state) {
    case 'over':
      return {
        title: 'More used than agreed',
        why: `${one.outlook}.${uncovered} Ask the payer, or enter what it has agreed since.`,
        does: 'more',
      }
    case 'short':
      return { title: 'Renew it', why: `${one.outlook}.${uncovered} Ask the payer for more, or enter what it has agreed to.`, does: 'more' }
    case 'requested':
    case 'silent':
    case 'pended':
      return review
        ? stepOfReview(review, today, one.waits)
        : {
            title: 'The payer has not answered',
            why: 'Nothing is counted against it yet. Enter its number when it is approved, or write the request.',
            does: 'edit',
          }
    case 'cancelled':
      return review?.cancelled ? stepOfCancelled(review.cancelled) : { title: 'Taken back', why: `${one.outlook}.`, does: 'patient' }
    case 'denied':
      return {
        title: 'The payer denied it',
        why: 'Nothing is counted against it. Claims without an authorization may be denied.',
        does: 'edit',
      }
    case 'running':
    case 'ahead':
    case 'ended':
    case 'voided':
      return { title: one.isRenewed ? 'Another one follows' : 'Nothing needs to be done', why: `${one.outlook}.`, does: 'patient' }
  }
}

/** What can be done about each, in the order of the buttons. */
const DOES: Readonly<Record<Whole['state'], readonly Step['does'][]>> = {
  over: ['more', 'renew', 'edit', 'patient'],
  short: ['more', 'renew', 'edit', 'patient'],
  requested: ['tell', 'again', 'cancel', 'edit', 'patient'],
  silent: ['tell', 'again', 'save', 'cancel', 'edit', 'patient'],
  pended: ['tell', 'again', 'cancel', 'edit', 'patient'],
  cancelled: ['tell', 'save', 'edit', 'patient'],
  denied: ['edit', 'renew', 'patient'],
  running: ['more', 'renew', 'cancel', 'edit', 'patient'],
  ahead: ['more', 'renew', 'cancel', 'edit', 'patient'],
  ended: ['more', 'renew', 'edit', 'patient'],
  voided: ['edit', 'patient'],
}

function Body({ one, onEntered }: { readonly one: Whole; readonly onEntered: (id: number) => void }): ReactNode {
  const router = useRouter()
  const [entering, setEntering] = useState<Entering>()
  const [asking, setAsking] = useState<Asking>()
  const [isPacking, setPacking] = useState(false)
  const [isCancelling, setCancelling] = useState(false)
  const [isCalling, setCalling] = useState(false)
  const takeOver = useTakeOver(one)
  const save = useSaving()
  const step = stepOf(one, useToday())
  const edit = (): void => setEntering({ is: 'edit', of: one })
  useKeys('Authorization', [{ keys: 'e', words: 'Edit', run: edit, when: useWhyNot('eligibility.write') === undefined }])
  const hasReviews = one.reviews.length > 0
  // Nothing is counted against what is not agreed to.
  const isOpen = one.status === 'requested'
  const [newest] = one.reviews
  const request = one.reviews[0]?.documents.find(({ direction }) => direction === 'out')
  const actions = {
    accept: { children: 'Take it over', onPress: () => void takeOver.run(), isBusy: takeOver.isBusy, needs: 'eligibility.write' },
    save: {
      children: 'Save the 278',
      onPress: () => void (request && save.run(request)),
      isBusy: save.isBusy,
      needs: 'exchange.write',
    },
    tell: { children: 'Log a call', onPress: () => setCalling(true), needs: 'eligibility.write' },
    cancel: { children: 'Take it back', onPress: () => setCancelling(true), needs: 'eligibility.write' },
    more: { children: 'Ask the payer for more', onPress: () => setAsking({ is: 'more', of: one }), needs: 'eligibility.write' },
    again: {
      children: hasReviews ? 'Ask again' : 'Write the request',
      onPress: () => setAsking({ is: 'again', of: one }),
      needs: 'eligibility.write',
    },
    renew: { children: 'Enter the renewal', onPress: () => setEntering({ is: 'renew', of: one }), needs: 'eligibility.write' },
    edit: { children: 'Edit', onPress: edit, needs: 'eligibility.write' },
    patient: { children: 'Open the patient', onPress: () => router.go({ screen: 'patients', open: one.patient }), needs: 'patients.read' },
  } as const
  return (
    <>
      <PanelTop
        tag={<Tag {...STATES[one.state]} {...(one.state === 'silent' && { word: silentWords(one.waits) })} />}
        id={one.number === '' ? 'Without a number' : one.number}
        title={one.patientName}
        after={one.payer}
      />
      <NextStep
        title={step.title}
        why={step.why}
        action={{ ...actions[step.does], group: 'Authorization' }}
        others={DOES[one.state]
          .filter(
            (does) =>
              does !== step.does &&
              (does !== 'tell' || (newest !== undefined && mayCall(newest))) &&
              (does !== 'cancel' || newest?.mayCancel === true),
          )
          .map((does) => {
            const { children, ...action } = actions[does]
            return (
              <Button key={does} small {...action}>
                {children} {does === 'edit' && <Key of="e" />}
              </Button>
            )
          })}
      />
      <ProblemNote problem={takeOver.problem ?? save.problem} />
      {isOpen && <ReviewSection reviews={one.reviews} />}
      {!isOpen && (
        <PanelSection title="Count" aside={quantityWords(one.unit, one.amount)}>
          <Gauge of={one} />
        </PanelSection>
      )}
      <PanelSection title={isOpen ? 'Asked for' : 'Agreed'}>
        <Facts
          facts={[
            { name: 'From', value: <Day day={one.starts} /> },
            { name: 'To', value: <Day day={one.ends} /> },
            { name: 'Codes', value: <span className="id words">{one.codes === '' ? 'any' : one.codes.replaceAll(' ', ', ')}</span> },
            { name: 'Clinician', value: one.provider ?? 'any' },
            { name: 'Used before', value: <span className="num">{quantity(one.unit, one.earlier)}</span> },
            {
              name: 'Reference of the review',
              value: <span className="id words">{one.reference === '' ? 'not stated' : one.reference}</span>,
            },
          ]}
        />
        {one.note !== '' && <p className="second small words">{one.note}</p>}
        {one.state !== 'voided' && (
          <div className={classes['choose']}>
            <Button small needs="clinical.read" onPress={() => setPacking(true)}>
              Packet for the reviewer
            </Button>
          </div>
        )}
      </PanelSection>
      {!isOpen && <ReviewSection reviews={one.reviews} />}
      <ReviewFiles reviews={one.reviews} />
      {!isOpen && <Movements one={one} />}
      {entering && <AuthorizationDrawer entering={entering} onClose={() => setEntering(undefined)} onSaved={onEntered} />}
      {isCalling && newest && <CallDrawer of={one} review={newest} onClose={() => setCalling(false)} />}
      {isCancelling && newest && <CancelDialog of={one} review={newest} onClose={() => setCancelling(false)} />}
      {isPacking && <PacketDrawer of={one} onClose={() => setPacking(false)} />}
      {asking && <RequestDrawer asking={asking} onClose={() => setAsking(undefined)} onAsked={onEntered} />}
    </>
  )
}

/** Writes a kept file, byte for byte, where a person says. */
function useSaving(): {
  run(file: Whole['reviews'][number]['documents'][number]): Promise<void>
  readonly isBusy: boolean
  readonly problem: Problem | undefined
} {
  const save = useTask('exchange.save')
  const { tell } = useNotices()
  const run = async ({ file, name }: { readonly file: number; readonly name: string }): Promise<void> => {
    const path = await window.parity.saveAs(name)
    if (path === null) return
    const reply = await save.run({ id: file, path })
    if (reply.ok) tell({ words: `Saved: ${reply.value.path}` })
  }
  return { run, isBusy: save.isBusy, problem: save.problem }
}

/** Takes the newest decision over; taken back by Ctrl Z as long as nothing was changed since. */
function useTakeOver(one: Whole): { run(): Promise<void>; readonly isBusy: boolean; readonly problem: Problem | undefined } {
  const accept = useCommand('authorizations.accept')
  const connection = useConnection()
  const { tell } = useNotices()
  const [review] = one.reviews
  const run = async (): Promise<void> => {
    if (!review) return
    const of = { authorization: one.id, review: review.id }
    const reply = await accept.run(of)
    if (!reply.ok) return
    tell({
      words: review.outcome === 'denied' ? 'Marked denied.' : 'Taken over. Sessions are counted against it.',
      undo: () => connection.call('authorizations.accept', { ...of, undo: true }, { key: newKey() }),
    })
  }
  return { run, isBusy: accept.isBusy, problem: accept.problem }
}

/** Every quantity that moved, newest first; the columns add up to the count. */
function Movements({ one }: { readonly one: Whole }): ReactNode {
  const router = useRouter()
  const mayClaims = useMay()('claims.read')
  const moved = (account: 'reserved' | 'used' | 'confirmed') => (row: Whole['movements'][number]) => {
    const change = (row.to === account ? row.quantity : 0) - (row.from === account ? row.quantity : 0)
    return change === 0 ? (
      <span className="third">–</span>
    ) : (
      <span className="num">{`${change > 0 ? '+' : ''}${quantity(one.unit, change)}`}</span>
    )
  }
  return (
    <PanelSection title="Movements" aside={one.movements.length === 0 ? undefined : 'newest first'}>
      {one.movements.length === 0 ? (
        <p className="second small">Nothing is booked or charged against it yet.</p>
      ) : (
        <PlainTable
          label="Movements"
          rows={one.movements}
          columns={[
            { head: 'Session', width: '82px', cell: ({ day }) => <Day day={day} /> },
            {
              head: 'What',
              cell: ({ words, claim, at, who }) => (
                <span title={`${who ?? 'Parity'}`}>
                  {claim !== null && mayClaims ? (
                    <button type="button" className={classes['link']} onClick={() => router.go({ screen: 'claims', open: claim })}>
                      {words}
                    </button>
                  ) : (
                    words
                  )}{' '}
                  <span className="third">
                    <Moment at={at} />
                  </span>
                </span>
              ),
            },
            { head: 'Res.', isEnd: true, width: '36px', cell: moved('reserved') },
            { head: 'Used', isEnd: true, width: '40px', cell: moved('used') },
            { head: 'Conf.', isEnd: true, width: '42px', cell: moved('confirmed') },
          ]}
        />
      )}
    </PanelSection>
  )
}
