import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { Button } from '../../kit/Button.tsx'
import { counted, momentWords } from '../../kit/figures.tsx'
import { Status } from '../../kit/Status.tsx'
import classes from './Rules.module.css'

export type Rule = Output<'rules.list'>[number]

type Props = {
  readonly rule: Rule
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onTurn: () => void
  readonly onRemove: () => void
  readonly onEdit: () => void
  readonly onTry: () => void
}

/** What the back-test said, in a line. */
function triedWords({ isTried, tried }: Rule): string {
  if (!isTried) return 'Not tried since it was last changed.'
  if (!tried) return 'Tried on past claims.'
  const { caught, held, looked } = tried
  return `Tried on ${counted(looked, 'past claim')}: catches ${counted(caught.n, 'denied claim')} (${sentenceMoney(caught.cents)}), speaks of ${counted(held.n, 'paid claim')} (${sentenceMoney(held.cents)}).`
}

/** One rule, as a sentence, with what it came to in the past. */
export function RuleRow({ rule, isFirst, isLast, onKeyDown, onMove, onTurn, onRemove, onEdit, onTry }: Props): ReactNode {
  return (
    // Alt and an arrow move the rule that has the focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions
    <li className={classes['rule']} tabIndex={0} aria-label={rule.name} onKeyDown={onKeyDown}>
      <span className={classes['n']}>{rule.n}</span>
      <div className="words">
        <div className={classes['name']}>
          <b>{rule.name}</b>
          <Status shape={rule.isOn ? 'active' : 'closed'} word={rule.isOn ? 'On' : 'Off'} />
        </div>
        <p className={classes['sentence']}>{rule.sentence}</p>
        <p className="third small">
          {triedWords(rule)} {rule.by === '' ? '' : `Written by ${rule.by}, `}
          {rule.by === '' ? '' : momentWords(rule.at)}
        </p>
      </div>
      <div className={classes['acts']}>
        <Button
          look="quiet"
          small
          icon={IconArrowUp}
          label={`${rule.name}: one place up`}
          needs="claims.write"
          disabled={isFirst}
          onPress={() => onMove(-1)}
        />
        <Button
          look="quiet"
          small
          icon={IconArrowDown}
          label={`${rule.name}: one place down`}
          needs="claims.write"
          disabled={isLast}
          onPress={() => onMove(1)}
        />
        <Button look="quiet" small label={`Edit ${rule.name}`} needs="claims.write" onPress={onEdit}>
          Edit
        </Button>
        <Button small label={`Try ${rule.name}`} needs="claims.read" onPress={onTry}>
          Try
        </Button>
        <Button
          small
          label={`Switch ${rule.name} ${rule.isOn ? 'off' : 'on'}`}
          needs="claims.write"
          disabled={!rule.isOn && !rule.isTried}
          onPress={onTurn}
        >
          {rule.isOn ? 'Switch off' : 'Switch on'}
        </Button>
        <Button look="quiet" small icon={IconX} label={`Take ${rule.name} away`} needs="claims.write" onPress={onRemove} />
      </div>
    </li>
  )
}
