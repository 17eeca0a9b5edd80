import { useEffect, useRef, useState } from 'react'
import type { Input, Output, Problem } from '../../../src-shared/contract/index.ts'
import { problem } from '../../../src-shared/contract/problems.ts'
import type { IntakePreview } from '../../../src-shared/contract/intake.ts'
import { newKey, type Progress } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useConnection } from '../../app/queries.ts'
import { useTask } from '../../app/tasks.ts'
import { counted } from '../../kit/figures.tsx'

type Mapping = NonNullable<IntakePreview['columns']>['mapping']
type Given = Pick<Input<'intake.preview'>, 'mapping' | 'meant'>
export type Meant = NonNullable<Given['meant']>[number]
export type Imported = Output<'intake.import'>

export type Schedule = {
  readonly preview: IntakePreview | undefined
  readonly imported: Imported | undefined
  readonly problem: Problem | undefined
  readonly isReading: boolean
  readonly isImporting: boolean
  readonly progress: Progress | undefined
  /** Whoever was asked for since the file was opened, so that an answer can be changed. */
  readonly asked: IntakePreview['people']
  readonly meant: readonly Meant[]
  /** What each column says by now, also while the file is looked at anew. */
  readonly mapping: Mapping
  readonly map: (column: number, field: Mapping[number]) => void
  readonly mean: (one: Meant) => void
  readonly bring: () => void
  readonly stop: () => void
}

const lost = problem('file.missing', { fix: 'Save it on this computer first, then import it.' })

/** A schedule from its first look to what was brought. Each thing a person says of it is looked at anew. */
export function useSchedule(file: File): Schedule {
  const connection = useConnection()
  const notices = useNotices()
  const looking = useTask('intake.preview')
  const bringing = useTask('intake.import')
  const [path, setPath] = useState<string>()
  const [given, setGiven] = useState<Given>({ mapping: null, meant: [] })
  const [preview, setPreview] = useState<IntakePreview>()
  const [asked, setAsked] = useState<IntakePreview['people']>([])
  const [imported, setImported] = useState<Imported>()
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
  useEffect(() => {
    if (path === undefined) return undefined
    let isOld = false
    void look.current({ path, ...given }).then((reply) => {
      if (isOld || !reply.ok) return
      setPreview(reply.value)
      const open = reply.value.people.filter(({ state }) => state === 'ask')
      setAsked((before) => [...before, ...open.filter((one) => !before.some(({ is, key }) => is === one.is && key === one.key))])
    })
    return () => void (isOld = true)
  }, [path, given])
  const bring = async (): Promise<void> => {
    if (path === undefined || looking.isBusy) return
    const reply = await bringing.run({ path, ...given })
    if (!reply.ok) return
    setImported(reply.value)
    const { id, added, changed, cancelled } = reply.value
    const many = added + changed + cancelled
    if (id === null || many === 0) return
    notices.tell({
      words: `${counted(many, 'session')} imported.`,
      undo: () => connection.call('intake.withdraw', { id }, { key: newKey() }),
    })
  }
  const told = preview?.columns?.mapping ?? []
  return {
    preview,
    imported,
    problem: isLost ? lost : (bringing.problem ?? looking.problem),
    isReading: looking.isBusy,
    isImporting: bringing.isBusy,
    progress: bringing.progress,
    asked,
    meant: given.meant ?? [],
    mapping: given.mapping ?? told,
    map: (column, field) =>
      setGiven((before) => ({ ...before, mapping: (before.mapping ?? told).map((one, n) => (n === column ? field : one)) })),
    mean: (one) =>
      setGiven((before) => ({
        ...before,
        meant: [...(before.meant ?? []).filter(({ is, key }) => is !== one.is || key !== one.key), one],
      })),
    bring: () => void bring(),
    stop: bringing.stop,
  }
}
