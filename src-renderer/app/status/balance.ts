import { useEffect, useState } from 'react'
import type { Connection } from '../connection.ts'
import { useConnection } from '../queries.ts'

/** What is known of the ledger without asking anybody to wait. */
export type Balance =
  | { readonly is: 'checking' }
  /** Every entry up to now sums to zero, line by line. */
  | { readonly is: 'holds'; readonly at: number }
  | { readonly is: 'broken'; readonly at: number; readonly entries: number }

/** A quiet look waits until a posting and its neighbours are through. */
const settleMs = 800
/** Between two looks at a few thousand entries others are served. */
const breathMs = 30
/** What can post to the ledger. */
const posting = new Set(['claims', 'charges', 'remittances', 'patients', 'store'])

/**
 * Looks at the entries that nobody has looked at yet, a few thousand at a time: all of them after sign-in, and the new ones after each change.
 * @returns the function that ends it
 */
export function watchBalance(connection: Pick<Connection, 'call' | 'hear'>, tell: (balance: Balance) => void): () => void {
  let since = 0
  let broken = 0
  let isEnded = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const look = async (): Promise<void> => {
    const reply = await connection.call('ledger.balance', { since })
    if (isEnded || !reply.ok) return
    const { upTo, newest } = reply.value
    since = upTo
    broken += reply.value.broken
    if (upTo < newest) return later(breathMs)
    tell(broken === 0 ? { is: 'holds', at: Date.now() } : { is: 'broken', at: Date.now(), entries: broken })
  }
  const later = (ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void look(), ms)
  }
  const deaf = connection.hear((news) => {
    if (news.is === 'changed' && posting.has(news.topic)) later(settleMs)
  })
  later(settleMs)
  return () => {
    isEnded = true
    clearTimeout(timer)
    deaf()
  }
}

export function useBalance(): Balance {
  const connection = useConnection()
  const [balance, setBalance] = useState<Balance>({ is: 'checking' })
  useEffect(() => watchBalance(connection, setBalance), [connection])
  return balance
}
