import type { QueryClient } from '@tanstack/react-query'
import type { Bridge } from '../../src-shared/bridge.ts'
import type { Topic } from '../../src-shared/contract/index.ts'
import { clearDesk, forgetTouched } from '../desk/desk.ts'
import { connect, type Connection } from './connection.ts'
import { createNotices, type Notices } from './notices.ts'
import { createQueries, isTouched } from './queries.ts'
import { createRouter, type Route, type Router } from './routes.ts'
import { lockSoon } from './sitting.ts'

/** What one window is made of, besides what shows. */
export type Parts = { readonly connection: Connection; readonly queries: QueryClient; readonly router: Router; readonly notices: Notices }

/** Events come in bursts: an import tells of files, claims and patients within milliseconds. */
const gatherMs = 25

export function createParts(bridge: Pick<Bridge<File>, 'call' | 'listen'>, first?: Route): Parts {
  const connection = connect(bridge)
  const queries = createQueries()
  const notices = createNotices()
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
        notices.all.set([])
        queries.removeQueries({ predicate: ({ queryKey: [name] }) => name !== 'store.status' })
        return void clearDesk().then(() => queries.invalidateQueries())
      case 'lock-soon':
        return lockSoon.set(news.seconds === null ? undefined : { seconds: news.seconds, canStay: news.canStay })
    }
  })
  return { connection, queries, router: createRouter(first), notices }
}
