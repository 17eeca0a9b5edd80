/* Charges: sessions coded from their minutes. */
export { handlers } from './actions.ts'
export { coverCharge } from './covering.ts'
export { columnsOfDrug, drugInColumns } from './drug-columns.ts'
export { chargeFacts, claimOfCharge, putOnClaim, type ChargeTables } from './records.ts'
export { bandsOf, codeSession, minutesBetween, payerTimeOf } from './rules.ts'

export type { Discipline, PayerTime, Service } from './time/facts.ts'
/* How the words of other systems are read: in pasted rows, and in files of sessions. */
export { codedAs, codesOf, dayOf, isOtherPlace, minutesOf, modeOf, serviceOf, spanOf, timeOf } from './paste/cells.ts'
export { fieldNamed } from './paste/heads.ts'
export { peopleOf, withoutLetters, type People } from './paste/people.ts'
export { readRows } from './paste/table.ts'
