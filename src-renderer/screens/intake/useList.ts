import { useEffect, useRef, useState } from 'react'
import type { Problem } from '../../../src-shared/contract/index.ts'
import { problem } from '../../../src-shared/contract/problems.ts'
import type { StandingField, StandingKind, StandingPreview } from '../../../src-shared/contract/standing.ts'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useConnection } from '../../app/queries.ts'
import { useTask } from '../../app/tasks.ts'
import { listCount, SECTION_OF, willOfList } from './list-words.ts'

type Mapping = readonly (StandingField | null)[]

export type List = {
  readonly preview: StandingPreview | undefined
  readonly problem: Problem | undefined
  readonly isBusy: boolean
  readonly mapping: Mapping
  readonly map: (column: number, field: StandingField | null) => void
  readonly bring: () => void
}

const lost = problem('file.missing', { fix: 'Save it on this computer first, then import it.' })

/** A list from its first look until it is in. Each thing a person says of it is looked at anew. */
export function useList(
  { kind, payer }: { readonly kind: StandingKind; readonly payer: number | null },
  file: File,
  onDone: () => void,
): List {
  const connection = useConnection()
  const notices = useNotices()
  const looking = useTask('standing.preview')
  const bringing = useTask('standing.import')
  const [path, setPath] = useState<string>()
  const [given, setGiven] = useState<Mapping | null>(null)
  const [preview, setPreview] = useState<StandingPreview>()
  const [isLost, setLost] = useState(false)
  const look = useRef(looking.run)
  useEffect(() => {
    look.current = looking.run
  })
  useEffect(() => {
    let isGone = false
    void window.parity.pathOf(file).then(
      (found) => !isGone && setPath(found),
      () => !isGone && setLost(true),
    )
    return () => void (isGone = true)
  }, [file])
  const asked = (where: string) => ({ kind, payer, path: where, mapping: given && [...given] })
  const ask = useRef(asked)
  useEffect(() => {
    ask.current = asked
  })
  useEffect(() => {
    if (path === undefined) return undefined
    let isOld = false
    void look.current(ask.current(path)).then((reply) => {
      if (!isOld && reply.ok) setPreview(reply.value)
    })
    return () => void (isOld = true)
  }, [path, given])
  const bring = async (): Promise<void> => {
    if (path === undefined || looking.isBusy) return
    const reply = await bringing.run(asked(path))
    if (!reply.ok) return
    const { id, counts } = reply.value
    const left = counts.cannot ?? 0
    if (id !== null)
      notices.tell({
        words: `${listCount(kind, willOfList({ counts }))} imported${left > 0 ? `, ${left.toLocaleString('en-US')} refused` : ''}.`,
        open: { screen: 'setup', section: SECTION_OF[kind] },
        undo: () => connection.call('standing.withdraw', { id }, { key: newKey() }),
      })
    onDone()
  }
  const told = preview?.columns?.mapping ?? []
  return {
    preview,
    problem: isLost ? lost : (bringing.problem ?? looking.problem),
    isBusy: looking.isBusy || bringing.isBusy,
    mapping: given ?? told,
    map: (column, field) => setGiven((before) => (before ?? told).map((one, n) => (n === column ? field : one))),
    bring: () => void bring(),
  }
}
