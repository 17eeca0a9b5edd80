import { expect, test } from 'vitest'
import { fillDesk } from '../../test/support/desk-rows.ts'
import { testPractice } from '../../test/support/practice.ts'
import { must } from '../../src-shared/result.ts'
import { handlers as exchange } from '../exchange/index.ts'
import { handlers as today } from '../today/index.ts'

test('the line of Today about files that may not have arrived opens the exchange with exactly these, until a person says what became of them', () => {
  const at = testPractice()
  fillDesk(at)
  const line = () => at.query((work) => today['today.get'](work, { whose: 'everyone' }).lines.find(({ id }) => id === 'outbox'))
  const { items, screen, view } = must('a file is in doubt', line())
  expect([items, screen, at.query((work) => exchange['exchange.totals'](work, { view })).total]).toEqual([1, 'exchange', 1])
  at.command((work) => exchange['outbox.settle'](work, { file: 2, is: 'there' }))
  expect(line()).toBeUndefined()
})
