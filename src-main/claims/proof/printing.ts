import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import { dayAt, type Day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { fullName } from '../../practice/index.ts'
import { fileBytes, refuse, type QueryWork, type Reading, type TaskWork } from '../../store/index.ts'
import { mustBeAllowed } from '../consent.ts'
import { claimFacts } from '../facts.ts'
import { printPaper } from '../papers.ts'
import { excerptOf } from './excerpt.ts'
import { proofPage, type Answer, type Proof } from './page.ts'
import { answersWithFiles, departuresOf, type Departure, type FiledAnswer } from '../records/departures.ts'

/**
 * The proof of timely filing of a claim, written as PDF where a person chose: from the files as they were kept, of this claim alone. It is noted as what
 * left to the payer.
 * @throws Trouble `record.missing`, `claim.none` for one that never left in a file, `consent.none`, `packet.unprintable`, `file.unwritable`
 */
export async function printProof(work: TaskWork, { id, path }: Argument<'claims.proof'>): Promise<Output<'claims.proof'>> {
  const of = work.read<unknown>((query) => proofOf(query, id)) as Proof
  await printPaper(work, { claim: id, path, what: 'Proof of timely filing', source: 'proof', job: { html: proofPage(of) } })
  return { path, isTaken: of.taken !== undefined }
}

export function proofOf({ db, clock }: QueryWork, id: number): Proof {
  const facts = claimFacts(db, id) ?? refuse('record.missing')
  const { claim, patient, payer, coverage, biller } = facts
  mustBeAllowed(db, facts, clock.today())
  const departures = departuresOf(db, id).map((one) => departureOf(db, one))
  if (departures.length === 0) refuse('claim.none', { fix: 'It has not left in a file of Parity.' })
  return {
    practice: { name: biller.name, npi: biller.npi ?? '', taxId: biller.tax_id ?? '' },
    payer: payer.name,
    patient: fullName(patient),
    memberId: coverage.member_id,
    claim: id,
    first: claim.first_day as Day,
    last: claim.last_day as Day,
    charge: cents(claim.cents),
    fileBy: claim.file_by as Day,
    today: clock.today(),
    taken: takenOf(db, id, payer.name),
    departures,
  }
}

function departureOf(db: Reading, one: Departure): Proof['departures'][number] {
  const interchange = String(one.interchange).padStart(9, '0')
  const of = { control: one.control, interchange, group: String(one.group), set: one.set }
  const seen = new Set<string>()
  const answers = answersWithFiles(db, one.id).map((answer): Answer => {
    const place = `${answer.file ?? 0} ${answer.kind}`
    // A file is shown once, with the first thing it says.
    const excerpt = seen.has(place) || answer.file === null ? [] : excerptIn(db, answer.file, of)
    seen.add(place)
    return {
      kind: answer.kind,
      by: answer.said_by ?? '',
      day: answer.day as Day,
      receipt: answer.receipt as Day | null,
      words: answer.words,
      payerControl: answer.payer_control,
      trace: answer.trace,
      file: answer.name,
      sha256: answer.sha256,
      excerpt,
    }
  })
  return {
    day: dayAt(one.at),
    control: one.control,
    reference: one.reference,
    interchange,
    group: String(one.group),
    file: one.name,
    sha256: one.sha256,
    excerpt: excerptIn(db, one.file ?? 0, of),
    answers,
  }
}

function excerptIn(db: Reading, file: number, of: Parameters<typeof excerptOf>[1]): string[] {
  const bytes = fileBytes(db, file)
  return bytes ? excerptOf(bytes, of) : []
}

/** Who took the claim first: the payer’s acceptance, else the clearinghouse’s receipt of the claim itself. */
function takenOf(db: Reading, id: number, payer: string): Proof['taken'] {
  const all: FiledAnswer[] = departuresOf(db, id).flatMap((one) => answersWithFiles(db, one.id))
  const told = all.filter(({ kind, verdict }) => kind === '277CA' && ['accepted', 'received'].includes(verdict))
  const first = told.find(({ verdict }) => verdict === 'accepted') ?? told[0]
  if (!first) return undefined
  const by = first.verdict === 'accepted' || first.said_by === 'payer' ? payer : 'The clearinghouse'
  return { by, day: (first.receipt ?? first.day) as Day, number: first.payer_control }
}
