import type { ReactNode } from 'react'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { Button } from '../../kit/Button.tsx'
import { Key } from '../../kit/Key.tsx'
import type { Figure } from './words.ts'
import classes from './Today.module.css'

type Props = { readonly figures: readonly Figure[]; readonly chosen: string | undefined; readonly onChoose: (id: string) => void }

/** The strip above the desk. A figure pressed says what it counts, and leads to the rows it counts. */
export function Figures({ figures, chosen, onChoose }: Props): ReactNode {
  if (figures.length === 0) return null
  return (
    <div
      className={classes['figures']}
      role="group"
      aria-label="Figures"
      style={{ gridTemplateColumns: `repeat(${figures.length}, minmax(0, 1fr))` }}
    >
      {figures.map((figure) => (
        <button
          key={figure.id}
          type="button"
          aria-pressed={figure.id === chosen}
          className={figure.id === chosen ? classes['chosen'] : ''}
          onClick={() => onChoose(figure.id)}
        >
          <span className={classes['label']}>{figure.label}</span>
          <span className={classes['figure']}>{amountOf(figure)}</span>
          <span className={classes['under']} title={figure.words}>
            {figure.words}
          </span>
        </button>
      ))}
    </div>
  )
}

const amountOf = ({ cents, percent }: Figure): ReactNode =>
  cents !== null ? sentenceMoney(cents) : percent !== null ? percentWords(percent) : <span className="third">not stated</span>

/** Tenths of a percent as `97.4%`. */
const percentWords = (tenths: number): string => `${Math.floor(tenths / 10)}.${tenths % 10}%`

/** What a figure counts, over which rows, and the way to them. */
export function FigurePanel({ figure, onOpen, onClose }: { figure: Figure; onOpen: () => void; onClose: () => void }): ReactNode {
  return (
    <aside className={classes['panel']} aria-label={figure.label}>
      <header className={classes['top']}>
        <h2>{figure.label}</h2>
        <div className={classes['large']}>{amountOf(figure)}</div>
        <p className="second small">{figure.words}</p>
        <div className="row" style={{ marginTop: 11 }}>
          <Button look="go" onPress={onOpen}>
            {figure.screen === 'remits' ? 'Show these remittances' : 'Show these claims'}
            <Key of="Enter" />
          </Button>
          <Button keys="Escape" onPress={onClose}>
            Back to the desk
          </Button>
        </div>
      </header>
      <section className={classes['section']} aria-label="What it counts">
        <h3 className={classes['heading']}>What it counts</h3>
        {figure.explain.map((sentence) => (
          <p key={sentence} className={classes['sentence']}>
            {sentence}
          </p>
        ))}
      </section>
    </aside>
  )
}
