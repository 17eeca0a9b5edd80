import { useMemo, useRef, useState } from 'react'
import { z } from 'zod'
import { newKey } from '../app/connection.ts'
import { useCall, useConnection } from '../app/queries.ts'
import type { Layout } from './layout.ts'

const Kept = z.object({
  order: z.array(z.string()),
  hidden: z.array(z.string()),
  pinned: z.array(z.string()).default([]),
  widths: z.record(z.string(), z.number()),
})

function read(json: string | null | undefined): Layout | undefined {
  if (json === null || json === undefined) return undefined
  try {
    return Kept.safeParse(JSON.parse(json)).data
  } catch {
    return undefined
  }
}

/** A column is drawn pixel by pixel; only where it stops is kept. */
const pauseMs = 400

/** How the columns of a screen were left. It is kept in the store as what was being done and not named: a draft of a view. */
export function useKeptLayout(screen: string): { readonly layout: Layout | undefined; readonly keep: (layout: Layout | null) => void } {
  const key = `columns ${screen}`
  const connection = useConnection()
  const kept = useCall('drafts.get', { key }).data
  const [changed, setChanged] = useState<Layout | null>()
  const ofStore = useMemo(() => read(kept?.json), [kept?.json])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  return {
    layout: changed === null ? undefined : (changed ?? ofStore),
    keep(layout) {
      setChanged(layout)
      clearTimeout(timer.current)
      timer.current = setTimeout(
        () => void connection.call('drafts.keep', { key, json: layout === null ? null : JSON.stringify(layout) }, { key: newKey() }),
        pauseMs,
      )
    },
  }
}
