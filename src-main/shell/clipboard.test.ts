import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { guardClipboard, type Board } from './clipboard.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function board(): Board & { text: string } {
  return {
    text: '',
    readText() {
      return Promise.resolve(this.text)
    },
    clear() {
      this.text = ''
    },
  }
}

test('PH-5 what was copied is taken away after 30 s, and not before', async () => {
  const clipboard = board()
  const guard = guardClipboard({ clipboard })
  clipboard.text = 'Harriet Osei'
  await guard.copied('clipboard')
  await vi.advanceTimersByTimeAsync(29_999)
  expect(clipboard.text).toBe('Harriet Osei')
  await vi.advanceTimersByTimeAsync(1)
  expect(clipboard.text).toBe('')
})

test('PH-5 what another program copied since stays', async () => {
  const clipboard = board()
  const guard = guardClipboard({ clipboard })
  clipboard.text = 'Harriet Osei'
  await guard.copied('clipboard')
  clipboard.text = 'a recipe'
  await vi.advanceTimersByTimeAsync(60_000)
  await guard.clear()
  expect(clipboard.text).toBe('a recipe')
})

test('PH-5 a second copy counts from its own moment', async () => {
  const clipboard = board()
  const guard = guardClipboard({ clipboard })
  clipboard.text = 'first'
  await guard.copied('clipboard')
  await vi.advanceTimersByTimeAsync(20_000)
  clipboard.text = 'second'
  await guard.copied('clipboard')
  await vi.advanceTimersByTimeAsync(20_000)
  expect(clipboard.text).toBe('second')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(clipboard.text).toBe('')
})

test('PH-5 at a lock everything of ours goes at once, also what stands selected', async () => {
  const [clipboard, selection] = [board(), board()]
  const guard = guardClipboard({ clipboard, selection })
  clipboard.text = 'one'
  await guard.copied('clipboard')
  selection.text = 'two'
  await guard.copied('selection')
  await guard.clear()
  expect([clipboard.text, selection.text]).toEqual(['', ''])
  clipboard.text = 'one'
  await vi.advanceTimersByTimeAsync(60_000)
  expect(clipboard.text).toBe('one')
})

test('a system without a selection has nothing to clear there', async () => {
  const clipboard = board()
  const guard = guardClipboard({ clipboard })
  clipboard.text = 'of another program'
  await guard.copied('selection')
  await guard.clear()
  expect(clipboard.text).toBe('of another program')
})
