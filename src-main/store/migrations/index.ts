import { engine } from './0010-engine.ts'
import { practice } from './0020-practice.ts'
import { ledger } from './0030-ledger.ts'
import { exchange } from './0040-exchange.ts'
import { eligibility } from './0050-eligibility.ts'
import { claims } from './0060-claims.ts'
import { remittance } from './0070-remittance.ts'
import { denials } from './0080-denials.ts'
import { trust } from './0090-trust.ts'
import { backups } from './0100-backups.ts'
import { lists } from './0110-lists.ts'
import { desk } from './0120-desk.ts'
import { withdrawals } from './0130-charges.ts'
import { ownSettings } from './0140-own-settings.ts'
import { remittanceEntries } from './0150-remittance-entries.ts'
import { documentation } from './0160-documentation.ts'
import { intake } from './0170-intake.ts'
import { benefits } from './0180-benefits.ts'
import { authorizations } from './0190-authorizations.ts'
import { claimRules } from './0200-claim-rules.ts'
import { codeFiles } from './0210-code-files.ts'
import { payerTime } from './0220-payer-time.ts'
import { reviews } from './0230-reviews.ts'
import { standingLists } from './0240-standing-lists.ts'
import { credentials } from './0250-credentials.ts'
import { serviceTypes } from './0260-service-types.ts'
import { reviewCalls } from './0270-review-calls.ts'
import { patientLooks } from './0280-patient-looks.ts'
import { codingFacts } from './0290-coding-facts.ts'
import { connections } from './0300-connections.ts'
import { fetched } from './0310-fetched.ts'
import { payerTurns } from './0320-payer-turns.ts'
import { claimExtras } from './0330-claim-extras.ts'
import { paperClaims } from './0340-paper-claims.ts'
import { enrollmentNotes } from './0350-enrollment-notes.ts'
import { claimAnswers } from './0360-claim-answers.ts'
import { claimSilence } from './0370-claim-silence.ts'
import { claimStatus } from './0380-claim-status.ts'
import { payerContacts } from './0390-payer-contacts.ts'
import { trials } from './0400-trials.ts'
import { claimParties } from './0410-claim-parties.ts'
import { withdrawnParcels } from './0420-withdrawn-parcels.ts'
import { drugs } from './0440-drugs.ts'
import { daysSent } from './0450-days-sent.ts'
import { clientCertificates } from './0460-client-certificates.ts'
import { chargesTogether } from './0470-charges-together.ts'
import { clearinghouseSilence } from './0480-clearinghouse-silence.ts'
import { deposits } from './0490-deposits.ts'
import { statusIds } from './0500-status-ids.ts'
import { testedConnections } from './0510-tested-connections.ts'
import { patientMoney } from './0520-patient-money.ts'
import { subscriberHomes } from './0530-subscriber-homes.ts'
import { bankLines } from './0540-bank-lines.ts'
import { statements } from './0550-statements.ts'
import { contractRates } from './0560-contract-rates.ts'
import { months } from './0570-months.ts'
import { postingGates } from './0580-posting-gates.ts'
import { aging } from './0590-aging.ts'
import { disputes } from './0600-disputes.ts'
import { paymentPlans } from './0610-payment-plans.ts'
import { remittancesAside } from './0620-remittances-aside.ts'
import { rateLists } from './0630-rate-lists.ts'
import { postingPolicies } from './0640-posting-policies.ts'
import { appealDecisions } from './0650-appeal-decisions.ts'
import { denialCauses } from './0660-denial-causes.ts'
import { letterParagraphs } from './0670-letter-paragraphs.ts'
import { enclosures } from './0680-enclosures.ts'
import { denialsAgain } from './0690-denials-again.ts'

export type Migration = { readonly number: number; readonly sql: string }

/** In order, numbered in tens so that a hotfix fits between. A released one is never edited: a test holds the SHA-256 of each. */
export const MIGRATIONS: readonly Migration[] = [
  engine,
  practice,
  ledger,
  exchange,
  eligibility,
  claims,
  remittance,
  denials,
  trust,
  backups,
  lists,
  desk,
  withdrawals,
  ownSettings,
  remittanceEntries,
  documentation,
  intake,
  benefits,
  authorizations,
  claimRules,
  codeFiles,
  payerTime,
  reviews,
  standingLists,
  credentials,
  serviceTypes,
  reviewCalls,
  patientLooks,
  codingFacts,
  connections,
  fetched,
  payerTurns,
  claimExtras,
  paperClaims,
  enrollmentNotes,
  claimAnswers,
  claimSilence,
  claimStatus,
  payerContacts,
  trials,
  claimParties,
  withdrawnParcels,
  drugs,
  daysSent,
  clientCertificates,
  chargesTogether,
  clearinghouseSilence,
  deposits,
  statusIds,
  testedConnections,
  patientMoney,
  subscriberHomes,
  bankLines,
  statements,
  contractRates,
  months,
  postingGates,
  aging,
  disputes,
  paymentPlans,
  remittancesAside,
  rateLists,
  postingPolicies,
  appealDecisions,
  denialCauses,
  letterParagraphs,
  enclosures,
  denialsAgain,
]
