import { IconArrowRight } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { shownDay } from '../../../src-shared/day.ts'
import { Button } from '../../kit/Button.tsx'
import { Icon } from '../../kit/Icon.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import { CarveoutDrawer } from './CarveoutDrawer.tsx'
import classes from './Eligibility.module.css'
import type { Card } from './words.ts'

type Proposal = NonNullable<Card['proposal']>

/** Who is on the card, and who carries mental health instead: proposed, then locked. */
export function Carveout({ card }: { readonly card: Card }): ReactNode {
  const { proposal, locked, hint } = card
  if (locked)
    return (
      <PanelSection title="Who pays for mental health" aside="locked">
        <Two
          left={{ head: 'On the card', name: locked.cardPayer, id: `Member ${locked.cardMemberId}` }}
          right={{ head: 'Pays for mental health', name: locked.name, id: `Member ${locked.memberId}` }}
        />
        <p className={`second small ${classes['under']}`}>
          Claims go to {locked.name}
          {locked.starts === null ? '' : ` from ${shownDay(locked.starts)}`}
          {locked.ends === null ? '' : ` until ${shownDay(locked.ends)}`}.
        </p>
      </PanelSection>
    )
  if (proposal) return <Proposed card={card} proposal={proposal} />
  if (hint === null) return null
  return (
    <PanelSection title="Perhaps another administrator">
      <p className="words">
        The payer’s words may mean one: “{hint}”. It names nobody Parity could ask. Call {card.payer ?? 'the payer'}.
      </p>
    </PanelSection>
  )
}

function Proposed({ card, proposal }: { readonly card: Card; readonly proposal: Proposal }): ReactNode {
  const [opens, setOpens] = useState<'ask' | 'lock'>()
  const isChecked = proposal.checked === 'active'
  return (
    <PanelSection title="Who pays for mental health" aside={FROM[proposal.from]}>
      <Two
        left={{
          head: 'On the card',
          name: proposal.cardPayer,
          id: `Member ${proposal.cardMemberId}`,
        }}
        right={{
          head: isChecked ? 'Covers mental health' : proposal.from === 'answer' ? 'Named for mental health' : 'Perhaps',
          name: proposal.name,
          id: isChecked
            ? `Member ${proposal.memberId}`
            : proposal.reference === null
              ? 'number not stated'
              : `Number ${proposal.reference}`,
        }}
      />
      <div className={classes['foot']}>
        {!isChecked && (
          <Button small look="go" needs="eligibility.write" onPress={() => setOpens('ask')}>
            {`Ask ${proposal.name}`}
          </Button>
        )}
        <Button
          small
          look={isChecked ? 'go' : 'default'}
          keys="b"
          group="Eligibility"
          needs="patients.write"
          onPress={() => setOpens('lock')}
        >
          {`Bill ${proposal.name}`}
        </Button>
      </div>
      {opens && <CarveoutDrawer card={card} proposal={proposal} does={opens} onClose={() => setOpens(undefined)} />}
    </PanelSection>
  )
}

const FROM: Readonly<Record<Proposal['from'], string>> = {
  answer: 'the answer names it',
  group: 'learned from the same group',
  prefix: 'learned from the same id prefix',
  asked: 'it was asked',
}

type Side = { readonly head: string; readonly name: string; readonly id: string }

const Two = ({ left, right }: { readonly left: Side; readonly right: Side }): ReactNode => (
  <div className={classes['two']}>
    <div className={classes['card']}>
      <small>{left.head}</small>
      <b className="words">{left.name}</b>
      <span className="second small id words">{left.id}</span>
    </div>
    <Icon of={IconArrowRight} />
    <div className={`${classes['card']} ${classes['other']}`}>
      <small>{right.head}</small>
      <b className="words">{right.name}</b>
      <span className="second small id words">{right.id}</span>
    </div>
  </div>
)
