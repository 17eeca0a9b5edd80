import { IconArrowsExchange, IconFileUpload, IconX } from '@tabler/icons-react'
import { useRef, type ReactNode } from 'react'
import { OUTBOX, type FileOutcome } from '../../../src-shared/contract/exchange.ts'
import { usePlace, useRouter } from '../../app/routes.ts'
import { ListScreen } from '../../grid/ListScreen.tsx'
import { useGrid } from '../../grid/useGrid.ts'
import type { OwnView } from '../../grid/view.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { counted } from '../../kit/figures.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Job } from '../../kit/Progress.tsx'
import { Status } from '../../kit/Status.tsx'
import { fileColumns } from './columns.tsx'
import classes from './Exchange.module.css'
import { FilePanel } from './FilePanel.tsx'
import { useImports } from './imports.tsx'
import { Lines, SendNow } from './Lines.tsx'
import { OUTCOMES } from './outcomes.ts'

const newest = [{ by: 'id', down: true }]
const views: readonly OwnView[] = [
  { id: 'all', name: 'All files', view: { filters: [], sort: newest } },
  { id: 'in', name: 'Came in', view: { filters: [{ is: 'any', field: 'direction', of: ['in'] }], sort: newest } },
  { id: 'outbox', name: 'Outbox', view: OUTBOX },
  { id: 'out', name: 'Went out', view: { filters: [{ is: 'any', field: 'direction', of: ['out'] }], sort: newest } },
]
const noun = ['file', 'files'] as const

/** Every file that came or went, whole and byte for byte, with what it means. */
export function ExchangeScreen(): ReactNode {
  const { at } = usePlace('exchange')
  const grid = useGrid({ call: 'exchange.list', screen: 'exchange', columns: fileColumns, views, noun })
  return (
    <ListScreen
      grid={grid}
      title="Exchange"
      actions={
        <>
          <SendNow />
          <AddFiles look="go" withKey />
        </>
      }
      above={
        <>
          <Lines />
          <Arrivals />
        </>
      }
      empty={
        <Empty icon={IconArrowsExchange} title="No files yet" actions={<AddFiles look="default" />}>
          What payers and clearinghouses send comes in here, and what leaves is kept here. Drop files anywhere on the window: Parity looks
          inside and knows which is which. A file with one bad claim brings in the rest.
        </Empty>
      }
      panel={(id) => {
        const segment = at?.file === id ? at.segment : undefined
        return <FilePanel key={`${id} ${segment ?? ''}`} id={id} at={segment} />
      }}
      panelLabel={(id) => `File ${id}`}
    />
  )
}

/** Takes in files that a person chooses. */
export function AddFiles({ look, withKey = false }: { readonly look: 'go' | 'default'; readonly withKey?: boolean }): ReactNode {
  const imports = useImports()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to take in"
        onChange={(event) => {
          void imports.takeIn([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <Button
        look={look}
        icon={IconFileUpload}
        keys={withKey ? 'Mod+o' : undefined}
        group="Files"
        needs="exchange.write"
        isBusy={imports.isBusy}
        onPress={() => input.current?.click()}
      >
        Add files
      </Button>
    </>
  )
}

/** `6 posted, 14 quarantined`. */
const tallied = (outcomes: readonly FileOutcome[]): string =>
  Object.entries(OUTCOMES)
    .map(([status, { word }]) => ({ word, count: outcomes.filter((one) => one.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count.toLocaleString('en-US')} ${word.toLowerCase()}`)
    .join(', ')

/** What is coming in, then what became of each file, until it is put away. */
function Arrivals(): ReactNode {
  const imports = useImports()
  const router = useRouter()
  if (imports.isBusy)
    return (
      <section className={classes['arrivals']} aria-label="Taking in files">
        <Job progress={imports.progress} title="Taking in files" onStop={imports.stop} />
      </section>
    )
  if (imports.problem)
    return (
      <section className={classes['arrivals']}>
        <ProblemNote problem={imports.problem} />
      </section>
    )
  if (imports.outcomes.length === 0) return null
  const read = imports.outcomes.filter(({ status }) => status !== 'unreadable').length
  return (
    <section className={classes['arrivals']} aria-label="What became of the files">
      <div className="row">
        <h2 className="grow" role="status">
          {read === imports.outcomes.length ? counted(read, 'file') : `${read} of ${counted(imports.outcomes.length, 'file')}`} taken in
          <span className={classes['tally']}>{tallied(imports.outcomes)}</span>
        </h2>
        <Button look="quiet" small icon={IconX} label="Put this away" onPress={imports.forget} />
      </div>
      {/* Reached by the keyboard, so that a long list can be scrolled. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className={classes['outcomes']} tabIndex={0} aria-label="Files">
        {imports.outcomes.map((outcome, n) => (
          // The same name may come twice.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={n} className={classes['outcome']}>
            <Status {...OUTCOMES[outcome.status]} />
            <span className="id cut">{outcome.name}</span>
            <span className="third">{outcome.kind}</span>
            <div className="words">
              {outcome.words}
              {outcome.details.length > 0 && (
                <details className={classes['details']}>
                  <summary>{counted(outcome.details.length, 'detail')}</summary>
                  <ul>
                    {outcome.details.map((detail) => (
                      <li key={detail}>{detail}</li>
                    ))}
                  </ul>
                </details>
              )}
            </div>
            {outcome.file !== null && (
              <Button small onPress={() => router.amend({ screen: 'exchange', open: outcome.file ?? 0 })}>
                Open
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
