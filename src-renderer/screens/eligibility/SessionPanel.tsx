import { useState, type ReactNode } from 'react'
import type { HistoryLine } from '../../../src-shared/contract/fields.ts'
import { dayAt, shownDay } from '../../../src-shared/day.ts'
import { useCall } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button, type ButtonProps } from '../../kit/Button.tsx'
import { clock, Moment } from '../../kit/figures.tsx'
import { Key } from '../../kit/Key.tsx'
import { Documents } from '../../kit/Documents.tsx'
import { History } from '../../kit/History.tsx'
import { Facts, NextStep, PanelSection, PanelTop } from '../../kit/Panel.tsx'
import { Tag } from '../../kit/Status.tsx'
import { CountsAgainst } from '../authorizations/CountsAgainst.tsx'
import type { Session } from './AskDialog.tsx'
import { Benefits } from './Benefits.tsx'
import { Carveout } from './Carveout.tsx'
import { CarveoutDrawer } from './CarveoutDrawer.tsx'
import { EstimateSection } from './EstimateSection.tsx'
import { TellDrawer } from './TellDrawer.tsx'
import { nextOf, OUTCOMES, type Card } from './words.ts'

type Props = { readonly id: number; readonly onAsk: (session: Session) => void }

/** The benefit card of one session: what its payer answered, what that asks for, and each figure with the segment it came from. */
export function SessionPanel({ id, onAsk }: Props): ReactNode {
  const asked = useCall('eligibility.card', { appointment: id })
  return <Answer of={asked}>{(card) => <Body id={id} card={card} onAsk={() => onAsk({ ...card, id })} />}</Answer>
}

function Body({ id, card, onAsk }: { readonly id: number; readonly card: Card; readonly onAsk: () => void }): ReactNode {
  const router = useRouter()
  const [isCalling, setCalling] = useState(false)
  const [asksOther, setOther] = useState(false)
  const next = nextOf(card)
  const askWords =
    card.outcome === 'not-asked' ? 'Ask the payer' : card.next === null ? 'Ask again' : `Ask about ${card.next.toLowerCase()}`
  const openPatient = (): void => router.go({ screen: 'patients', open: card.patientId })
  const actions: Readonly<Record<typeof next.does, Omit<ButtonProps, 'look' | 'small'> | undefined>> = {
    ask: {
      children: askWords,
      onPress: onAsk,
      group: 'Eligibility',
      needs: 'eligibility.write',
    },
    administrator: {
      children: askWords,
      onPress: () => setOther(true),
      group: 'Eligibility',
      needs: 'eligibility.write',
    },
    patient: { children: 'Open the patient', onPress: openPatient, group: 'Eligibility' },
    request: {
      children: 'Open the 270',
      onPress: () => router.go({ screen: 'exchange', ...(card.requestFile !== null && { open: card.requestFile }) }),
      group: 'Eligibility',
      needs: 'exchange.read',
    },
    none: undefined,
  }
  const action = actions[next.does]
  return (
    <>
      <PanelTop
        tag={<Tag {...OUTCOMES[card.outcome]} />}
        title={card.patient}
        after={
          <span className="num">
            {shownDay(card.day)}, {clock(card.time)}
          </span>
        }
      />
      {isCalling && <TellDrawer card={card} onClose={() => setCalling(false)} />}
      {asksOther && card.proposal && <CarveoutDrawer card={card} proposal={card.proposal} does="ask" onClose={() => setOther(false)} />}
      <NextStep
        title={next.title}
        why={next.why}
        {...(action && { action })}
        others={
          <>
            {next.does !== 'ask' && card.payer !== null && (
              <Button small needs="eligibility.write" onPress={onAsk}>
                {next.does === 'administrator' ? 'Ask the payer on the card' : askWords} <Key of="c" />
              </Button>
            )}
            {card.payer !== null && (
              <Button small needs="eligibility.write" onPress={() => setCalling(true)}>
                Call instead
              </Button>
            )}
            {next.does !== 'patient' && (
              <Button small onPress={openPatient}>
                Open the patient
              </Button>
            )}
          </>
        }
      />
      <Carveout card={card} />
      <EstimateSection of={{ appointment: card.appointment }} />
      {card.answeredAt !== null && <Benefits card={card} />}
      <CountsAgainst of={{ appointment: id }} />
      <Documents documents={card.documents} />
      <PanelSection title="History">
        <History lines={historyOf(card)} />
      </PanelSection>
      <PanelSection title="Facts">
        <Facts
          facts={[
            { name: 'Payer', value: card.payer ?? 'no coverage on this day' },
            { name: 'Member id', value: <span className="id">{card.memberId ?? 'none'}</span> },
            { name: 'Asked', value: card.askedAt === null ? 'not yet' : <Moment at={card.askedAt} /> },
            { name: 'Answered', value: card.answeredAt === null ? 'not yet' : <Moment at={card.answeredAt} /> },
          ]}
        />
      </PanelSection>
    </>
  )
}

/** What was asked and answered of this session, newest first. */
function historyOf(card: Card): readonly HistoryLine[] {
  const line = (
    at: string | null,
    shape: HistoryLine['shape'],
    words: string,
    detail: string,
    file: number | null,
  ): readonly HistoryLine[] => {
    return at === null ? [] : [{ at, day: dayAt(at), shape, words, detail, who: null, file, segment: null }]
  }
  const { shape, word } = OUTCOMES[card.outcome]
  if (card.told) return line(card.answeredAt, shape, 'Told by telephone', word, null)
  const many = card.questions.length > 1
  return card.questions.flatMap(({ services, askedAt, answeredAt, requestFile, answerFile }) => [
    ...line(answeredAt, shape, 'The payer answered', many ? services : word, answerFile),
    ...line(askedAt, 'sent', 'Asked', [card.payer, services].filter(Boolean).join(', '), requestFile),
  ])
}
