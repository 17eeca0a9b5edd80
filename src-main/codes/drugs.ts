import { procedures } from './procedures.ts'

/* Which codes bill a drug itself. Source: the ranges of HCPCS Level II; what the code table knows better goes before. */

/** J codes; Q codes of drugs and biologicals; S codes of drugs. Those of visits, supplies and programs are none of them. */
const DRUGS = /^(J\d{4}|Q0(13[89]|1[4-7]\d|18[01])|Q[25]\d{3}|Q99\d{2}|S0(0[1-9]\d|1[0-8]\d|19[0-7]))$/

/** Whether a code bills a drug that was given. */
export const isDrugCode = (code: string): boolean => {
  const row = procedures.find(code)
  return row === undefined ? DRUGS.test(code) : row.family === 'drug'
}

/** Vaccines and immune globulins, CPT. */
const isVaccine = (code: string): boolean => /^\d{5}$/.test(code) && code >= '90281' && code <= '90759'

/** Whether an NDC may stand beside a code: of a drug, of a vaccine, of a bundle that has the drug in it. */
export const mayNameDrug = (code: string): boolean =>
  isDrugCode(code) || isVaccine(code) || procedures.find(code)?.family === 'opioid' || /^G208[23]$/.test(code)
