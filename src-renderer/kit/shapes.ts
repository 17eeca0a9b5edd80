import { createElement, type ReactNode } from 'react'
import drawn from '../../resources/brand/status-shapes.svg?raw'
import type { Shape } from '../../src-shared/contract/fields.ts'

/** How good or bad a status is, beside its word and shape. */
export type Family = 'none' | 'go' | 'ok' | 'warn' | 'bad' | 'plea'
type Look = { readonly drawing: string; readonly family: Family; readonly word: string }

/** The status vocabulary: drawing, colour and word of each shape. */
export const LOOKS = {
  draft: { drawing: 'draft', family: 'none', word: 'Draft' },
  ready: { drawing: 'ready', family: 'none', word: 'Ready' },
  held: { drawing: 'held', family: 'warn', word: 'Held' },
  rejected: { drawing: 'rejected', family: 'bad', word: 'Rejected' },
  sent: { drawing: 'sent', family: 'go', word: 'Sent' },
  received: { drawing: 'received', family: 'go', word: 'Received' },
  accepted: { drawing: 'accepted', family: 'go', word: 'Accepted' },
  silent: { drawing: 'silent', family: 'warn', word: 'Silent' },
  paid: { drawing: 'paid', family: 'ok', word: 'Paid' },
  'partly-paid': { drawing: 'partly', family: 'ok', word: 'Partly paid' },
  short: { drawing: 'short', family: 'warn', word: 'Short' },
  'with-patient': { drawing: 'patient', family: 'none', word: 'With patient' },
  denied: { drawing: 'denied', family: 'bad', word: 'Denied' },
  appealed: { drawing: 'appealed', family: 'plea', word: 'Appealed' },
  overturned: { drawing: 'overturned', family: 'ok', word: 'Overturned' },
  reversed: { drawing: 'reversed', family: 'none', word: 'Reversed' },
  voided: { drawing: 'void', family: 'none', word: 'Voided' },
  closed: { drawing: 'closed', family: 'none', word: 'Closed' },
  'look-here': { drawing: 'warn', family: 'warn', word: 'Look here' },
  'not-determined': { drawing: 'unknown', family: 'warn', word: 'Not determined' },
  active: { drawing: 'paid', family: 'ok', word: 'Active' },
  inactive: { drawing: 'rejected', family: 'bad', word: 'Inactive' },
  posted: { drawing: 'paid', family: 'ok', word: 'Posted' },
  rehearsal: { drawing: 'draft', family: 'none', word: 'Rehearsal' },
  quarantined: { drawing: 'held', family: 'warn', word: 'Quarantined' },
  note: { drawing: 'note', family: 'none', word: 'Note' },
} as const satisfies Readonly<Record<Shape, Look>>

const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The drawings of the brand's one file: each a list of closed elements, which React draws where they are needed. */
const drawings: ReadonlyMap<string, readonly ReactNode[]> = new Map(
  [...drawn.matchAll(/<symbol id="st-([\w-]+)"[^>]*>(.*?)<\/symbol>/gs)].map(([, name = '', inner = '']) => [
    name,
    [...inner.matchAll(/<(\w+) ([^>]*?)\/>/g)].map(([, tag = 'g', attributes = ''], key) =>
      createElement(tag, {
        key,
        ...Object.fromEntries(
          [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, attribute = '', value = '']) => [camel(attribute), value]),
        ),
      }),
    ),
  ]),
)

export const drawingOf = (shape: Shape): readonly ReactNode[] => drawings.get(LOOKS[shape].drawing) ?? []
