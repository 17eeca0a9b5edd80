import { shownDay, type Day } from '../../src-shared/day.ts'
import { noteDisclosure } from '../access/index.ts'
import type { PrintJob } from '../printing/job.ts'
import { refuse, Trouble, type TaskWork } from '../store/index.ts'
import { mustBeAllowed } from './consent.ts'
import { claimFacts } from './facts.ts'

/** A paper about one claim: what it is called in the accounting of what left, and its pages. */
type Paper = { readonly claim: number; readonly path: string; readonly what: string; readonly source: string; readonly job: PrintJob }

/**
 * Prints a paper about a claim where a person chose, and notes it as what left to the payer.
 * @throws Trouble `record.missing`, `consent.none`, `packet.unprintable`, `file.unwritable`
 */
export async function printPaper(work: TaskWork, { claim, path, what, source, job }: Paper): Promise<void> {
  let pdf: Uint8Array
  try {
    pdf = await work.printer.print(job)
  } catch (error) {
    if (error instanceof Trouble) throw error
    return refuse('packet.unprintable', { fix: 'Try again.' })
  }
  // A consent may have ended while it was printed.
  work.write<unknown>((step) => {
    const facts = claimFacts(step.db, claim) ?? refuse('record.missing')
    noteDisclosure(step, mustBeAllowed(step.db, facts, step.clock.today()), {
      patient: facts.claim.patient,
      recipient: facts.payer.name,
      what: `${what}, claim ${claim}, service of ${shownDay(facts.claim.first_day as Day)}`,
      purpose: 'payment',
      source: `${source} of claim ${claim}, ${step.clock.now()}`,
    })
  })
  work.files.write(path, pdf)
}
