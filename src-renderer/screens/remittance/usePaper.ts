import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { day, shownDay } from '../../../src-shared/day.ts'
import { NO_MONEY } from '../../../src-shared/money.ts'
import { wholeNumber } from '../../../src-shared/number.ts'
import { ask, useCall, useCommand, useConnection, type Command } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { keepNow, keepSoon, keptDraft } from '../../desk/drafts.ts'
import { claimTyped, isBlank, nothingTyped, readTyped, Typed, type Entered, type Preview, type TypedClaim } from './paper.ts'

const DRAFT = 'paper eob'
/** Each addition of the engine's is a look at patients, which the audit keeps: it is asked when the hand rests. */
const restMs = 500

export type Paper = {
  readonly typed: Typed
  readonly preview: Preview | undefined
  /** What was typed before and not taken in came back. */
  readonly isBack: boolean
  readonly enter: Command<'remittance.enter'>
  readonly set: (change: Partial<Typed>) => void
  readonly setClaim: (at: number, change: Partial<TypedClaim>) => void
  /** Gives where the claim stands. */
  readonly addClaim: (id: number) => Promise<number>
  readonly dropClaim: (at: number) => void
  readonly discard: () => void
  /** What is wrong at a field, by its path in the contract; undefined when nothing is. */
  readonly wrongAt: (field: string) => string | undefined
  /** Gives the remittance it became. */
  readonly take: () => Promise<number | undefined>
}

/** What is typed of a paper EOB, kept as a draft, and what the engine says of it. */
export function usePaper(): Paper {
  const connection = useConnection()
  const today = useToday()
  const [typed, setTyped] = useState(() => nothingTyped(shownDay(today)))
  const [isBack, setBack] = useState(false)
  const [isTried, setTried] = useState(false)
  const enter = useCommand('remittance.enter')
  const now = useRef(typed)
  const isTouched = useRef(false)

  const change = (next: Typed): void => {
    isTouched.current = true
    now.current = next
    setTyped(next)
    enter.forget()
    keepSoon(connection, DRAFT, next)
  }
  useEffect(() => {
    void keptDraft(connection, DRAFT).then((kept) => {
      const before = Typed.safeParse(kept)
      if (!before.success || isTouched.current) return
      now.current = before.data
      setTyped(before.data)
      setBack(true)
    })
  }, [connection])

  const { entered, wrong } = readTyped(typed, today)
  const [rested] = useDebouncedValue(JSON.stringify(entered ?? null), restMs)
  const asked = JSON.parse(rested) as Entered | null
  const isWorth = asked !== null && (asked.claims.length > 0 || asked.provider.length > 0)
  const answer = useCall('remittance.paper', asked ?? NOTHING, { when: isWorth, keep: true })
  const preview = isWorth ? answer.data : undefined

  const wrongAt = (field: string): string | undefined => {
    const unread = wrong.get(field)
    if (unread !== undefined) return isTried || isBegun(typed, field) ? unread : undefined
    if (enter.problem?.at?.field === field) return enter.problem.message
    if (!isTried && !isBegun(typed, field)) return undefined
    return preview?.wrong.find((one) => one.field === field || (field !== 'claims' && one.field.startsWith(`${field}.`)))?.words
  }
  const forget = async (): Promise<void> => {
    keepSoon(connection, DRAFT, null)
    await keepNow(DRAFT)
  }
  return {
    typed,
    preview,
    isBack,
    enter,
    wrongAt,
    set: (part) => change({ ...now.current, ...part }),
    setClaim: (at, part) =>
      change({ ...now.current, claims: now.current.claims.map((claim, n) => (n === at ? { ...claim, ...part } : claim)) }),
    dropClaim: (at) => change({ ...now.current, claims: now.current.claims.filter((_, n) => n !== at) }),
    async addClaim(id) {
      const claim = await ask(connection, 'claims.get', { id })
      const { claims, payer } = now.current
      // The first claim says whose check it is, where nobody said so yet.
      const whose = payer ?? claim.payer
      change({ ...now.current, payer: whose, claims: [...claims, claimTyped(claim, whose.id)] })
      return claims.length
    },
    discard() {
      now.current = nothingTyped(shownDay(today))
      setTyped(now.current)
      setBack(false)
      setTried(false)
      enter.forget()
      void forget()
    },
    async take() {
      setTried(true)
      if (entered === undefined) return undefined
      const reply = await enter.run(entered)
      if (!reply.ok) return undefined
      await forget()
      return reply.value.id
    },
  }
}

/** Is never asked. */
const NOTHING: Entered = { payer: 1, trace: '', day: day('2000-01-01'), cents: NO_MONEY, claims: [], provider: [] }

/** Words stand at a field from when something was typed there; that the check is not used up yet is what the balance says. */
function isBegun(typed: Typed, field: string): boolean {
  const [part, at = '', below, line = ''] = field.split('.')
  if (part === 'cents') return typed.amount.trim() !== '' && typed.claims.length === 0
  if (part === 'payer' || (part === 'claims' && at === '')) return false
  if (part === 'trace') return typed.trace !== ''
  if (part !== 'claims') return true
  const claim = typed.claims[wholeNumber(at) ?? -1]
  const own = below === 'lines' ? claim?.lines[wholeNumber(line) ?? -1] : undefined
  return own === undefined ? below !== 'payerControl' || claim?.lines.every(isBlank) === false : !isBlank(own)
}
