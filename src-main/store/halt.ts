import type { HALTS } from '../../src-shared/contract/store.ts'

/** Why a book that opened is not written to, and that in words. */
export type Halt = { readonly why: (typeof HALTS)[number]; readonly words: string }

export const FULL: Halt = { why: 'full', words: 'The disk is full. Parity can only show what is there until some space is free.' }
export const DISK: Halt = {
  why: 'disk',
  words: 'The disk gave an error, and the store could not be opened again. Close Parity, and look after the disk before you go on.',
}
export const UNREADABLE: Halt = {
  why: 'disk',
  words: 'A part of the store can no longer be read. Nothing more is written to it. Restore the newest backup.',
}
