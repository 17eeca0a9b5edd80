import { z } from 'zod'
import { Passphrase, User } from './access.ts'
import { PERMISSIONS, query, task } from './call.ts'
import { DayField, EnvelopeId, Line, Npi, State } from './fields.ts'

const Folder = z.string().min(1).max(4096)

/** Why a store that opened is not written to. */
export const HALTS = ['rollback', 'full', 'disk'] as const

/** What must be told on opening, in sentences: failed sign-ins, an emergency access, a backup that is due. */
const Notice = z.strictObject({ family: z.enum(['warn', 'stop']), title: z.string(), words: z.string() })

const Status = z.strictObject({
  state: z.enum(['none', 'open']),
  version: z.string(),
  today: DayField,
  practice: z.strictObject({ name: z.string(), isSample: z.boolean(), folder: z.string() }).nullable(),
  user: User.nullable(),
  /** What the person may do, so that the window can dim the rest. */
  permissions: z.array(z.enum(PERMISSIONS)),
  /** Signed in with starter words: nothing works before a passphrase was chosen. */
  mustChange: z.boolean(),
  /** Whether a recovery key is written down somewhere. */
  recovery: z.enum(['confirmed', 'unconfirmed']),
  /** Set when the store may only be read, and why. */
  halted: z.strictObject({ why: z.enum(HALTS), words: z.string() }).nullable(),
  /** Set during emergency access: when it ends, an ISO instant, and why it was needed. */
  emergency: z.strictObject({ until: z.string(), reason: z.string() }).nullable(),
  notices: z.array(Notice),
  /** Where the sample practice is kept, when it was made before. */
  sample: z.string().nullable(),
})

/** No secret: the sample practice holds nobody's data, and the window says it where it is asked for. */
export const SAMPLE_PASSPHRASE = 'sample practice only'

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
  zip: z.string().regex(/^\d{9}$/, 'nine digits; claims need the ZIP+4'),
  phone: z.string().regex(/^\d{10}$/, 'ten digits'),
  contact: Line(60, 1),
  submitterId: EnvelopeId,
})

/** The ways opening can fail. */
const OPENING = [
  'store.missing',
  'store.passphrase',
  'store.keys',
  'store.used',
  'store.newer',
  'store.damaged',
  'store.readonly',
  'access.wait',
  'access.shut',
  'access.reason',
] as const

export const store = {
  'store.status': query(z.strictObject({}), Status, { does: 'What is open, and by whom.', needs: 'open', audit: 'none', closed: true }),
  'store.users': query(
    z.strictObject({ folder: Folder }),
    z.array(z.strictObject({ id: z.int(), name: z.string(), isEmergency: z.boolean() })),
    {
      does: 'Who may open a store, for the lock screen.',
      needs: 'open',
      audit: 'none',
      closed: true,
      fails: ['store.missing', 'store.keys'],
    },
  ),
  'store.create': task(
    z.strictObject({ folder: Folder, user: Line(60, 1), passphrase: Passphrase, practice: PracticeFields.optional() }),
    Status,
    {
      does: 'Makes an encrypted store and opens it.',
      needs: 'open',
      audit: 'change',
      closed: true,
      fails: ['store.exists', 'store.passphrase.short', 'store.passphrase.common', 'store.readonly', 'store.full'],
    },
  ),
  'store.open': task(
    z.strictObject({
      folder: Folder,
      user: Line(60, 1).optional(),
      passphrase: Passphrase,
      /** Why, for emergency access. */ reason: Line(300).optional(),
    }),
    Status,
    { does: 'Opens a store.', needs: 'open', audit: 'security', closed: true, fails: OPENING },
  ),
  'store.recover': task(z.strictObject({ folder: Folder, key: Line(60, 1), user: Line(60, 1), passphrase: Passphrase }), Status, {
    does: 'Opens a store with its recovery key and gives an owner a new passphrase; the store gets a new key.',
    needs: 'open',
    audit: 'security',
    closed: true,
    fails: [
      ...OPENING,
      'store.recovery',
      'store.recovery.typed',
      'store.passphrase.short',
      'store.passphrase.common',
      'record.missing',
      'store.full',
    ],
  }),
  'store.backups': task(z.strictObject({ folder: Folder }), z.array(z.strictObject({ name: z.string(), at: z.string(), bytes: z.int() })), {
    does: 'The backups beside a store that cannot be opened.',
    needs: 'open',
    audit: 'none',
    closed: true,
  }),
  'store.restore': task(
    z.strictObject({ folder: Folder, name: z.string().min(1).max(4096), user: Line(60, 1), passphrase: Passphrase }),
    Status,
    {
      does: 'Puts a backup in the place of a damaged store, which is kept beside it, and opens it.',
      needs: 'open',
      audit: 'security',
      closed: true,
      fails: [...OPENING, 'backup.broken', 'record.missing', 'store.full'],
    },
  ),
  'store.resume': task(z.strictObject({ reason: Line(300, 3) }), Status, {
    does: 'Lets a store be written to again after an owner looked into why it was halted.',
    needs: 'security.manage',
    audit: 'security',
    confirm: true,
  }),
  'store.sample': task(z.strictObject({ fresh: z.boolean().default(false) }), Status, {
    does: 'Opens the sample practice, and makes it first where there is none.',
    needs: 'open',
    audit: 'none',
    closed: true,
    fails: [...OPENING, 'store.full', 'store.exists', 'store.passphrase.short', 'store.passphrase.common'],
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
    { does: 'Recomputes everything that must hold.', needs: 'verify', audit: 'none' },
  ),
  'ledger.balance': query(
    z.strictObject({ since: z.int().min(0) }),
    z.strictObject({
      /** So many were looked at; there are more while these are not all. */
      upTo: z.int(),
      newest: z.int(),
      /** Entries among them that do not sum to zero, line by line. */
      broken: z.int(),
    }),
    { does: 'Whether the entries after one balance; a few thousand at a time, so that nobody waits.', needs: 'verify', audit: 'none' },
  ),
} as const
