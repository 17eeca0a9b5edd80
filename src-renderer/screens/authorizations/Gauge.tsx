import type { ReactNode } from 'react'
import { quantity, quantityWords, type Unit } from '../../../src-shared/quantity.ts'
import classes from './Gauge.module.css'

export type Counted = {
  readonly unit: Unit
  readonly amount: number
  readonly earlier: number
  readonly reserved: number
  readonly used: number
  readonly confirmed: number
  readonly free: number
}

/** What is confirmed, used and reserved of what was agreed, as one bar. More than agreed fills it. */
function Bar({ of, isSmall = false }: { readonly of: Counted; readonly isSmall?: boolean }): ReactNode {
  const whole = Math.max(of.amount, of.amount - of.free)
  const share = (parts: number) => ({ width: `${(parts / whole) * 100}%` })
  const label = `${quantity(of.unit, of.earlier + of.confirmed)} confirmed, ${quantity(of.unit, of.used)} used, ${quantity(of.unit, of.reserved)} reserved of ${quantityWords(of.unit, of.amount)}`
  return (
    <div
      className={`${classes['bar']} ${isSmall ? classes['small'] : ''} ${of.free < 0 ? classes['over'] : ''}`}
      role="img"
      aria-label={label}
    >
      <i className={classes['confirmed']} style={share(of.earlier + of.confirmed)} />
      <i className={classes['used']} style={share(of.used)} />
      <i className={classes['reserved']} style={share(of.reserved)} />
    </div>
  )
}

/** `3 of 12`: what nobody holds yet. */
export const freeWords = ({ unit, free, amount }: Pick<Counted, 'unit' | 'free' | 'amount'>): string =>
  `${quantity(unit, free)} of ${quantity(unit, amount)}`

/** The bar in a row of the grid. */
export const GaugeCell = ({ of }: { readonly of: Counted }): ReactNode => (
  <span className={classes['cell']}>
    <Bar of={of} isSmall />
    <span className={`num ${of.free < 0 ? 'fam-warn' : ''}`}>{freeWords(of)}</span>
  </span>
)

/** The bar with what its parts are. */
export function Gauge({ of }: { readonly of: Counted }): ReactNode {
  const parts = [
    { key: 'confirmed', words: 'confirmed', parts: of.confirmed },
    { key: 'used', words: 'used', parts: of.used },
    { key: 'reserved', words: 'reserved', parts: of.reserved },
  ] as const
  return (
    <div>
      <Bar of={of} />
      <div className={classes['keys']}>
        {parts.map((one) => (
          <span key={one.key}>
            <i className={classes[one.key]} />
            <span className="num">{quantity(of.unit, one.parts)}</span> {one.words}
          </span>
        ))}
        {of.earlier > 0 && (
          <span>
            <span className="num">{quantity(of.unit, of.earlier)}</span> before
          </span>
        )}
        <span className={`end ${of.free < 0 ? 'fam-warn' : ''}`}>
          <b className="num">{freeWords(of)}</b> free
        </span>
      </div>
    </div>
  )
}
