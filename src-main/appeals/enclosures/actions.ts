import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import { addEvent } from '../../claims/index.ts'
import { refuse, sha256, type CommandWork, type Handlers, type Reading, type TaskWork } from '../../store/index.ts'
import { changeDraft, draftOf } from '../changing.ts'
import { addEnclosure, changeEnclosure, dropEnclosure, enclosedPages, enclosureById, type EnclosureRow } from './records.ts'

/* Pages of the record that go with an appeal. */

/** The libraries that read them are large, and a sitting without them never needs them. */
const reading = () => import('./reading.ts')

export const enclosureHandlers = {
  'appeals.enclose': (work, input) => enclose(work, input),

  'enclosures.export': async (work, { id, enclosure, path }) => {
    await Promise.resolve()
    const { own, pdf } = work.read((reading) => {
      const found = of(reading, id, enclosure)
      return { own: found, pdf: enclosedPages(reading.db, found.id) ?? refuse('record.missing') }
    })
    work.files.write(path, pdf)
    return { path, pages: own.pages }
  },

  'enclosures.save': (work, { id, enclosure, kind, title, shows }) => {
    const own = of(work, id, enclosure)
    changeDraft(work, id, {})
    changeEnclosure(work.db, own.id, { kind, title, shows })
    return {}
  },

  'enclosures.remove': (work, { id, enclosure }) => {
    const own = of(work, id, enclosure)
    const { exhibits, claim } = draftOf(work, id)
    changeDraft(work, id, {
      ...(exhibits !== null && {
        exhibits: exhibits
          .split(' ')
          .filter((one) => one !== exhibitOf(own.id))
          .join(' '),
      }),
    })
    dropEnclosure(work.db, own.id)
    addEvent(work, { claim, shape: 'note', words: 'Pages taken out of the appeal', detail: own.title })
    return {}
  },
} satisfies Pick<Handlers, 'appeals.enclose' | 'enclosures.export' | 'enclosures.save' | 'enclosures.remove'>

const exhibitOf = (enclosure: number): string => `record-${enclosure}`

async function enclose(work: TaskWork, { path, ...said }: Argument<'appeals.enclose'>): Promise<Output<'appeals.enclose'>> {
  work.read((own) => draftOf(own, said.id))
  const bytes = work.files.read(path)
  work.progress(0, 2, 'Reading the pages')
  const { pagesFrom } = await reading()
  const read = await pagesFrom(bytes, work.printer)
  work.progress(1, 2, 'Keeping the pages')
  const enclosure = work.write((writing) => keep(writing, said, { ...read, sha256: sha256(bytes), name: nameIn(path) }))
  work.progress(2, 2, 'The pages are in')
  return { enclosure, pages: read.pages }
}

type Read = { readonly pdf: Uint8Array; readonly pages: number; readonly sha256: string; readonly name: string }

function keep(work: CommandWork, { id, ...said }: Omit<Argument<'appeals.enclose'>, 'path'>, read: Read): number {
  const { db, clock, user } = work
  const { exhibits, claim } = draftOf(work, id)
  const enclosure = addEnclosure(db, { appeal: id, ...said, ...read, added_at: clock.now(), added_by: user.id })
  changeDraft(work, id, { ...(exhibits !== null && { exhibits: `${exhibits} ${exhibitOf(enclosure)}`.trim() }) })
  addEvent(work, {
    claim,
    shape: 'note',
    words: 'Pages put into the appeal',
    detail: `${said.title}, ${read.pages} ${read.pages === 1 ? 'page' : 'pages'}`,
  })
  return enclosure
}

const nameIn = (path: string): string => path.split(/[\\/]/).at(-1) ?? ''

/** An enclosure of this appeal. @throws Trouble `record.missing` */
function of({ db }: { readonly db: Reading }, appeal: number, enclosure: number): EnclosureRow {
  const own = enclosureById(db, enclosure)
  return own?.appeal === appeal ? own : refuse('record.missing')
}
