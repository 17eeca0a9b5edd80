import type { ReactNode } from 'react'
import classes from './Choices.module.css'

type Props<T extends string> = {
  readonly label: string
  /** Stands above them; else the label is only said. */
  readonly isTitled?: boolean
  readonly all: readonly T[]
  readonly words: Readonly<Record<T, readonly [name: string, words: string]>>
  readonly chosen: T | undefined
  readonly onChoose: (one: T) => void
  /** One under the other, each with its dot; else side by side. */
  readonly isStacked?: boolean
  /** Enter takes what is chosen: only where it can be taken back. */
  readonly onEnter?: () => void
}

/** One of a few, each with a sentence of what it means. The arrows choose. */
export function Choices<T extends string>({
  label,
  isTitled = false,
  all,
  words,
  chosen,
  onChoose,
  isStacked = false,
  onEnter,
}: Props<T>): ReactNode {
  const at = chosen === undefined ? -1 : all.indexOf(chosen)
  const reached = all[Math.max(0, at)]
  return (
    <div>
      {isTitled && <h3 style={{ marginBottom: 8 }}>{label}</h3>}
      <div
        role="radiogroup"
        aria-label={label}
        tabIndex={-1}
        className={isStacked ? classes['stacked'] : classes['choices']}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && onEnter && chosen !== undefined) {
            event.preventDefault()
            onEnter()
            return
          }
          const by =
            event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0
          if (by === 0) return
          event.preventDefault()
          const to = (at + by + all.length) % all.length
          const next = all[to]
          if (next !== undefined) onChoose(next)
          event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')[to]?.focus()
        }}
      >
        {all.map((one) => (
          <button
            key={one}
            type="button"
            role="radio"
            aria-checked={one === chosen}
            tabIndex={one === reached ? 0 : -1}
            data-autofocus={(isStacked && one === reached) || undefined}
            className={classes['choice']}
            onClick={() => onChoose(one)}
          >
            <b>{words[one][0]}</b>
            <span>{words[one][1]}</span>
          </button>
        ))}
      </div>
    </div>
  )
}
