/* What goes with a claim besides its services (PWK), in our own words. Source: 005010X222A1, 2300 PWK; the kinds a behavioral-health practice sends. */

/** PWK01. */
export const REPORTS = {
  OZ: 'data in support of the claim',
  '03': 'why more treatment than the guidelines is needed',
  '05': 'treatment diagnosis',
  '06': 'first assessment',
  '08': 'plan of treatment',
  '09': 'progress report',
  '10': 'continued treatment',
  AS: 'admission summary',
  DS: 'discharge summary',
  M1: 'medical records',
  B4: 'referral form',
  CK: 'consent form',
  CT: 'certification',
  EB: 'explanation of benefits',
  P5: 'medical history of the patient',
} as const

/** PWK02. */
export const WAYS = {
  AA: 'held here until asked for',
  BM: 'by mail',
  EL: 'electronically',
  EM: 'by e-mail',
  FT: 'by file transfer',
  FX: 'by fax',
} as const
