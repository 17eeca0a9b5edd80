import { Trouble, type Files, type TaskWork } from '../../src-main/store/index.ts'
import { problem } from '../../src-shared/contract/problems.ts'
import type { TestPractice } from './practice.ts'

/** Files in memory: a path and its bytes, a folder being what lies under it. */
export type TestFiles = Files & { readonly kept: Map<string, Uint8Array> }
export function testFiles(given: Readonly<Record<string, string | Uint8Array>> = {}): TestFiles {
  const kept = new Map(
    Object.entries(given).map(([path, bytes]) => [path, typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes]),
  )
  return {
    kept,
    read: (path) => {
      const bytes = kept.get(path)
      if (!bytes) throw new Trouble(problem('file.missing'))
      return bytes
    },
    write: (path, bytes) => void kept.set(path, bytes),
    namesIn: (path) => [...kept.keys()].filter((one) => one.startsWith(`${path}/`)).map((one) => one.slice(path.length + 1)),
  }
}

/** The work of a task in a test practice. `said` gathers its progress; `stop` ends it after so many steps. */
export function testTask(
  at: TestPractice,
  files: Files,
  stop = Infinity,
): TaskWork & { readonly said: (readonly [number, number | null])[] } {
  const said: (readonly [number, number | null])[] = []
  const { user, lists } = at.query((work) => work)
  return {
    clock: at.clock,
    user,
    lists,
    read: (body) => at.query(body),
    write: (body) => at.command(body),
    printer: { print: () => Promise.reject(new Error('Nothing is printed here')) },
    files,
    progress: (done, total) => void said.push([done, total]),
    stopped: () => said.length >= stop,
    said,
  }
}
