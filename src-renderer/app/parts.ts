import type { QueryClient } from '@tanstack/react-query'
import type { Bridge } from '../../src-shared/bridge.ts'
import type { Topic } from '../../src-shared/contract/index.ts'
import { clearDesk, forgetTouched } from '../desk/desk.ts'
import { connect, type Connection } from './connection.ts'
import { createJobs, type Jobs } from './jobs.ts'
import { pressKeys } from './keyboard.tsx'
import { createNotices, type Notices } from './notices.ts'
import { createQueries, isTouched } from './queries.ts'
import { createRouter, type Route, type Router } from './routes.ts'
import { lockIn, lockSoon } from './sitting.ts'

/** What one window is made of, besides what shows. */
export type Parts = {
  readonly connection: Connection
  readonly queries: QueryClient
  readonly router: Router
  readonly notices: Notices
  readonly jobs: Jobs
}

/** Events come in bursts: an import tells of files, claims and patients within milliseconds. */
const gatherMs = 25

export function createParts(bridge: Pick<Bridge<File>, 'call' | 'listen'>, first?: Route): Parts {
  const connection = connect(bridge)
  const queries = createQueries()
  const notices = createNotices()
  const jobs = createJobs(connection, notices)
  const touched = new Set<Topic>()
  let isGathering = false

  const lookAgain = (): void => {
    const topics = new Set(touched)
    touched.clear()
    isGathering = false
    void forgetTouched(topics).then(() =>
      queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => typeof name === 'string' && isTouched(name, topics) }),
    )
  }
  connection.hear((news) => {
    switch (news.is) {
      case 'changed':
        touched.add(news.topic)
        if (!isGathering) setTimeout(lookAgain, gatherMs)
        isGathering = true
        return
      case 'missed':
        return void clearDesk().then(() => queries.invalidateQueries())
      case 'restarted':
        // No store is open in a new engine, and what was seen of the last one is nobody's any more.
        notices.clear()
        jobs.clear()
        lockIn.set(undefined)
        queries.removeQueries({ predicate: ({ queryKey: [name] }) => name !== 'store.status' })
        return void clearDesk().then(() => queries.invalidateQueries())
      case 'lock-soon':
        return lockSoon.set(news.seconds === null ? undefined : { seconds: news.seconds, canStay: news.canStay })
      case 'lock-in':
        return lockIn.set({ seconds: news.seconds, toldAt: performance.now() })
      case 'word':
        return pressKeys(news.keys)
    }
  })
  return { connection, queries, router: createRouter(first), notices, jobs }
}
