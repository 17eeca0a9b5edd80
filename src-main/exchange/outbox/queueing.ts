import { randomUUID } from 'node:crypto'
import { fileBytes, keptFile, sha256, type Listener } from '../../store/index.ts'
import { must } from '../../../src-shared/result.ts'
import { routeFor } from '../connections/records.ts'
import { addToOutbox, isNameUsed } from './records.ts'
import { remoteName } from './rules.ts'

/** A file for a payer with a connection goes to the outbox in the transaction that wrote it: both are there, or neither. */
export const queueFile: Listener = (work, happening) => {
  if (happening.is !== 'file-written') return
  const { db, clock } = work
  const { file, kind, payer, control } = happening
  const connection = routeFor(db, payer, kind)
  if (!connection) return
  const { name } = must('the file was just kept', keptFile(db, file))
  const at = clock.now()
  const over = remoteName(connection.naming, {
    name,
    kind,
    control: String(control).padStart(9, '0'),
    time: at.slice(0, 19).replaceAll(/\D/g, ''),
  })
  addToOutbox(db, {
    file,
    connection: connection.id,
    kind,
    // Control numbers begin anew in another sender's book; a name never does.
    name: isNameUsed(db, connection.id, over) ? `${file}_${over}`.slice(0, 128) : over,
    sha256: sha256(must('the file was just kept', fileBytes(db, file))),
    message: randomUUID(),
    state: 'waiting',
    queued_at: at,
  })
  work.announce('connections', [connection.id])
}
