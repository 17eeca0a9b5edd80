import { answerClaims, type ClaimTables } from '../../src-main/claims/index.ts'
import { keepFile, tables } from '../../src-main/store/index.ts'
import { isGrave, readAny, readFile, setsOf, type Acknowledgment277 } from '../../src-main/x12/index.ts'
import type { TestPractice } from '../support/practice.ts'

/*
 * The 277CA of every batch that was sent, each claim accepted by the payer: read, checked, matched and kept, one transaction a file as the exchange does.
 * Beside it the bare write of the same rows, and the floor that only splits the same text into its statuses.
 */

const ISA = 'ISA*00*          *00*          *ZZ*NLHP1          *ZZ*PARITY         *261119*0930*^*00501*000000001*0*P*:'

type Batch = {
  readonly reference: string
  readonly claims: readonly { readonly id: number; readonly submission: number; readonly control: string }[]
}

const from = tables<ClaimTables>()

/** What is waiting for its answer, by batch. */
function batchesOf(at: TestPractice): Batch[] {
  const rows = at.query(({ db }) =>
    db.all(
      from
        .selectFrom('submission')
        .innerJoin('batch', 'batch.id', 'submission.batch')
        .select(['batch.reference', 'submission.claim as id', 'submission.id as submission', 'submission.control'])
        .orderBy('submission.id'),
    ),
  )
  const all = new Map<string, Batch['claims'][number][]>()
  for (const { reference, ...claim } of rows) all.set(reference, [...(all.get(reference) ?? []), claim])
  return [...all].map(([reference, claims]) => ({ reference, claims }))
}

function textOf({ reference, claims }: Batch): string {
  const body = [
    'ST*277*0001*005010X214',
    `BHT*0085*08*${reference}*20261119*0930*TH`,
    'HL*1**20*1',
    'NM1*PR*2*NORTHLAKE HEALTH PLAN*****PI*NLHP1',
    'TRN*1*T1',
    'DTP*050*D8*20261119',
    'DTP*009*D8*20261119',
    'HL*2*1*21*1',
    'NM1*41*2*CEDAR*****46*C1',
    `TRN*2*${reference}`,
    'STC*A1:19:PR*20261119*WQ*175',
    'HL*3*2*19*1',
    'NM1*85*2*CEDAR*****XX*1234567893',
    ...claims.flatMap(({ control }, n) => [
      `HL*${n + 4}*3*PT`,
      'NM1*QC*1*QUINTERO*MARISOL****MI*NL8820417',
      `TRN*2*${control}`,
      'STC*A2:20:PR*20261119*WQ*175',
      `REF*1K*P${control.replaceAll('-', '')}`,
      'DTP*472*D8*20261118',
    ]),
  ]
  const all = [ISA, 'GS*HN*NLHP1*PARITY*20261119*0930*1*X*005010X214', ...body, `SE*${body.length + 1}*0001`, 'GE*1*1', 'IEA*1*000000001']
  return `${all.join('~')}~`
}

/** The statuses of a text by hand: what no reader that says as much can be under. */
function floor(text: string): number {
  const statuses: { control: string; category: string; payerControl: string }[] = []
  let control = ''
  for (const segment of text.split('~')) {
    const parts = segment.split('*')
    if (parts[0] === 'TRN') control = parts[2] ?? ''
    else if (parts[0] === 'STC') statuses.push({ control, category: parts[1]?.split(':')[0] ?? '', payerControl: '' })
    else if (parts[0] === 'REF') {
      const last = statuses.at(-1)
      if (last) last.payerControl = parts[2] ?? ''
    }
  }
  return statuses.length
}

class Undone extends Error {}

/** Writes the rows of an answer to a batch and nothing else, one transaction a file; undone at its end, so its commit is not in it. */
function writeBare(at: TestPractice, { claims }: Batch, bytes: Buffer): void {
  try {
    at.command(({ db, clock }) => {
      const now = clock.now()
      const file = keepFile(db, { direction: 'in', name: 'floor.x12', kind: '277CA', bytes, at: now, status: 'taken' })
      db.insertRows(
        'claim_answer',
        claims.map(({ id, submission, control }) => ({
          claim: id,
          submission,
          line: null,
          kind: '277CA',
          said_by: 'payer',
          verdict: 'accepted',
          category: 'A2',
          status: '20',
          entity: 'PR',
          field: '',
          words: 'Accepted for processing',
          day: '2026-11-19',
          receipt: '2026-11-19',
          payer_control: control,
          trace: null,
          file,
          segment: 1,
          at: now,
        })),
      )
      db.insertRows(
        'claim_event',
        claims.map(({ id, control }) => ({
          claim: id,
          at: now,
          day: '2026-11-19',
          shape: 'accepted',
          words: 'Payer accepted it',
          detail: control,
          user: 1,
          file,
          segment: 1,
        })),
      )
      const ids = claims.map(({ id }) => id)
      db.run(from.updateTable('claim').set({ status: 'accepted', status_at: now, payer_control: 'P' }).where('id', 'in', ids))
      db.run(from.updateTable('submission').set({ answer: 'accepted' }).where('claim', 'in', ids))
      throw new Undone()
    })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
  }
}

export type Statuses = { readonly taken: number; readonly bare: number; readonly floor: number; readonly read: number }

/** Milliseconds of each way over all claims that were sent. */
export function answerAll(at: TestPractice): Statuses {
  const batches = batchesOf(at)
  const texts = batches.map(textOf)
  const all = batches.reduce((sum, { claims }) => sum + claims.length, 0)
  const took = (body: () => void): number => {
    const start = performance.now()
    body()
    return performance.now() - start
  }
  const least = took(() => {
    const found = texts.reduce((sum, text) => sum + floor(text), 0)
    if (found !== all + batches.length) throw new Error(`The floor found ${found} statuses`)
  })
  const bytes = texts.map((text) => Buffer.from(text, 'latin1'))
  const bare = took(() => batches.forEach((batch, n) => writeBare(at, batch, bytes[n] ?? Buffer.alloc(0))))
  const read = took(() => bytes.forEach((one) => setsOf(readFile(one)).forEach((set) => readAny(set))))
  const taken = took(() => {
    const matched = bytes.map((one) =>
      at.command((work) => {
        const { db, clock } = work
        const file = keepFile(db, { direction: 'in', name: '277ca.x12', kind: '277CA', bytes: one, at: clock.now(), status: 'taken' })
        return setsOf(readFile(one)).reduce((sum, set) => {
          const { reading } = readAny(set)
          const wrong = reading.findings.find(isGrave)
          if (wrong) throw new Error(`The 277CA is not sound: ${wrong.code} at segment ${wrong.where.segment}`)
          return sum + answerClaims(work, reading.value as Acknowledgment277, file).matched
        }, 0)
      }),
    )
    if (matched.reduce((sum, one) => sum + one, 0) !== all) throw new Error('Not every claim was answered')
  })
  return { taken, bare, floor: least, read }
}
