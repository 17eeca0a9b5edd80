import type { ReactNode } from 'react'
import type { HistoryLine } from '../../src-shared/contract/fields.ts'
import { fileAt, useRouter } from '../app/routes.ts'
import { useMay } from '../app/sitting.ts'
import { Day, momentWords } from './figures.tsx'
import classes from './History.module.css'
import { Mark } from './Status.tsx'

/** What happened, newest first, a shape each: what, by whom, when; the time stands behind the day. What a file says opens the file. */
export function History({ lines }: { readonly lines: readonly HistoryLine[] }): ReactNode {
  if (lines.length === 0)
    return <p className="second small">Nothing happened yet. Each step leaves a line here, with who did it and when.</p>
  return (
    <ol className={classes['history']}>
      {lines.map((line, n) => (
        // Two things may happen at one instant; their order is the engine's.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={n}>
          <Mark shape={line.shape} />
          <div className="words">
            <What line={line} />
            {line.who !== null && <span className={classes['who']}>{line.who}</span>}
          </div>
          <span title={momentWords(line.at)}>
            <Day day={line.day} />
            <span className="unseen">, {momentWords(line.at)}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}

function What({ line: { words, detail, file, segment } }: { readonly line: HistoryLine }): ReactNode {
  const router = useRouter()
  const mayOpen = useMay()('exchange.read')
  const said = (
    <>
      <b>{words}</b> {detail}
    </>
  )
  if (file === null || !mayOpen) return said
  return (
    <button type="button" title="Show it in the file" onClick={() => router.go(fileAt(file, segment))}>
      {said}
    </button>
  )
}
