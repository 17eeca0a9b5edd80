import { shownDay, type Day } from '../../src-shared/day.ts'
import { noteDisclosure } from '../access/index.ts'
import { refuse, type CommandWork } from '../store/index.ts'
import type { AppealCase } from './case.ts'

/* An appeal about a substance-use program leaves with the patient's consent, with the notice and with what the consent covers (42 CFR 2.31, 2.32). */

/** @throws Trouble `consent.none` */
export function refuseWithoutConsent({ leaving }: AppealCase): void {
  if (!leaving.allowed) refuse('consent.none', { fix: `${leaving.why} Put a consent on file at the patient.` })
}

/** Whether the notice goes with it: an episode is concerned, or the claim names substance use all the same. */
export const isOfProgram = ({ leaving }: Pick<AppealCase, 'leaving'>): boolean => !leaving.allowed || leaving.basis !== null

/** Notes for the accounting that an appeal left; the packet and the letter are one leaving. */
export function noteLeft(work: CommandWork, { leaving, facts, line, level }: AppealCase, appeal: number, day: Day): void {
  noteDisclosure(work, leaving, {
    patient: facts.patient.id,
    recipient: facts.payer.name,
    what: `Appeal, level ${level}, claim ${facts.claim.id}, service of ${shownDay(line.day)}`,
    purpose: 'payment',
    source: `appeal ${appeal}`,
    day,
  })
}
