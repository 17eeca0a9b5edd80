import { IconArrowRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { HistoryLine } from '../../../src-shared/contract/fields.ts'
import { parseDay, shownDay } from '../../../src-shared/day.ts'
import { useCall } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button, type ButtonProps } from '../../kit/Button.tsx'
import { clock, Moment } from '../../kit/figures.tsx'
import { Icon } from '../../kit/Icon.tsx'
import { Key } from '../../kit/Key.tsx'
import { Documents } from '../../kit/Documents.tsx'
import { History } from '../../kit/History.tsx'
import { Facts, NextStep, PanelSection, PanelTop } from '../../kit/Panel.tsx'
import { Tag } from '../../kit/Status.tsx'
import type { Session } from './AskDialog.tsx'
import { Benefits } from './Benefits.tsx'
import classes from './Eligibility.module.css'
import { nextOf, OUTCOMES, type Card } from './words.ts'

type Props = { readonly id: number; readonly onAsk: (session: Session) => void }

/** The benefit card of one session: what its payer answered, what that asks for, and each figure with the segment it came from. */
export function SessionPanel({ id, onAsk }: Props): ReactNode {
  const asked = useCall('eligibility.card', { appointment: id })
  return <Answer of={asked}>{(card) => <Body card={card} onAsk={() => onAsk({ ...card, id })} />}</Answer>
}

function Body({ card, onAsk }: { readonly card: Card; readonly onAsk: () => void }): ReactNode {
  const router = useRouter()
  const next = nextOf(card)
  const openPatient = (): void => router.go({ screen: 'patients', open: card.patientId })
  const actions: Readonly<Record<typeof next.does, Omit<ButtonProps, 'look' | 'small'> | undefined>> = {
    ask: {
      children: card.outcome === 'not-asked' ? 'Ask the payer' : 'Ask again',
      onPress: onAsk,
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
      <NextStep
        title={next.title}
        why={next.why}
        {...(action && { action })}
        others={
          <>
            {next.does !== 'ask' && card.payer !== null && (
              <Button small needs="eligibility.write" onPress={onAsk}>
                {card.outcome === 'not-asked' ? 'Ask the payer' : 'Ask again'} <Key of="c" />
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
      {card.administrator && <Administrator card={card} administrator={card.administrator} />}
      {card.answeredAt !== null && <Benefits card={card} />}
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
    const day = at === null ? undefined : parseDay(at.slice(0, 10))
    return at === null || day === undefined ? [] : [{ at, day, shape, words, detail, who: null, file, segment: null }]
  }
  const { shape, word } = OUTCOMES[card.outcome]
  return [
    ...line(card.answeredAt, shape, 'The payer answered', word, card.answerFile),
    ...line(card.askedAt, 'sent', 'Asked', card.payer ?? '', card.requestFile),
  ]
}

type Named = { readonly card: Card; readonly administrator: NonNullable<Card['administrator']> }

/** Who is on the card, and who answers for mental health instead. */
function Administrator({ card, administrator }: Named): ReactNode {
  return (
    <PanelSection title="Who pays for mental health">
      <div className={classes['two']}>
        <div className={classes['card']}>
          <small>On the card</small>
          <b className="words">{card.payer}</b>
          <span className="second small id words">Member {card.memberId ?? 'not stated'}</span>
        </div>
        <Icon of={IconArrowRight} />
        <div className={`${classes['card']} ${classes['other']}`}>
          <small>Named for mental health</small>
          <b className="words">{administrator.name}</b>
          <span className="second small id words">{administrator.id === null ? 'number not stated' : `Number ${administrator.id}`}</span>
        </div>
      </div>
    </PanelSection>
  )
}
