import { IconCalendarDown } from '@tabler/icons-react'
import { createContext, use, useRef, useState, type ReactNode } from 'react'
import { Button } from '../../kit/Button.tsx'
import { ScheduleDialog } from './ScheduleDialog.tsx'

type Schedules = {
  /** Lets a person choose a file of sessions. */
  readonly choose: () => void
  /** Looks into files of sessions, one after the other. */
  readonly open: (files: readonly File[]) => void
}

const SchedulesContext = createContext<Schedules | undefined>(undefined)

export function useSchedules(): Schedules {
  const schedules = use(SchedulesContext)
  if (!schedules) throw new Error('A component outside the window')
  return schedules
}

/** Forms that schedules have and X12 has not; a text file is one when HL7 messages stand in it. */
export async function isSchedule(file: File): Promise<boolean> {
  if (/\.(csv|tsv|xlsx|json|hl7)$/i.test(file.name)) return true
  if (!/\.txt$/i.test(file.name)) return false
  // What cannot be read is told of where it is taken in.
  const begins = await file
    .slice(0, 64)
    .text()
    .catch(() => '')
  return /^[\s\v\uFEFF]*(?:FHS|BHS|MSH)[^A-Za-z0-9\s]/.test(begins)
}

/** Schedules of other systems, given anywhere in the window. */
export function SchedulesProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const [waiting, setWaiting] = useState<readonly File[]>([])
  const [file] = waiting
  return (
    <SchedulesContext value={{ choose: () => input.current?.click(), open: (files) => setWaiting((before) => [...before, ...files]) }}>
      {children}
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.xlsx,.json,.hl7"
        aria-label="Schedule to import"
        onChange={(event) => {
          setWaiting([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      {file && <ScheduleDialog key={waiting.length} file={file} onClose={() => setWaiting((before) => before.slice(1))} />}
    </SchedulesContext>
  )
}

/** The way in for those who came with the mouse; a file that is dropped does the same. */
export function ImportSchedule({ look = 'quiet' }: { readonly look?: 'quiet' | 'default' }): ReactNode {
  const { choose } = useSchedules()
  return (
    <Button look={look} icon={IconCalendarDown} needs="exchange.write" onPress={choose}>
      Import a schedule
    </Button>
  )
}
