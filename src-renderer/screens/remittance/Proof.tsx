import { Fragment, type CSSProperties, type ReactNode } from 'react'
import { isNone, negate, sentenceMoney, type Cents } from '../../../src-shared/money.ts'
import { Money } from '../../kit/figures.tsx'
import { Tag } from '../../kit/Status.tsx'
import classes from './Remits.module.css'
import { countsOf, isApart, type Whole } from './words.ts'

type Term = { readonly label: string; readonly title?: string; readonly cents: Cents; readonly isHeld?: boolean }

const size = (cents: Cents): Cents => (cents < 0 ? negate(cents) : cents)
const claimWords: Readonly<Record<Whole['status'], string>> = {
  rehearsed: 'Claims that post',
  partly: 'Claims posted',
  posted: 'Claims posted',
  quarantined: 'Claims that would post',
  aside: 'Claims that would have posted',
}
/** More provider adjustments than this stand as one. */
const mostTerms = 2

function termsOf(whole: Whole): readonly Term[] {
  const { posting, held } = countsOf(whole)
  const provider: readonly Term[] =
    whole.provider.length > mostTerms
      ? [{ label: `${whole.provider.length} adjustments, PLB`, cents: negate(whole.sums.provider) }]
      : whole.provider.map(({ code, words, cents }) => ({
          label: `${words.split(',')[0] ?? words}, ${code}`,
          title: words,
          cents: negate(cents),
        }))
  return [
    { label: whole.status === 'partly' && posting > 0 ? 'Claims posted, or to post' : claimWords[whole.status], cents: whole.posts },
    ...(held > 0 ? [{ label: isApart(whole.status) ? 'Held' : 'Held, unapplied', cents: whole.held, isHeld: true }] : []),
    ...provider,
  ]
}

/** The sum proof: claims, less what the provider adjustments take, are the payment, or by how much they are not. */
export function Proof({ whole }: { readonly whole: Whole }): ReactNode {
  const { off } = whole.sums
  const isEqual = isNone(off)
  return (
    <section className={classes['proof']} aria-label="The sum to the payment">
      <div className={classes['sum']}>
        {termsOf(whole).map((term, n) => (
          <Fragment key={term.label + String(n)}>
            {n > 0 && <i className={classes['sign']}>{term.cents < 0 ? '−' : '+'}</i>}
            <div className={classes['term']}>
              <small className={term.isHeld ? 'fam-warn' : ''} title={term.title}>
                {term.label}
              </small>
              <b>
                <Money cents={n > 0 ? size(term.cents) : term.cents} inWords />
              </b>
            </div>
          </Fragment>
        ))}
        <i className={classes['sign']}>
          <span aria-hidden>{isEqual ? '=' : '≠'}</span>
          <span className="unseen">{isEqual ? 'is' : 'is not'}</span>
        </i>
        <div className={classes['term']}>
          <small>Payment, BPR</small>
          <b>
            <Money cents={whole.cents} inWords />
          </b>
        </div>
        <span className={classes['verdict']}>
          {isEqual ? (
            !isApart(whole.status) && <Tag shape="paid" word="Balances to the cent" />
          ) : (
            <Tag shape="look-here" word={`Out by ${sentenceMoney(size(off))}`} />
          )}
        </span>
      </div>
      <Bars whole={whole} />
    </section>
  )
}

type Piece = { readonly words: string; readonly look: 'posts' | 'held' | 'more' | 'arrives' | 'taken' | 'off'; readonly cents: Cents }

/** The same as two bars of one length; only where every part is above nothing. */
function Bars({ whole }: { readonly whole: Whole }): ReactNode {
  const { provider, off } = whole.sums
  const outBy = `out by ${sentenceMoney(size(off))}`
  const top: readonly Piece[] = [
    {
      words: whole.status === 'posted' || whole.status === 'partly' ? 'posted' : isApart(whole.status) ? 'would post' : 'posts',
      look: 'posts',
      cents: whole.posts,
    },
    { words: 'held', look: 'held', cents: whole.held },
    ...(provider < 0 ? [{ words: `added, ${sentenceMoney(size(provider))}`, look: 'more', cents: negate(provider) } as const] : []),
    ...(off < 0 ? [{ words: outBy, look: 'off', cents: negate(off) } as const] : []),
  ]
  const bottom: readonly Piece[] = [
    { words: 'the payment', look: 'arrives', cents: whole.cents },
    ...(provider > 0 ? [{ words: `taken back, ${sentenceMoney(provider)}`, look: 'taken', cents: provider } as const] : []),
    ...(off > 0 ? [{ words: outBy, look: 'off', cents: off } as const] : []),
  ]
  const bars = [top, bottom].map((pieces) => pieces.filter(({ cents }) => !isNone(cents)))
  const pieces = bars.flat()
  if (pieces.length === 0 || pieces.some(({ cents }) => cents < 0)) return null
  return (
    <>
      <div className={classes['bars']} aria-hidden>
        {bars.map((bar, n) => (
          <div key={n === 0 ? 'claims' : 'payment'} className={classes['bar']}>
            {bar.map(({ look, cents }) => (
              <span key={look} className={classes[look]} style={{ flexGrow: cents } as CSSProperties} />
            ))}
          </div>
        ))}
      </div>
      <ul className={classes['legend']} aria-label="What the bars show">
        {pieces.map(({ words, look }) => (
          <li key={look}>
            <i className={classes[look]} aria-hidden />
            {words}
          </li>
        ))}
      </ul>
    </>
  )
}
