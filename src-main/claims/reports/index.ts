/* Reports of a clearinghouse as text. */
export { answerReport, reportLines } from './answering.ts'
export { readReport, type TextReport } from './rules.ts'
