import { z } from 'zod'
import { query, task } from './call.ts'
import { Id, SegmentLine } from './fields.ts'
import { listCalls, type View } from './list.ts'

/** What became of one file. */
export const FileOutcome = z.strictObject({
  name: z.string(),
  file: Id.nullable(),
  kind: z.string(),
  status: z.enum(['posted', 'partly', 'quarantined', 'taken', 'known', 'unreadable']),
  words: z.string(),
  details: z.array(z.string()),
  findings: z.int(),
})
export type FileOutcome = z.infer<typeof FileOutcome>

/** Where a file of the outbox stands; `written` goes by hand, for want of a connection. */
const OUTBOX_STATES = ['waiting', 'sending', 'sent', 'arrived', 'reconcile', 'failed', 'withdrawn'] as const

/** Written, and not yet handed over nor answered by the other side. */
export const OUTBOX: View = {
  filters: [
    { is: 'any', field: 'direction', of: ['out'] },
    { is: 'any', field: 'status', of: ['written', 'waiting', 'sending', 'reconcile', 'failed'] },
  ],
  sort: [{ by: 'id', down: true }],
}

const Row = z.strictObject({
  id: Id,
  direction: z.enum(['in', 'out']),
  name: z.string(),
  kind: z.string(),
  at: z.string(),
  size: z.int(),
  status: z.string(),
  summary: z.string(),
  findings: z.int(),
})

export const exchange = {
  'exchange.import': task(
    z.strictObject({ paths: z.array(z.string().max(4096)).min(1).max(1000), post: z.boolean().default(false) }),
    z.strictObject({ files: z.array(FileOutcome) }),
    {
      does: 'Takes in any file a practice receives, recognised by what is in it. With `post`, remittances that balance are posted at once.',
      needs: 'exchange.write',
      audit: 'change',
      fails: ['file.missing', 'file.refused'],
    },
  ),
  ...listCalls('exchange', Row, { does: 'Files that came and went.', needs: 'exchange.read', audit: 'none' }),
  'exchange.file': query(
    z.strictObject({ id: Id, from: z.int().min(1).default(1), limit: z.int().min(1).max(2000).default(500) }),
    z.strictObject({
      id: Id,
      name: z.string(),
      kind: z.string(),
      at: z.string(),
      summary: z.string(),
      direction: z.enum(['in', 'out']),
      segments: z.int(),
      /** How it goes out, when a connection takes it. */
      outbox: z
        .strictObject({
          connection: z.string(),
          state: z.enum(OUTBOX_STATES),
          /** What it is called over there. */
          name: z.string(),
          words: z.string(),
          fix: z.string().nullable(),
          tries: z.int(),
          nextAt: z.string().nullable(),
          sentAt: z.string().nullable(),
        })
        .nullable(),
      /** What became of its parts, in its order. */
      parts: z.array(
        z.strictObject({ kind: z.string(), status: FileOutcome.shape.status, words: z.string(), details: z.array(z.string()) }),
      ),
      lines: z.array(SegmentLine),
      findings: z.array(
        z.strictObject({
          code: z.string(),
          severity: z.string(),
          message: z.string(),
          segment: z.int(),
          element: z.string().nullable(),
          loop: z.string().nullable(),
          byte: z.int(),
        }),
      ),
    }),
    { does: 'A file with its meaning side by side.', needs: 'exchange.read', audit: 'view', fails: ['record.missing'] },
  ),
  'exchange.save': task(z.strictObject({ id: Id, path: z.string().max(4096) }), z.strictObject({ path: z.string(), bytes: z.int() }), {
    does: 'Writes a kept file to a place a person chose, byte for byte.',
    needs: 'exchange.write',
    audit: 'export',
    fails: ['record.missing', 'file.refused', 'file.unwritable'],
  }),
} as const
