import type { ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { useCommand } from '../../app/queries.ts'
import { Button } from '../../kit/Button.tsx'
import { Moment } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Status } from '../../kit/Status.tsx'
import { LEFT } from './outcomes.ts'

type Outbox = NonNullable<Output<'exchange.file'>['outbox']>

/** How a file travels: where it stands, why, and what a person can say about it. */
export function Journey({ file, outbox }: { readonly file: number; readonly outbox: Outbox }): ReactNode {
  const settle = useCommand('outbox.settle')
  const { state, words, fix, tries, nextAt, sentAt } = outbox
  const isOpen = state === 'reconcile' || state === 'failed'
  return (
    <PanelSection title="On its way" aside={`to ${outbox.connection}`}>
      <p className="row">
        <Status {...(LEFT[state] ?? { shape: 'note', word: state })} />
        <span className="id words small second">{outbox.name}</span>
      </p>
      <p className="small second words">
        {tries > 0 && `Tried ${tries === 1 ? 'once' : `${tries} times`}. `}
        {sentAt !== null && (
          <>
            Sent <Moment at={sentAt} />.{' '}
          </>
        )}
        {nextAt !== null && (
          <>
            Next try <Moment at={nextAt} />.
          </>
        )}
      </p>
      <Note family={isOpen ? 'warn' : 'none'} title={isOpen ? words : ''}>
        {isOpen ? fix : `${words} ${fix ?? ''}`}
      </Note>
      {isOpen && (
        <div className="row" style={{ marginTop: 10 }}>
          <Button small needs="exchange.write" isBusy={settle.isBusy} onPress={() => void settle.run({ file, is: 'there' })}>
            It arrived
          </Button>
          <Button small needs="exchange.write" isBusy={settle.isBusy} onPress={() => void settle.run({ file, is: 'again' })}>
            It did not: send again, byte for byte
          </Button>
        </div>
      )}
      <ProblemNote problem={settle.problem} />
    </PanelSection>
  )
}
