import { acknowledge, readAny, readFile, setsOf, writeAcknowledgment } from '../../x12/index.ts'
import { nextNumber, type CommandWork, type TaskWork } from '../../store/index.ts'
import type { ConnectionRecord } from '../connections/records.ts'
import { troubleOf } from '../connections/rules.ts'
import { importIncoming } from '../incoming.ts'
import { LineTrouble, type Line, type Remote } from '../transports/line.ts'
import { fetchedBefore, keepFetched, settleFetched } from './records.ts'
import type { Round } from './rules.ts'

/* What a server hands out one by one to whoever asks, as remittances over CORE: kept here, taken in, then acknowledged, each once. */

/** So many at most in one round; the others come in the next. */
const MOST = 100

/** @throws LineTrouble */
export async function fetchWaiting(work: TaskWork, line: Line, connection: ConnectionRecord, round: Round): Promise<void> {
  for (let n = 0; n < MOST && !work.stopped(); n++) {
    const remote = await nextOf(line, round)
    if (!remote) return
    const before = work.read<unknown>(({ db }) => fetchedBefore(db, connection.id, remote) ?? null) as Fate | null
    const isOwed = connection.acknowledges === 1 && before?.settled !== 1
    // Handed out again, and there is nothing left to say to it.
    if (before && !isOwed) return
    const bytes = await line.fetch(remote)
    if (!before) {
      const { file } = await importIncoming(work, remote.name, bytes, false)
      work.write(({ db, clock }) => keepFetched(db, connection.id, remote, file, clock.now()))
      round.fetched++
    }
    if (isOwed) await answer(work, line, connection, remote, bytes)
  }
}

type Fate = NonNullable<ReturnType<typeof fetchedBefore>>

/** A server that does not know what it is asked for holds up nothing else. */
async function nextOf(line: Line, round: Round): Promise<Remote | undefined> {
  try {
    return await line.next?.()
  } catch (error) {
    if (!(error instanceof LineTrouble) || troubleOf(error.code).ends !== 'with-the-file') throw error
    round.trouble = error.code
    return undefined
  }
}

async function answer(work: TaskWork, line: Line, { id }: ConnectionRecord, remote: Remote, bytes: Uint8Array): Promise<void> {
  const text = work.write<string>((own) => acknowledgmentOf(own, bytes))
  if (text !== '') await line.acknowledge?.(remote, Buffer.from(text, 'latin1'))
  work.write(({ db }) => settleFetched(db, id, remote))
}

/** The 999 to each interchange of a file; empty for one that holds none. */
function acknowledgmentOf({ db, clock }: CommandWork, bytes: Uint8Array): string {
  const file = readFile(bytes)
  const texts = acknowledge(file, setsOf(file).map(readAny)).map((one) => {
    const number = nextNumber(db, 'interchange')
    const written = writeAcknowledgment(one, { day: clock.today(), time: clock.time(), interchangeControl: number, groupControl: number })
    return written.ok ? (written.text ?? '') : ''
  })
  return texts.join('')
}
