import { expect, it } from 'vitest'
import { patientMoney, receiptHandlers, take } from '../../test/support/patient-money.ts'
import type { Role, User } from '../../src-shared/contract/access.ts'
import { cents } from '../../src-shared/money.ts'
import { addPerson } from '../access/records/people.ts'
import { handlers as denials } from '../denials/index.ts'
import { handlers as today } from './index.ts'

const person = (id: number, role: Role): User => ({ id, name: `Person ${id}`, role, part2: true, provider: null })
const [LEAD, BILLER] = [person(2, 'lead'), person(3, 'biller')]

it('a refund that waits for a second person is work of who may decide, until it is decided', () => {
  const money = patientMoney()
  const { at } = money
  at.command(({ db }) => [LEAD, BILLER].forEach((one) => addPerson(db, { ...one, isStarter: false })))
  const line = (user: User, whose: 'mine' | 'everyone') =>
    at.query((work) => today['today.get']({ ...work, user }, { whose })).lines.find(({ id }) => id === 'approvals-patients')
  const { receipt } = take(money, 1000, [])
  expect(line(LEAD, 'mine')).toBeUndefined()
  const { approval } = at.command((work) =>
    receiptHandlers['receipts.refund']({ ...work, user: BILLER }, { receipt, cents: cents(400), reference: '', note: '' }),
  )
  expect(line(LEAD, 'mine')).toMatchObject({
    items: 1,
    cents: 400,
    screen: 'denials',
    title: 'Money of 1 patient waits for a second person',
  })
  expect(line(BILLER, 'mine')).toBeUndefined()
  at.command((work) => denials['approvals.decide']({ ...work, user: LEAD }, { id: approval ?? 0, approve: false, note: '' }))
  expect(line(LEAD, 'mine')).toBeUndefined()
})
