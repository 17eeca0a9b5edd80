import { expect, it } from 'vitest'
import { CHARGED, DRUG_LOOP, injected } from '../../test/support/drugs.ts'
import { because, pay } from '../../test/support/remittances.ts'
import { claimAt, sendReady } from '../../test/support/two-payers.ts'
import { handlers as claims } from '../claims/index.ts'

/** The claim of an injection that its first payer paid in part. */
function decided() {
  const { at, id } = injected()
  sendReady(at)
  pay(at, {
    trace: 'T1',
    payments: [
      {
        control: claimAt(at, id).control ?? '',
        payerControl: 'ICN-77',
        lines: [
          { code: '96372', charge: CHARGED.injection, reasons: because('CO-45 1500') },
          { code: 'J2426', charge: CHARGED.drug, reasons: because('PR-2 20000') },
        ],
      },
    ],
  })
  return { at, id }
}

it.each([
  ['replaced', '7'],
  ['voided', '8'],
])('a claim that is %s carries its drug', (_, frequency) => {
  const { at, id } = decided()
  if (frequency === '8') at.command((work) => claims['claims.void'](work, { id, reason: 'Given to somebody else' }))
  else {
    at.command((work) => claims['claims.replace'](work, { id }))
    at.command((work) => claims['claims.mend'](work, { id }))
  }
  const { text, findings } = sendReady(at)
  expect(findings).toEqual([])
  expect(text).toContain(`*11:B:${frequency}*`)
  expect(text).toContain(DRUG_LOOP)
})

it('a claim that goes to the next payer carries its drug, before what the first decided', () => {
  const { at, id } = decided()
  at.command((work) => claims['claims.billNext'](work, { id }))
  const { text, findings } = sendReady(at)
  expect(findings).toEqual([])
  expect(text).toContain(`${DRUG_LOOP}SVD*NLHP1*`)
})
