import { expect, it } from 'vitest'
import { csv } from '../../test/support/intake.ts'
import { testPractice } from '../../test/support/practice.ts'
import { fileOf, receive, segmentsOf } from '../../test/support/remittances.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { handlers as deposits } from '../deposits/index.ts'
import { handlers as today } from './index.ts'

it('what the bank has without a remittance, or otherwise than one says, is work that opens as the list of deposits', async () => {
  const at = testPractice()
  receive(at, fileOf([segmentsOf({ trace: 'EFT777001', payments: [{ control: 'C1', lines: [{ code: '90837', charge: 10_000 }] }] })], 1))
  const rows = [
    ['11/17/2026', 'COUNTER DEPOSIT', '90.00'],
    ['11/18/2026', 'NORTHLAKE HCCLAIMPMT TRN*1*EFT777001*1999888777', '75.00'],
  ]
  const files = testFiles({ 'bank.csv': Buffer.from(csv(['Date', 'Description', 'Amount'], ...rows)) })
  await deposits['deposits.import'](testTask(at, files), { path: 'bank.csv', account: '' })
  const { lines } = at.query((work) => today['today.get'](work, { whose: 'everyone' }))
  expect(lines.filter(({ screen }) => screen === 'deposits').map(({ id, items, title, detail }) => [id, items, title, detail])).toEqual([
    [
      'bank-without-remittance',
      1,
      '1 deposit at the bank without a remittance',
      'The largest: COUNTER DEPOSIT, 11/17/2026. Ask the payer for the 835, or put aside what no payer paid.',
    ],
    [
      'bank-differs',
      1,
      '1 deposit differs from what the payer told',
      expect.stringContaining('The bank and the remittances say other amounts.'),
    ],
  ])
})
