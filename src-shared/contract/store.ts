import { z } from 'zod'
import { query, task } from './call.ts'
import { DayField, EnvelopeId, Line, Npi, State, Zip } from './fields.ts'

const Folder = z.string().min(1).max(4096)
const Passphrase = z.string().min(1).max(256)
const User = z.strictObject({ id: z.int(), name: z.string(), role: z.enum(['owner', 'biller']) })

const Status = z.strictObject({
  state: z.enum(['none', 'open']),
  version: z.string(),
  today: DayField,
  practice: z.strictObject({ name: z.string(), isSample: z.boolean(), folder: z.string() }).nullable(),
  user: User.nullable(),
  /** Where the sample practice is kept, when it was made before. */
  sample: z.string().nullable(),
})

/** What a practice is, as its claims name it. */
export const PracticeFields = z.strictObject({
  name: Line(60, 1),
  npi: Npi,
  taxId: z.string().regex(/^\d{9}$/, 'nine digits'),
  taxonomy: z.string().regex(/^[0-9A-Z]{9}X$/, 'ten signs that end in X'),
  line1: Line(55, 1).refine((text) => !/\b(p\.?\s*o\.?\s*box|lock\s*box)\b/i.test(text), 'a street address; a PO box is not allowed here'),
  line2: Line(55).nullable().default(null),
  city: Line(30, 2),
  state: State,
  zip: Zip.refine((text) => text.length === 9, 'nine digits; claims need the ZIP+4'),
  phone: z.string().regex(/^\d{10}$/, 'ten digits'),
  contact: Line(60, 1),
  submitterId: EnvelopeId,
})

export const store = {
  'store.status': query(z.strictObject({}), Status, { does: 'What is open, and by whom.', needs: 'open', audit: 'none', closed: true }),
  'store.users': query(z.strictObject({ folder: Folder }), z.array(User), {
    does: 'Who may open a store, for the lock screen.',
    needs: 'open',
    audit: 'none',
    closed: true,
    fails: ['store.missing', 'store.keys'],
  }),
  'store.create': task(
    z.strictObject({ folder: Folder, user: Line(60, 1), passphrase: Passphrase, practice: PracticeFields.optional() }),
    Status,
    {
      does: 'Makes an encrypted store and opens it.',
      needs: 'open',
      audit: 'change',
      closed: true,
      fails: ['store.exists', 'store.passphrase.short', 'store.readonly', 'store.full'],
    },
  ),
  'store.open': task(z.strictObject({ folder: Folder, user: Line(60, 1).optional(), passphrase: Passphrase }), Status, {
    does: 'Opens a store.',
    needs: 'open',
    audit: 'change',
    closed: true,
    fails: ['store.missing', 'store.passphrase', 'store.keys', 'store.used', 'store.newer', 'store.damaged', 'store.readonly'],
  }),
  'store.sample': task(z.strictObject({ fresh: z.boolean().default(false) }), Status, {
    does: 'Opens the sample practice, and makes it first where there is none.',
    needs: 'open',
    audit: 'none',
    closed: true,
    fails: [
      'store.used',
      'store.readonly',
      'store.full',
      'store.keys',
      'store.passphrase',
      'store.missing',
      'store.newer',
      'store.damaged',
      'store.exists',
      'store.passphrase.short',
    ],
  }),
  'store.lock': task(z.strictObject({}), z.strictObject({}), {
    does: 'Closes the store; the engine ends, so that no key stays in memory.',
    needs: 'open',
    audit: 'change',
    closed: true,
  }),
  'store.verify': query(
    z.strictObject({}),
    z.strictObject({ holds: z.boolean(), checks: z.array(z.strictObject({ id: z.string(), says: z.string(), broken: z.int() })) }),
    { does: 'Recomputes everything that must hold.', needs: 'practice.read', audit: 'none' },
  ),
} as const
