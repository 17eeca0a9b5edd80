import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { useToday } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { Money, timeLeft } from '../../kit/figures.tsx'
import { Key } from '../../kit/Key.tsx'
import { Note } from '../../kit/Note.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import { Mark } from '../../kit/Status.tsx'
import { screenWord, stakeWords, type Item, type Line } from './words.ts'
import classes from './Today.module.css'

type Props = {
  readonly line: Line
  readonly at: number
  /** The row one stands on; undefined while one stands on the line. */
  readonly item: number | undefined
  readonly items: RefObject<HTMLTableElement | null>
  readonly onItem: (at: number | undefined) => void
  readonly onOpen: () => void
  readonly onOpenItem: (item: Item) => void
  readonly onAssign: () => void
}

/** The line that stands out: its first items, and why it stands where it stands. */
export function LinePanel({ line, at, item, items, onItem, onOpen, onOpenItem, onAssign }: Props): ReactNode {
  return (
    <aside className={classes['panel']} aria-label={line.title}>
      <header className={classes['top']}>
        <div className="row">
          <Mark shape={line.shape} />
          <h2>{line.title}</h2>
        </div>
        <p className="second small">
          {stakeWords(line)} {line.detail}
        </p>
        {line.back !== null && (
          <div style={{ marginTop: 8 }}>
            <Note family="warn">{line.back}</Note>
          </div>
        )}
        <div className="row" style={{ marginTop: 11 }}>
          <Button look="go" onPress={onOpen}>
            {`${screenWord(line.screen)} ${line.items === 1 ? 'this one' : `these ${line.items.toLocaleString('en-US')}`}`}
            <Key of="Enter" />
          </Button>
          <Button onPress={onAssign}>
            {line.owner ? `With ${line.owner.name}` : 'Assign'}
            <Key of="a" />
          </Button>
        </div>
      </header>
      {line.first.length > 0 && <Items line={line} item={item} list={items} onItem={onItem} onOpenItem={onOpenItem} />}
      {line.why.length > 0 && (
        <PanelSection title={at === 0 ? 'Why this is first' : `Why this is number ${at + 1}`}>
          <dl className={classes['why']}>
            {line.why.map(({ what, value }) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </PanelSection>
      )}
    </aside>
  )
}

type ItemsProps = {
  readonly line: Line
  readonly item: number | undefined
  readonly list: RefObject<HTMLTableElement | null>
  readonly onItem: (at: number | undefined) => void
  readonly onOpenItem: (item: Item) => void
}

/** The first rows of the line. One may stand on each: it opens, is put off and is assigned by itself. */
function Items({ line, item, list, onItem, onOpenItem }: ItemsProps): ReactNode {
  const body = useRef<HTMLTableSectionElement>(null)
  useEffect(() => {
    body.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [item])
  const more = line.items - line.first.length
  return (
    <section className={classes['section']} aria-label="The first of them">
      <table
        ref={list}
        className={classes['first']}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        aria-label="The first of them"
        tabIndex={0}
        aria-activedescendant={item === undefined ? undefined : `item-${item}`}
        onFocus={() => onItem(item ?? 0)}
      >
        <tbody ref={body}>
          {line.first.map((one, n) => (
            <ItemRow key={one.id} item={one} at={n} isOn={n === item} onPoint={() => onItem(n)} onOpen={() => onOpenItem(one)} />
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="small third">and {more.toLocaleString('en-US')} more</p>}
    </section>
  )
}

type ItemProps = {
  readonly item: Item
  readonly at: number
  readonly isOn: boolean
  readonly onPoint: () => void
  readonly onOpen: () => void
}

function ItemRow({ item, at, isOn, onPoint, onOpen }: ItemProps): ReactNode {
  const today = useToday()
  const left = item.due === null ? undefined : timeLeft(today, item.due)
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <tr id={`item-${at}`} aria-selected={isOn} className={isOn ? classes['on'] : ''} onClick={onPoint} onDoubleClick={onOpen}>
      <td>
        <b>{item.name}</b>
        {item.party !== '' && <small title={item.party}>{item.party}</small>}
        <small title={item.line}>{item.line}</small>
        {item.owner && <small>With {item.owner.name}</small>}
        {item.back !== null && <small className="fam-warn">{item.back}</small>}
      </td>
      <td className={classes['words']}>
        {item.code !== '' && <b className="id">{item.code}</b>}
        <span title={item.words}>{item.words}</span>
      </td>
      <td className={classes['end']}>
        <Money cents={item.cents} />
        {left && <small className={`fam-${left.family}`}>{left.words}</small>}
      </td>
    </tr>
  )
}
