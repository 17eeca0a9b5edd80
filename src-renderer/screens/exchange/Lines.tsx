import { IconSend } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ConnectionRow } from '../../../src-shared/contract/connections.ts'
import { useCall } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useTask } from '../../app/tasks.ts'
import { Button } from '../../kit/Button.tsx'
import { counted, Moment } from '../../kit/figures.tsx'
import { Banner } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'

/** Sends what waits and fetches what came, by every connection; nothing where there is none. */
export function SendNow(): ReactNode {
  const rows = useCall('connections.list', {}, { keep: true }).data ?? []
  const work = useTask('outbox.work')
  if (rows.length === 0) return null
  return (
    <>
      <Button icon={IconSend} needs="exchange.write" isBusy={work.isBusy} onPress={() => void work.run({})}>
        Send and fetch now
      </Button>
      <ProblemNote problem={work.problem} />
    </>
  )
}

/** The connections that cannot be used now, each with what waits, why, and when it is tried again. */
export function Lines(): ReactNode {
  const rows = useCall('connections.list', {}, { keep: true }).data ?? []
  return rows
    .filter(({ state, unsure, failed }) => state === 'offline' || state === 'stopped' || state === 'unconfirmed' || unsure + failed > 0)
    .map((row) => <Line key={row.id} row={row} />)
}

function Line({ row }: { readonly row: ConnectionRow }): ReactNode {
  const router = useRouter()
  const doubts = [
    ...(row.unsure > 0 ? [`${counted(row.unsure, 'file')} to reconcile.`] : []),
    ...(row.failed > 0 ? [`${counted(row.failed, 'file')} failed.`] : []),
  ].join(' ')
  const isDown = row.state === 'offline' || row.state === 'stopped' || row.state === 'unconfirmed'
  return (
    <Banner
      family={row.state === 'stopped' ? 'bad' : 'warn'}
      title={`${row.name}.`}
      actions={
        isDown && row.state !== 'offline' ? (
          <Button small onPress={() => router.go({ screen: 'setup', section: 'connections' })}>
            Connections
          </Button>
        ) : doubts === '' ? undefined : (
          <Button small onPress={() => router.go({ screen: 'exchange', tab: 'outbox' })}>
            Outbox
          </Button>
        )
      }
    >
      {isDown && row.words} {isDown && row.fix} {doubts}
      {row.nextAt !== null && (
        <>
          {' '}
          Next try: <Moment at={row.nextAt} />.
        </>
      )}
    </Banner>
  )
}
