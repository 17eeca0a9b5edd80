import { useState } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { useTask, type Task } from '../../app/tasks.ts'
import type { Appeal } from './words.ts'

export const packetName = ({ claim, level }: Pick<Appeal, 'claim' | 'level'>): string => `Appeal_${claim}_level${level}.pdf`

/** The packet while it is made: where it goes, how far it is, and what is in it. */
export type Packet = {
  readonly path: string | undefined
  readonly made: Output<'appeals.packet'> | undefined
  readonly task: Task<'appeals.packet'>
  /** Asks where to, and makes it. @param isSealed the copy opens with a password */
  readonly choose: (isSealed?: boolean) => Promise<void>
  readonly again: () => Promise<void>
  readonly forget: () => void
}

export function usePacket(appeal: Appeal): Packet {
  const task = useTask('appeals.packet')
  const [path, setPath] = useState<string>()
  const [made, setMade] = useState<Output<'appeals.packet'>>()
  const [isSealed, setSealed] = useState(false)
  const make = async (to: string, seals: boolean): Promise<void> => {
    setPath(to)
    setSealed(seals)
    setMade(undefined)
    const reply = await task.run({ id: appeal.id, path: to, isSealed: seals })
    if (reply.ok) setMade(reply.value)
  }
  return {
    path,
    made,
    task,
    async choose(seals = false) {
      const to = await window.parity.saveAs(packetName(appeal))
      if (to !== null) await make(to, seals)
    },
    again: () => (path === undefined ? Promise.resolve() : make(path, isSealed)),
    forget: () => {
      setPath(undefined)
      setMade(undefined)
    },
  }
}
