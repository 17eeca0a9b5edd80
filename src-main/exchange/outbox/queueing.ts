import { randomUUID } from 'node:crypto'
import { fileBytes, keptFile, refuse, sha256, type Listener } from '../../store/index.ts'
import { must } from '../../../src-shared/result.ts'
import { connectionById, routeFor } from '../connections/records.ts'
import { addToOutbox, changeParcel, isNameUsed, parcelOfFile } from './records.ts'
import { remoteName } from './rules.ts'

/** A file for a payer with a connection goes to the outbox in the transaction that wrote it: both are there, or neither. */
export const queueFile: Listener = (work, happening) => {
  if (happening.is !== 'file-written') return
  const { db, clock } = work
  const { file, kind, payer, control } = happening
  const chosen = happening.connection
  const connection = chosen === undefined ? routeFor(db, payer, kind) : connectionById(db, chosen)
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

/**
 * A file that its claims left is not sent any more, as long as it is not known to be there. One that still has others in it is not torn apart: they would
 * leave twice. @throws Trouble `outbox.shared`
 */
export const leaveFile: Listener = (work, happening) => {
  if (happening.is !== 'file-left') return
  const { file, staying } = happening
  const parcel = parcelOfFile(work.db, file)
  if (!parcel || parcel.standing === 'sent' || parcel.standing === 'arrived') return
  if (parcel.standing === 'sending')
    refuse('outbox.shared', { message: 'The file these claims are in is being sent right now.', fix: 'Look again in a moment.' })
  if (staying > 0) {
    if (parcel.standing !== 'waiting') return
    refuse('outbox.shared', { fix: 'Take all claims of the file, or wait until it was sent.' })
  }
  changeParcel(work.db, parcel.id, { withdrawn_at: work.clock.now() })
  work.announce('files', [file])
  work.announce('connections', [parcel.connection])
}
