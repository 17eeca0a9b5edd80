import { describe, expect, it } from 'vitest'
import { isSchedule } from './schedules.tsx'

describe('a file that is dropped', () => {
  it.each([
    ['week.txt', 'MSH|^~\\&|EHR|', true],
    ['frame.txt', '\u000BMSH|^~\\&|EHR|', true],
    ['batch.TXT', '\uFEFFFHS|^~\\&|', true],
    ['era.txt', 'ISA*00*          *00*', false],
    ['notes.txt', 'MSHA was here', false],
    ['week.csv', 'anything', true],
    ['claims.837', 'MSH|^~\\&|', false],
  ])('%s that begins with %j', async (name, begins, expected) => {
    expect(await isSchedule(new File([begins], name))).toBe(expected)
  })
})
