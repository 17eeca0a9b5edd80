import { REPORTS } from '../../../src-shared/attachments.ts'
import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { SHORT_NOTICE } from '../../access/index.ts'
import { fullName, practiceOf } from '../../practice/index.ts'
import { addressLines, phoneWords } from '../../printing/contact.ts'
import { refuse, type QueryWork, type TaskWork } from '../../store/index.ts'
import { mustBeAllowed } from '../consent.ts'
import { claimFacts, type ClaimFacts } from '../facts.ts'
import { printPaper } from '../papers.ts'
import { lastSubmission } from '../records/sending.ts'
import { coverFoot, coverPages, type Covered, type Covers } from './page.ts'

/**
 * The covers of what goes with a claim by mail or fax, written as PDF where a person chose; noted as what left to the payer.
 * @throws Trouble `record.missing`, `claim.none` for one that nothing goes with, `consent.none`, `packet.unprintable`, `file.unwritable`
 */
export async function printCovers(work: TaskWork, { id, path }: Argument<'claims.cover'>): Promise<Output<'claims.cover'>> {
  const of = work.read<unknown>((query) => coversOf(query, id)) as Covers
  const job = { html: coverPages(of), footer: coverFoot }
  await printPaper(work, { claim: id, path, what: 'Covers of attachments', source: 'covers', job })
  return { path, covers: of.attachments.length }
}

/** Those that travel on paper; a payer puts them to the claim by the number alone. */
const onPaper = ({ attachments }: ClaimFacts): Covered[] =>
  attachments.flatMap(({ report, by, control }) =>
    (by === 'BM' || by === 'FX') && control !== null ? [{ report: REPORTS[report as keyof typeof REPORTS], by, control }] : [],
  )

export function coversOf({ db, clock }: QueryWork, id: number): Covers {
  const facts = claimFacts(db, id) ?? refuse('record.missing')
  const { claim, patient, payer, coverage, biller } = facts
  const verdict = mustBeAllowed(db, facts, clock.today())
  const attachments = onPaper(facts)
  if (attachments.length === 0) refuse('claim.none', { fix: 'Nothing goes with it by mail or fax. Add it under Mend.' })
  return {
    practice: {
      name: biller.name,
      address: addressLines([biller.line1, biller.line2], biller.city, biller.state, biller.zip).join(', '),
      phone: phoneWords(practiceOf(db)?.phone || biller.phone) ?? '',
      npi: biller.npi ?? '',
      taxId: biller.tax_id ?? '',
    },
    payer: { name: payer.name, address: addressLines([payer.line1, payer.line2], payer.city, payer.state, payer.zip) },
    patient: { name: fullName(patient), born: patient.born as Day | null, memberId: coverage.member_id },
    claim: {
      id,
      control: lastSubmission(db, id)?.control ?? null,
      payerControl: claim.payer_control,
      first: claim.first_day as Day,
      last: claim.last_day as Day,
      charge: cents(claim.cents),
    },
    today: clock.today(),
    attachments,
    notice: verdict.consent === null ? null : SHORT_NOTICE,
  }
}
