import { IconPlugConnected, IconPlus } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { ConnectionRow } from '../../../src-shared/contract/connections.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { counted, Moment } from '../../kit/figures.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Status } from '../../kit/Status.tsx'
import { ConnectionDrawer } from './ConnectionDrawer.tsx'
import { ConnectionTest } from './ConnectionTest.tsx'
import { RemoveConnectionDialog } from './RemoveConnectionDialog.tsx'
import { newConnection, STATE_WORDS, valuesOf } from './connection-words.ts'
import { Section } from './Section.tsx'
import classes from './Setup.module.css'

/** By which way files leave and come. */
export function ConnectionsSection(): ReactNode {
  const asked = useCall('connections.list', {})
  const [editing, setEditing] = useState<ConnectionRow | 'new'>()
  const [trying, setTrying] = useState<number>()
  const add = (
    <Button look="go" icon={IconPlus} needs="security.manage" keys="n" group="Connections" onPress={() => setEditing('new')}>
      Add a connection
    </Button>
  )
  return (
    <Section
      title="Connections"
      lead="To a clearinghouse or a payer. Files of theirs then leave by themselves and answers come by themselves, while the store is open; without a line they wait. Parity speaks to no other address."
      action={add}
    >
      <Answer of={asked}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon={IconPlugConnected} title="No connections yet">
              Until there is one, files are saved by hand and taken to the clearinghouse’s page, and what comes back is dropped on the
              window.
            </Empty>
          ) : (
            <Connections rows={rows} onEdit={setEditing} onTry={setTrying} />
          )
        }
      </Answer>
      {editing && (
        <ConnectionDrawer
          key={editing === 'new' ? 'new' : editing.id}
          values={editing === 'new' ? { ...newConnection, isForOthers: (asked.data ?? []).length === 0 } : valuesOf(editing)}
          row={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onSaved={(id) => {
            setEditing(undefined)
            setTrying(id)
          }}
        />
      )}
      {trying !== undefined && <ConnectionTest key={trying} id={trying} onClose={() => setTrying(undefined)} />}
    </Section>
  )
}

type RowsProps = {
  readonly rows: readonly ConnectionRow[]
  readonly onEdit: (row: ConnectionRow) => void
  readonly onTry: (id: number) => void
}

function Connections({ rows, onEdit, onTry }: RowsProps): ReactNode {
  const pause = useCommand('connections.pause')
  const [removing, setRemoving] = useState<ConnectionRow>()
  return (
    <>
      <ProblemNote problem={pause.problem} />
      <table className={`${classes['table']} ${classes['twoLines']}`}>
        <thead>
          <tr>
            <th scope="col">Connection</th>
            <th scope="col">Where</th>
            <th scope="col">How it stands</th>
            <th scope="col">Last worked</th>
            <th scope="col">
              <span className="unseen">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.name}</td>
              <td className="id words">{whereOf(row)}</td>
              <td>
                <Status {...STATE_WORDS[row.state]} />
                <p className="second small words">
                  {row.words} {row.fix}
                </p>
                {row.unsure + row.failed > 0 && (
                  <p className="small words">{counted(row.unsure + row.failed, 'file')} to look at under Exchange.</p>
                )}
              </td>
              <td>{row.workedAt === null ? <span className="third">never</span> : <Moment at={row.workedAt} />}</td>
              <td>
                <Acts
                  row={row}
                  onTry={() => onTry(row.id)}
                  onPause={() => void pause.run({ id: row.id, paused: row.state !== 'paused' })}
                  onEdit={() => onEdit(row)}
                  onRemove={() => setRemoving(row)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {removing && <RemoveConnectionDialog row={removing} onClose={() => setRemoving(undefined)} />}
    </>
  )
}

const whereOf = ({ kind, host, port, url, sendTo }: ConnectionRow): string =>
  kind === 'sftp' ? `${host}${port === 22 ? '' : `:${port}`}` : kind === 'core' ? url : sendTo

type ActsProps = {
  readonly row: ConnectionRow
  readonly onTry: () => void
  readonly onPause: () => void
  readonly onEdit: () => void
  readonly onRemove: () => void
}

function Acts({ row, onTry, onPause, onEdit, onRemove }: ActsProps): ReactNode {
  return (
    <span className={classes['acts']}>
      <Button look="quiet" small needs="exchange.write" label={`Test ${row.name}`} onPress={onTry}>
        Test
      </Button>
      <Button
        look="quiet"
        small
        needs="exchange.write"
        label={`${row.state === 'paused' ? 'Go on with' : 'Pause'} ${row.name}`}
        onPress={onPause}
      >
        {row.state === 'paused' ? 'Go on' : 'Pause'}
      </Button>
      <Button look="quiet" small needs="security.manage" label={`Edit ${row.name}`} onPress={onEdit}>
        Edit
      </Button>
      <Button look="quiet" small needs="security.manage" label={`Remove ${row.name}`} onPress={onRemove}>
        Remove
      </Button>
    </span>
  )
}
