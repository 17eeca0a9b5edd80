import type { Reading } from '../../src-main/store/index.ts'
import type { TestPractice } from './practice.ts'

/** How SQLite goes about what a body asks: each step of each query's plan. */
export function plansOf(at: TestPractice, body: (db: Reading) => unknown): string[] {
  return at.query(({ db }) => {
    const steps: string[] = []
    const asked = <T>(query: Parameters<typeof db.all<T>>[0]) => {
      const compiled = query.compile()
      const plan = { compile: () => ({ ...compiled, sql: `explain query plan ${compiled.sql}` }) }
      steps.push(...db.all<{ detail: string }>(plan as never).map((one) => one.detail))
      return query
    }
    body({ all: (query) => db.all(asked(query)), first: (query) => db.first(asked(query)) })
    return steps
  })
}
