import type { ReactNode } from 'react'
import { Button } from '../../kit/Button.tsx'
import { counted } from '../../kit/figures.tsx'
import { Banner } from '../../kit/Note.tsx'
import type { Pasted, Waiting } from './sheet.ts'

type Props = {
  readonly rows: readonly Waiting[]
  readonly pasted: Pasted | null
  readonly onSave: () => void
  readonly onStop: () => void
  readonly onFirst: () => void
}

const many = (rows: readonly Waiting[], is: Waiting['is']): number => rows.filter((row) => row.is === is).length

/** Where pasted rows stand: what is ready, what waits, how far the saving is. */
export function WaitingBar({ rows, pasted, onSave, onStop, onFirst }: Props): ReactNode {
  if (pasted === null) return null
  const [ready, going] = [many(rows, 'ready'), rows.filter((row) => row.is === 'going' && row.n !== null).length]
  const [look, cannot] = [many(rows, 'look'), many(rows, 'cannot')]
  const [waits, total] = [look + cannot, pasted.total.toLocaleString('en-US')]
  if (going > 0)
    return (
      <Banner
        family="go"
        title={`Saving ${(pasted.saved + 1).toLocaleString('en-US')} of ${total}.`}
        actions={
          <Button small onPress={onStop}>
            Stop here
          </Button>
        }
      >
        You can go on working.
      </Banner>
    )
  const flaws = [
    look > 0 && `${counted(look, 'needs', 'need')} a look`,
    cannot > 0 && `${cannot} cannot be saved as ${cannot === 1 ? 'it is' : 'they are'}`,
  ]
    .filter(Boolean)
    .join(', ')
  if (ready > 0)
    return (
      <Banner
        family={waits > 0 ? 'warn' : 'go'}
        title={
          pasted.saved > 0
            ? `${pasted.saved.toLocaleString('en-US')} of ${total} rows are in.`
            : `${counted(pasted.total, 'row')} read, nothing saved yet.`
        }
        actions={
          <Button look="go" small keys="Mod+Enter" inFields group="Charges" needs="charges.write" onPress={onSave}>
            {`Save ${ready.toLocaleString('en-US')} ready`}
          </Button>
        }
      >
        {[`${ready.toLocaleString('en-US')} ready`, flaws].filter(Boolean).join(', ')}.
      </Banner>
    )
  if (waits === 0) return null
  return (
    <Banner
      family="warn"
      title={`${pasted.saved.toLocaleString('en-US')} of ${total} rows are in.`}
      actions={
        <Button small keys="w" group="Charges" onPress={onFirst}>
          To the first
        </Button>
      }
    >
      {waits === 1 ? '1 waits below, with its reason.' : `${waits} wait below, each with its reason.`} Nothing is lost if you leave.
    </Banner>
  )
}
