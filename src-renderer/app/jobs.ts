import { createContext, use } from 'react'
import type { Name, Output, Reply } from '../../src-shared/contract/index.ts'
import { counted } from '../../src-shared/number.ts'
import { box, type Box } from './box.ts'
import type { Connection, Ended, Progress } from './connection.ts'
import type { Notice, Notices } from './notices.ts'
import type { Route } from './routes.ts'

/** What came of a job, one line a kind: `1,191 written`, `13 held`. */
export type Tally = { readonly words: string; readonly count: number; readonly family: Notice['family'] }

/** Long work, under way or over. */
export type Job = {
  readonly id: string
  readonly progress: Progress
  /** It was asked to stop and is at its last step. */
  readonly isStopping: boolean
  readonly stop?: () => void
  /** Once it is over: in a sentence what was done and what was not. */
  readonly ended?: { readonly at: number; readonly words: string; readonly family: Notice['family']; readonly tally: readonly Tally[] }
  readonly open?: Route
}

/** Tells of work that a screen does by itself, step by step. */
export type Teller = {
  readonly step: (words: string, done: number) => void
  readonly end: (
    words: string,
    more?: { readonly family?: Notice['family']; readonly tally?: readonly Tally[]; readonly open?: Route },
  ) => void
}

export type Jobs = {
  /** The newest first; those that are over stay for the sitting. */
  readonly all: Box<readonly Job[]>
  readonly begin: (job: {
    readonly title: string
    readonly name: Name
    readonly total: number | null
    readonly stop?: () => void
  }) => Teller
  /** Takes away those that are over. */
  readonly forget: () => void
  readonly clear: () => void
}

/** What a task is called while it runs, and when it is done. Those without a name of their own are no long work: they open, close or confirm. */
const TITLES: { readonly [N in Name]?: readonly [running: string, done: string] } = {
  'exchange.import': ['Taking in files', 'The files are in.'],
  'exchange.save': ['Saving a file', 'The file is saved.'],
  'codes.preview': ['Reading a code file', 'The code file is read.'],
  'codes.import': ['Taking in codes', 'The codes are in.'],
  'intake.import': ['Bringing sessions in', 'The schedule is in.'],
  'exports.list': ['Exporting a list', 'The list is exported.'],
  'audit.export': ['Exporting the log', 'The log is exported.'],
  'appeals.packet': ['Making an appeal packet', 'The appeal packet is made.'],
  'disclosures.print': ['Printing disclosures', 'The disclosures are printed.'],
  'backup.make': ['Making a backup', 'The backup is made, and it opens.'],
  'backup.drill': ['Trying a restore', 'The restore was tried.'],
  'backup.preview': ['Looking into a backup', 'The backup was looked into.'],
  'keys.rotate': ['Giving the store a new key', 'The store has a new key.'],
}

const kept = 20
/** What is over sooner than this needs no word of its own. */
const noteworthyMs = 2000

export function createJobs(connection: Pick<Connection, 'running' | 'stop' | 'onEnded'>, notices: Pick<Notices, 'tell'>): Jobs {
  const all = box<readonly Job[]>([])
  let begun = 0
  const put = (job: Job): void => {
    const rest = all.get().filter(({ id }) => id !== job.id)
    const isNew = rest.length === all.get().length
    all.set((isNew ? [job, ...rest] : all.get().map((one) => (one.id === job.id ? job : one))).slice(0, kept))
  }
  const find = (id: string): Job | undefined => all.get().find((one) => one.id === id)

  connection.running.listen(() => {
    for (const progress of connection.running.get()) {
      const title = TITLES[progress.name]?.[0]
      if (title === undefined) continue
      const id = `call ${progress.call}`
      const stop = (): void => {
        connection.stop(progress.call)
        const job = find(id)
        if (job) put({ ...job, isStopping: true })
      }
      put({ id, progress: { ...progress, title }, stop, isStopping: find(id)?.isStopping ?? false })
    }
  })
  connection.onEnded((ended) => {
    const job = find(`call ${ended.progress.call}`)
    if (!job) return
    const { stop: _, ...rest } = job
    const outcome = outcomeOf(ended)
    put({ ...rest, isStopping: false, ...(outcome.open && { open: outcome.open }), ended: { at: Date.now(), ...outcome } })
    if (Date.now() - ended.progress.since >= noteworthyMs || outcome.family === 'bad')
      notices.tell({ words: outcome.words, family: outcome.family, ...(outcome.open && { open: outcome.open }) })
  })
  return {
    all,
    begin({ title, name, total, stop }) {
      const id = `own ${++begun}`
      const progress: Progress = { call: 0, name, title, words: '', done: 0, total, since: Date.now() }
      const stopping = stop && {
        stop: () => {
          stop()
          const job = find(id)
          if (job) put({ ...job, isStopping: true })
        },
      }
      put({ id, progress, isStopping: false, ...stopping })
      return {
        step(words, done) {
          const job = find(id)
          if (job) put({ ...job, progress: { ...job.progress, words, done } })
        },
        end(words, { family = 'ok', tally = [], open } = {}) {
          const job = find(id)
          if (!job) return
          const { stop: _, ...rest } = job
          put({ ...rest, isStopping: false, ...(open && { open }), ended: { at: Date.now(), words, family, tally } })
        },
      }
    },
    forget: () => all.set(all.get().filter(({ ended }) => ended === undefined)),
    clear: () => all.set([]),
  }
}

type Outcome = { readonly words: string; readonly family: Notice['family']; readonly tally: readonly Tally[]; readonly open?: Route }

/** What was done and what was not, as far as the reply tells it. */
function outcomeOf({ progress, reply, isStopped }: Ended): Outcome {
  const [title, done] = TITLES[progress.name] ?? [progress.title, '']
  if (!reply.ok) {
    const isStop = isStopped || ['export.stopped', 'codes.stopped'].includes(reply.problem.code)
    return { words: isStop ? `Stopped: ${title}.` : `${title}: ${reply.problem.message}`, family: isStop ? 'warn' : 'bad', tally: [] }
  }
  if (progress.name === 'exchange.import') return importOutcome(reply)
  return {
    words: isStopped ? `Stopped: ${title}. What was done stays done.` : done,
    family: isStopped ? 'warn' : 'ok',
    tally: [],
  }
}

const FILES = {
  posted: ['posted', 'ok'],
  taken: ['taken in', 'ok'],
  known: ['known before', 'ok'],
  partly: ['partly posted', 'warn'],
  quarantined: ['quarantined', 'warn'],
  unreadable: ['not readable', 'bad'],
} as const

function importOutcome(reply: Reply<Name> & { readonly ok: true }): Outcome {
  const { files } = reply.value as Output<'exchange.import'>
  const tally = Object.entries(FILES).flatMap(([status, [words, family]]) => {
    const count = files.filter((one) => one.status === status).length
    return count === 0 ? [] : [{ words, count, family }]
  })
  const read = files.filter(({ status }) => status !== 'unreadable').length
  return {
    words: `${counted(read, 'file')} taken in${read < files.length ? `, ${counted(files.length - read, 'file')} not readable` : ''}.`,
    family: tally.some(({ family }) => family !== 'ok') ? 'warn' : 'ok',
    tally,
    open: { screen: 'exchange' },
  }
}

export const JobsContext = createContext<Jobs | undefined>(undefined)

export function useJobs(): Jobs {
  const jobs = use(JobsContext)
  if (!jobs) throw new Error('A component outside the window')
  return jobs
}
