import type { ReactNode } from 'react'
import { Money } from '../../kit/figures.tsx'
import classes from './Why.module.css'
import type { Suggestion } from './useEntry.ts'

/** How far the ruler goes past the last threshold. */
const reach = 1.42

/** The minutes of a service as bands of codes, and where this session stands. */
export function Ruler({ suggestion, minutes }: { readonly suggestion: Suggestion; readonly minutes: number | null }): ReactNode {
  const { bands, lines, outcome } = suggestion
  const last = bands.at(-1)?.from ?? 0
  const end = Math.max(Math.round(last * reach), (minutes ?? 0) + 6)
  const share = (of: number): string => `${(of * 100) / end}%`
  return (
    <div className={classes['ruler']}>
      <div className={classes['bands']}>
        {bands.map(({ from, code, cents }, n) => {
          const isOn = code === null ? outcome === 'unbillable' && lines.length === 0 : lines.some((line) => line.code === code)
          return (
            <div key={from} className={isOn ? classes['on'] : undefined} style={{ width: share((bands[n + 1]?.from ?? end) - from) }}>
              <b className="id">{code ?? 'none'}</b>
              <span>{code === null ? 'too short' : cents === null ? 'no fee' : <Money cents={cents} inWords />}</span>
            </div>
          )
        })}
      </div>
      <div className={`num ${classes['ticks'] ?? ''}`}>
        {bands.map(({ from }) => (
          <span key={from} style={{ left: share(from) }}>
            {from}
          </span>
        ))}
      </div>
      {minutes !== null && (
        <span className={classes['pin']} style={{ left: share(minutes) }}>
          <b className="num">{minutes} min</b>
        </span>
      )}
    </div>
  )
}
