import type { ReactNode } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted } from '../../kit/figures.tsx'
import { PlainTable } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Job } from '../../kit/Progress.tsx'
import type { Packet } from './usePacket.ts'

const focusIt = (button: HTMLButtonElement | null): void => button?.focus()

/** What payers take at most, as a rule. */
const FAX_PAGES = 100
const PORTAL_BYTES = 10 * 1024 * 1024

type Props = { readonly packet: Packet; readonly onSent?: (() => void) | undefined }

/** The packet while it is made, and then what is in it and where it lies. */
export function PacketDialog({ packet, onSent }: Props): ReactNode {
  const { task, made, path } = packet
  const title = made ? 'The packet is made' : task.problem ? 'No packet was made' : 'Making the packet'
  return (
    <Dialog
      title={title}
      isOpen={path !== undefined}
      onClose={() => {
        if (!task.isBusy) packet.forget()
      }}
      width={560}
      actions={
        task.isBusy ? null : (
          <>
            {made && onSent && (
              <Button
                look="go"
                ref={focusIt}
                onPress={() => {
                  packet.forget()
                  onSent()
                }}
              >
                Record how it is sent
              </Button>
            )}
            {task.problem && (
              <Button look="go" ref={focusIt} onPress={() => void packet.again()}>
                Try again
              </Button>
            )}
            {made && made.password === null && <Button onPress={() => void packet.choose(true)}>Save a copy with a password</Button>}
            <Button keys="Escape" look={made && !onSent ? 'go' : 'default'} ref={made && !onSent ? focusIt : null} onPress={packet.forget}>
              {made ? (onSent ? 'Not yet' : 'Done') : 'Close'}
            </Button>
          </>
        )
      }
    >
      {task.isBusy && <Job title="Making the packet" progress={task.progress} onStop={task.stop} />}
      {made && (
        <>
          <p className="words">
            {counted(made.pages, 'page')}, {counted(Math.ceil(made.bytes / 1024), 'kilobyte')}. It is kept with the appeal, and a copy is in{' '}
            <b>{path}</b>.
          </p>
          {made.password !== null && (
            <p>
              That copy opens with this password, shown this once. Give it another way than the file:{' '}
              <output className="id words" aria-label="Password">
                {made.password}
              </output>
            </p>
          )}
          {made.pages > FAX_PAGES && <p className="fam-warn">Many payers take no more than {FAX_PAGES} pages by fax.</p>}
          {made.bytes > PORTAL_BYTES && <p className="fam-warn">Many payers’ portals take no more than 10 megabytes.</p>}
          <PlainTable
            label="Contents"
            rows={made.contents.map((one) => ({ ...one, id: one.page }))}
            columns={[
              { head: 'Part', cell: (row) => row.title },
              { head: 'Page', isEnd: true, width: '50px', cell: (row) => <span className="num">{row.page}</span> },
            ]}
          />
        </>
      )}
      <ProblemNote problem={task.problem} />
    </Dialog>
  )
}
