import { box } from '../../app/box.ts'

/** What the palette begins from any place: the screen opens with it. */
export const starting = box<'enter' | 'ask' | undefined>(undefined)
