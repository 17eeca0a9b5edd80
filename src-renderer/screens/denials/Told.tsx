import type { ReactNode } from 'react'
import type { EachDone } from '../../app/each.ts'
import { counted } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import classes from './Denials.module.css'

export type Outcome = EachDone & { readonly of: readonly number[] }

/** What became of a change to many denials, when it was not all of them. */
export function Told({ outcome: { done, refused, isStopped, of } }: { readonly outcome: Outcome }): ReactNode {
  const rest = of.length - done - refused.length
  return (
    <Note
      family={refused.length > 0 ? 'warn' : 'none'}
      title={`${done.toLocaleString('en-US')} of ${counted(of.length, 'denial')} changed.`}
      isNews
    >
      {isStopped && `Stopped; ${counted(rest, 'denial')} ${rest === 1 ? 'stays' : 'stay'} as before. `}
      {refused.length > 0 && (
        <ul className={classes['refused']}>
          {refused.map(({ at, problem }) => (
            <li key={at}>
              <b className="id">Denial {of[at]}</b> {problem.message} {problem.fix}
            </li>
          ))}
        </ul>
      )}
    </Note>
  )
}
