/* Claims: made of charges or taken over from files, checked, sent, and what came back on them. */
import { handlers as claimHandlers } from './actions.ts'
import { formHandlers } from './form/index.ts'
import { recheckClinician, recheckPatient } from './making.ts'
import { ruleHandlers } from './ruling.ts'
import { endSilence, markSilent } from './silence/index.ts'
import { statusHandlers } from './status/index.ts'
import { claimFromCharge } from './together.ts'
import { withdrawClaim } from './withdrawing.ts'

export { answerClaims } from './answers/claims.ts'
export { answerInterchange } from './answers/envelope.ts'
export { answerSyntax } from './answers/syntax.ts'
export { documentsOf, historyOf } from './detail.ts'
export { verdictOn } from './consent.ts'
export { claimFacts, type ClaimFacts } from './facts.ts'
export { CROSSOVER_DAYS, isForNext } from './following.ts'
export { importClaims, type Imported } from './importing.ts'
export { fileBy } from './limits.ts'
export { addEvent, holdExpired, setStatus } from './making.ts'
export type { LineFacts } from './records/claims.ts'
export { answerReport, readReport, reportLines, type TextReport } from './reports/index.ts'
export { claimById, claimsByControl, claimsByMember, claimsByPayerControl, type FoundClaim } from './records/finding.ts'
export { firstPayer, firstTerms } from './records/turns.ts'
export { turnUnder } from './records/sending.ts'
export type { ClaimTables } from './records/tables.ts'
export { sendFileAgain } from './rerouting.ts'
export { sendClaims } from './sending.ts'
export { markSilent }
export { reopenClaim } from './reopening.ts'
export { learnedWait, type Lag, type Wait } from './silence/rules.ts'
export { contactsAbout } from './records/contacts.ts'
export { answerStatus, answerStatusEnvelope, answerStatusForm, contactWords } from './status/index.ts'
export { settleVoid } from './withdrawing.ts'

export const handlers = { ...claimHandlers, ...ruleHandlers, ...formHandlers, ...statusHandlers }

/** What claims do when something happens upstream. */
export const listeners = [claimFromCharge, withdrawClaim, recheckPatient, recheckClinician, endSilence]
