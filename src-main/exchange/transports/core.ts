import { createHash, randomUUID } from 'node:crypto'
import { writeMime, writeSoap, type Answered, type Message, type Mode, type Operation } from './envelope.ts'
import { posted, reached } from './https.ts'
import { LineTrouble, type Answer, type Left, type Line, type Open, type Parcel, type Remote, type Route } from './line.ts'

/*
 * CAQH CORE connectivity over HTTPS. A question of one person is asked in real time and answered on the same line; everything else is a batch, whose
 * receipts and results are asked for later under its own number.
 */

/** What a server gets to answer (milliseconds). The rule gives a client 60 seconds in real time. */
const REAL_TIME_MS = 60_000
const BATCH_MS = 120_000

type Kind = { readonly asks: string; readonly isQuestion: boolean; readonly results: readonly (readonly [Operation, string])[] }

/** What a batch as such is answered with; a TA1 where its envelope was turned back. */
const RECEIPTS = [
  ['BatchSubmitAckRetrievalTransaction', 'X12_TA1_RetrievalRequest_00501X231A1'],
  ['BatchSubmitAckRetrievalTransaction', 'X12_999_RetrievalRequest_005010X231A1'],
] as const
/** What a remittance that was picked up is answered with. */
const ACKNOWLEDGMENT = 'X12_999_SubmissionRequest_005010X231A1'
/** How servers call an answer that holds no file, whatever stands in it. */
const NO_FILE = /^X12_NoBatch/i
/**
 * How payloads are called (CORE rule 270, and 470 for what it added). What claims are answered with has a name of the partner's, and so have remittances:
 * those stand with the connection.
 */
const KINDS: Readonly<Record<string, Kind>> = {
  '270': {
    asks: 'X12_270_Request_005010X279A1',
    isQuestion: true,
    results: [...RECEIPTS, ['BatchResultsRetrievalTransaction', 'X12_005010_Request_Batch_Results_271']],
  },
  '276': {
    asks: 'X12_276_Request_005010X212',
    isQuestion: true,
    results: [...RECEIPTS, ['BatchResultsRetrievalTransaction', 'X12_005010_Request_Batch_Results_277']],
  },
  '278': {
    asks: 'X12_278_Request_005010X217',
    isQuestion: false,
    results: [...RECEIPTS, ['GenericBatchRetrievalTransaction', 'X12_005010_Request_Batch_Results_278']],
  },
  '837P': {
    asks: 'X12_837_Request_005010X222A1',
    isQuestion: false,
    results: RECEIPTS,
  },
}

export const openCore: Open = async (route, step) => {
  await reached(route)
  step?.('Server', 'answers, and its certificate is sound')
  return new CoreLine(route)
}

class CoreLine implements Line {
  readonly #route: Route
  readonly #lying = new Map<string, Buffer>()
  readonly #ids = new Map<string, string>()

  constructor(route: Route) {
    this.#route = route
  }

  async send(parcel: Parcel, commit: () => void): Promise<readonly Answer[]> {
    const kind = kindOf(parcel)
    const mode = modeOf(parcel, kind)
    const operation =
      mode === 'RealTime' ? 'RealTimeTransaction' : kind.isQuestion ? 'BatchSubmitTransaction' : 'GenericBatchSubmissionTransaction'
    // In real time each try has a number of its own; a batch keeps its own, by which a second one is known.
    const id = mode === 'RealTime' ? randomUUID() : parcel.message
    const answer = await this.#say({ operation, type: kind.asks, mode, id, payload: parcel.bytes }, commit)
    if (mode === 'Batch' && answer.error.startsWith('PayloadIDDuplicate')) return []
    mustBeFine(answer)
    if (mode === 'Batch') return []
    if (answer.payload === null) throw new LineTrouble('protocol')
    return [{ name: `${parcel.name}.answer`, bytes: answer.payload }]
  }

  async look(): Promise<'unknown'> {
    return 'unknown'
  }

  mayRepeat(parcel: Parcel): boolean {
    return kindOf(parcel).isQuestion
  }

  async ready(sent: readonly Left[]): Promise<readonly Remote[]> {
    const found: Remote[] = []
    // A question has one answer; on claims more may come.
    for (const parcel of sent.filter((one) => !one.isAnswered || !kindOf(one).isQuestion))
      for (const [operation, type] of this.#resultsOf(parcel)) {
        const answer = await this.#say({ operation, type, mode: 'Batch', id: parcel.message, payload: null })
        mustKnowUs(answer)
        // Nothing there yet is told in as many ways as there are servers; only a payload counts.
        if (answer.payload === null || NO_FILE.test(answer.type)) continue
        found.push(this.#laid(`${parcel.message}/${type}`, `${parcel.name}.${type}`, answer.payload))
      }
    return found
  }

  async next(): Promise<Remote | undefined> {
    const type = this.#route.remittanceType
    if (type === null) return undefined
    const answer = await this.#say({ operation: 'GenericBatchRetrievalTransaction', type, mode: 'Batch', id: randomUUID(), payload: null })
    mustKnowUs(answer)
    if (/^(PayloadType|NotSupported)/.test(answer.error)) throw new LineTrouble('type')
    if (answer.payload === null || NO_FILE.test(answer.type)) return undefined
    const hash = hashOf(answer.payload)
    const remote = this.#laid(`${type}/${hash}`, `835_${hash.slice(0, 12)}.x12`, answer.payload)
    this.#ids.set(remote.path, answer.id)
    return remote
  }

  async acknowledge({ path }: Remote, acknowledgment: Uint8Array): Promise<void> {
    const operation = 'BatchResultsAckSubmitTransaction'
    // Under the number of what it answers; a server that takes none of these has said its part.
    const id = this.#ids.get(path) || randomUUID()
    mustKnowUs(await this.#say({ operation, type: ACKNOWLEDGMENT, mode: 'Batch', id, payload: acknowledgment }))
  }

  async fetch({ path }: Remote): Promise<Uint8Array> {
    const bytes = this.#lying.get(path)
    if (!bytes) throw new LineTrouble('protocol')
    return bytes
  }

  async settle(): Promise<void> {
    // What was asked for stays theirs.
  }

  close(): void {
    this.#lying.clear()
  }

  #resultsOf(parcel: Left): Kind['results'] {
    const { results } = kindOf(parcel)
    return parcel.kind === '837P' ? [...results, ['GenericBatchRetrievalTransaction', this.#route.claimAnswerType]] : results
  }

  #laid(path: string, name: string, payload: Buffer): Remote {
    this.#lying.set(path, payload)
    return { path, name, size: payload.byteLength, modified: hashOf(payload) }
  }

  #say(about: Pick<Message, 'operation' | 'type' | 'mode' | 'id' | 'payload'>, commit?: () => void): Promise<Answered> {
    const { user, password, sender, receiver, envelope } = this.#route
    const at = new Date().toISOString().replace(/[.]\d+/, '')
    const message: Message = { ...about, at, user, password: password ?? '', sender, receiver }
    const written = envelope === 'soap' ? writeSoap(message) : writeMime(message)
    return posted(this.#route, written, about.mode === 'RealTime' ? REAL_TIME_MS : BATCH_MS, commit)
  }
}

function kindOf({ kind }: Pick<Parcel, 'kind'>): Kind {
  const known = KINDS[kind]
  if (!known) throw new LineTrouble('refused')
  return known
}

/** One question may be asked in real time (CORE rule 270, 4.2); each has a trace. */
function modeOf({ bytes }: Parcel, { isQuestion }: Kind): Mode {
  const text = Buffer.from(bytes).toString('latin1')
  const [element = '*', end = '~'] = [text[3], text[105]]
  const questions = text.split(end).filter((segment) => segment.trimStart().startsWith(`TRN${element}`)).length
  return isQuestion && questions <= 1 ? 'RealTime' : 'Batch'
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 32)

/** @throws LineTrouble where whoever asks is refused */
function mustKnowUs({ error }: Answered): void {
  if (/^UnAuthorized|^(UserName|Password)/.test(error)) throw new LineTrouble('auth')
}

/** @throws LineTrouble by the error of an envelope */
function mustBeFine(answer: Answered): void {
  const { error, isFault } = answer
  if (error === 'Success') return
  if (isFault) throw new LineTrouble(error === 'Receiver' ? 'busy' : 'protocol')
  mustKnowUs(answer)
  if (error.startsWith('CheckSumMismatched')) throw new LineTrouble('size')
  if (/^Payload(Required|Illegal)/.test(error)) throw new LineTrouble('refused')
  throw new LineTrouble('protocol')
}
