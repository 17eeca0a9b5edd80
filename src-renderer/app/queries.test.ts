import { expect, test } from 'vitest'
import { contract, TOPICS, type Topic } from '../../src-shared/contract/index.ts'
import { isTouched } from './queries.ts'

const touchedBy = (topic: Topic): readonly string[] => Object.keys(contract).filter((name) => isTouched(name, new Set([topic])))

test('every topic makes some answers old, and each list is made old by its own', () => {
  expect(TOPICS.filter((topic) => touchedBy(topic).length === 0)).toEqual([])
  const lists = {
    patients: 'patients.list',
    eligibility: 'eligibility.list',
    claims: 'claims.list',
    files: 'exchange.list',
    remittances: 'remittance.list',
    denials: 'denials.list',
    appeals: 'appeals.list',
  } as const
  expect(Object.entries(lists).filter(([topic, list]) => !touchedBy(topic as Topic).includes(list))).toEqual([])
})

test('a payment moves claims and the front page, and a saved view moves neither', () => {
  expect(touchedBy('remittances')).toEqual(expect.arrayContaining(['claims.get', 'today.get', 'desk.counts']))
  expect(touchedBy('desk')).not.toContain('today.get')
})

test('an episode that is marked is a change of its patient, and shows there at once', () => {
  expect(touchedBy('patients')).toEqual(expect.arrayContaining(['patients.get', 'part2.get', 'disclosures.list']))
})
