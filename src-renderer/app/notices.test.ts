import { expect, test } from 'vitest'
import { createNotices, noticeShown } from './notices.ts'

const done = { ok: true, value: {} } as never
const refused = { ok: false, problem: { code: 'claim.sent', message: 'It has left.' } } as never

test('the newest that can be taken back is, once, and what fails stays', async () => {
  const notices = createNotices()
  const undone: string[] = []
  let answer = refused
  notices.tell({
    words: 'Put off until Monday.',
    undo: () => {
      undone.push('first')
      return Promise.resolve(done)
    },
  })
  notices.tell({
    words: '3 claims held.',
    undo: () => {
      undone.push('second')
      return Promise.resolve(answer)
    },
  })
  notices.tell({ words: 'Sent.' })
  await notices.undo()
  expect(notices.all.get()[0]).toMatchObject({ words: 'Not taken back: It has left.', family: 'bad' })
  answer = done
  await Promise.all([notices.undo(), notices.undo()])
  await notices.undo()
  await notices.undo()
  expect(undone).toEqual(['second', 'second', 'first'])
  expect(notices.all.get().map(({ words }) => words)).toContain('Taken back: 3 claims held.')
})

test('something bad stays in sight until it was read; then the newest is shown', async () => {
  const notices = createNotices()
  notices.tell({ words: 'Not sent.', family: 'bad' })
  notices.tell({ words: 'Held.' })
  expect(noticeShown(notices.all.get(), notices.readTo.get())?.words).toBe('Not sent.')
  notices.read()
  expect(noticeShown(notices.all.get(), notices.readTo.get())?.words).toBe('Held.')
  await notices.undo()
  await notices.undo()
  expect(notices.all.get().map(({ words }) => words)).toEqual(['Nothing to take back.', 'Held.', 'Not sent.'])
})
