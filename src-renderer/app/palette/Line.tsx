import type { ReactNode } from 'react'
import { seen } from '../../../src-shared/seen.ts'
import { Icon } from '../../kit/Icon.tsx'
import { Key } from '../../kit/Key.tsx'
import { Mark } from '../../kit/Status.tsx'
import classes from '../Palette.module.css'
import type { Entry } from './entry.ts'
import type { Marks } from './match.ts'

type Props = {
  readonly id: string
  readonly entry: Entry
  readonly marks: Marks
  readonly isOn: boolean
  readonly onPoint: () => void
  readonly onPress: (isBeside: boolean) => void
}

export function Line({ id, entry, marks, isOn, onPoint, onPress }: Props): ReactNode {
  return (
    // The keys are those of the field above; this is where the mouse comes.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      aria-selected={isOn}
      tabIndex={-1}
      className={`${classes['line']} ${isOn ? classes['on'] : ''}`}
      onMouseMove={onPoint}
      onClick={(event) => onPress(event.ctrlKey || event.metaKey)}
      ref={isOn ? intoSight : undefined}
    >
      {typeof entry.icon === 'string' ? <Mark shape={entry.icon} /> : <Icon of={entry.icon} className={classes['icon']} />}
      <span className="grow cut">
        <b>
          <Marked name={entry.name} marks={marks} />
        </b>{' '}
        <span className="third">{entry.detail}</span>
      </span>
      {entry.keys !== undefined ? <Key of={entry.keys} /> : isOn && <Key of="Enter" />}
    </div>
  )
}

const intoSight = (line: HTMLElement | null): void => line?.scrollIntoView({ block: 'nearest' })

/** The letters that were typed, in the accent. */
function Marked({ name, marks }: { readonly name: string; readonly marks: Marks }): ReactNode {
  const ends = marks.map(([, to]) => to)
  return (
    <>
      {marks.map(([from, to], n) => (
        <span key={from}>
          {seen(name.slice(ends[n - 1] ?? 0, from))}
          <mark>{name.slice(from, to)}</mark>
        </span>
      ))}
      {seen(name.slice(ends.at(-1) ?? 0))}
    </>
  )
}
