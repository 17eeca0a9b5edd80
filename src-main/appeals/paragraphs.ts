import file from '../../resources/letters/paragraphs.json' with { type: 'json' }
import type { Output } from '../../src-shared/contract/index.ts'
import { refuse, type CommandWork, type Reading } from '../store/index.ts'
import { dropParagraph, keepParagraph, ownParagraphs } from './records.ts'

/** Paragraphs that Parity brings: `resources/letters/paragraphs.json`, each with the source of what it says. */
export const givenParagraphs: readonly { readonly id: string; readonly title: string; readonly text: string; readonly source: string }[] =
  file

/** Every paragraph that may be put into a letter, the practice's own first. */
export const paragraphs = (db: Reading): Output<'paragraphs.list'> => [
  ...ownParagraphs(db).map(({ title, text }) => ({ title, text, source: '', isOwn: true })),
  ...givenParagraphs.map(({ title, text, source }) => ({ title, text, source, isOwn: false })),
]

/** Keeps a paragraph of the practice's own. @throws Trouble `paragraph.taken` for a title that Parity's own have */
export function saveParagraph({ db, clock, announce }: CommandWork, title: string, text: string): void {
  if (givenParagraphs.some((one) => one.title.toLowerCase() === title.toLowerCase())) refuse('paragraph.taken', { at: { field: 'title' } })
  keepParagraph(db, title, text, clock.now())
  announce('appeals')
}

/** Forgets one of the practice's own. @throws Trouble `record.missing` */
export function removeParagraph({ db, announce }: CommandWork, title: string): void {
  if (!ownParagraphs(db).some((one) => one.title === title)) refuse('record.missing')
  dropParagraph(db, title)
  announce('appeals')
}
