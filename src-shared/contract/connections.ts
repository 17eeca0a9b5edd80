import { z } from 'zod'
import { command, query, task } from './call.ts'
import { Id, Line } from './fields.ts'

/** How files travel. */
const TRANSPORTS = ['folder', 'sftp', 'core'] as const
/** What clearinghouses are known to want; each only fills the form in. */
export const PRESETS = ['stedi', 'claim-md', 'office-ally', 'availity', 'sftp', 'folder', 'core'] as const
/** The kinds of file a connection may carry. An 835 is only ever fetched; over HTTPS it is asked for. */
export const CARRIED = ['837P', '270', '276', '278', '835'] as const
/** How a CORE server is told who asks. */
export const PROOFS = ['password', 'certificate', 'both'] as const
export const AFTER_FETCH = ['leave', 'move', 'delete'] as const

/** Where a connection stands: it works, nobody confirmed the server's key yet, a person paused it, the line is gone and is tried again, it waits for a person. */
export const CONNECTION_STATES = ['new', 'works', 'unconfirmed', 'paused', 'offline', 'stopped'] as const

/** How a client certificate stands: not yet valid, good, good for at most 60 days, run out. */
const VALIDITIES = ['early', 'good', 'soon', 'over'] as const

/** A key or password is only ever written: null, or an empty text, leaves the one that is set. */
const Secret = (longest: number) => z.string().max(longest).nullable().default(null)

/** A file a person chose. */
const Path = z.string().max(4096).nullable().default(null)
const PayloadType = Line(80, 1).regex(/^[A-Za-z0-9_.-]+$/, 'letters, digits and _, as their guide has it')

const Fields = z.strictObject({
  name: Line(60, 1),
  kind: z.enum(TRANSPORTS),
  preset: z.enum(PRESETS),
  host: Line(253).default(''),
  port: z.int().min(1).max(65535).default(22),
  user: Line(64).default(''),
  auth: z.enum(['password', 'key']).default('password'),
  url: Line(500)
    .refine((text) => text === '' || /^https:\/\/[^\s/@]+(\/\S*)?$/.test(text), 'an address that begins with https://')
    .default(''),
  envelope: z.enum(['mime', 'soap']).default('mime'),
  proof: z.enum(PROOFS).default('password'),
  sender: Line(50).default(''),
  receiver: Line(50).default(''),
  /** The certificate of whoever vouches for the server, where the machine does not know them. */
  authority: z.string().trim().max(20_000).default(''),
  /** SHA-256 of the key the server must have, in base64. */
  pin: z
    .string()
    .trim()
    .regex(/^([A-Za-z0-9+/]{43}=)?$/, 'SHA-256 in base64, 44 signs')
    .default(''),
  /** What remittances, and answers on a batch of claims, are called when they are asked for: `X12_835_Request_005010X221A1`. */
  remittanceType: PayloadType.default('X12_835_Request_005010X221A1'),
  claimAnswerType: PayloadType.default('X12_005010_Request_Batch_Results_277CA'),
  /** Whether a 999 is sent for each remittance that was picked up. */
  acknowledges: z.boolean().default(true),
  /** Claims leave by it as tests alone (ISA15 T), until the clearinghouse says that it takes them for real. */
  isTesting: z.boolean().default(false),
  sendTo: Line(400).default(''),
  fetchFrom: Line(400).default(''),
  afterFetch: z.enum(AFTER_FETCH).default('leave'),
  moveTo: Line(400).default(''),
  /** The name of a file over there; {name} is ours, {control} its control number, {kind} and {time} what they say. */
  naming: Line(80)
    .regex(/\{(name|control)\}/, 'a name with {name} or {control} in it, so that no two are the same')
    .regex(/^([A-Za-z0-9._-]|\{(name|control|kind|time)\})+$/, 'letters, digits, . _ - and {name} {control} {kind} {time}')
    .default('{name}'),
  /** How often it looks for answers. */
  minutes: z.int().min(1).max(1440).default(15),
  carries: z.array(z.enum(CARRIED)).min(1).max(CARRIED.length),
  /** The payers whose files it takes. */
  payers: z.array(Id).max(2000).default([]),
  /** And those of every payer that has no connection of its own. */
  isForOthers: z.boolean().default(false),
})

export const Connection = Fields.extend({
  id: Id.nullable().default(null),
  password: Secret(200),
  privateKey: Secret(20_000),
  /** Opens the private key. */
  keyPhrase: Secret(200),
  /** The files a client certificate is in: PEM or PKCS#12, the private key in one of its own where it is apart. */
  certificateFile: Path,
  certificateKeyFile: Path,
  /** Opens the key of the certificate. */
  certificatePhrase: Secret(200),
  /** Makes a pair of keys here; the public half is for the other side. */
  makesKey: z.boolean().default(false),
})
  .refine(({ kind, host }) => kind !== 'sftp' || host !== '', { path: ['host'], message: 'the name of the server' })
  .refine(({ kind, user }) => kind !== 'sftp' || user !== '', { path: ['user'], message: 'the user name they gave you' })
  .refine(({ kind, url }) => kind !== 'core' || url !== '', { path: ['url'], message: 'the address they gave you' })
  .refine(({ kind, sendTo }) => kind === 'core' || sendTo !== '', { path: ['sendTo'], message: 'the folder for what you send' })
  .refine(({ afterFetch, moveTo }) => afterFetch !== 'move' || moveTo !== '', { path: ['moveTo'], message: 'where fetched files go' })

const ConnectionRow = Fields.extend({
  id: Id,
  /** That one is set; never which. */
  hasPassword: z.boolean(),
  hasKey: z.boolean(),
  /** The half that may be shown. */
  publicKey: z.string().nullable(),
  hostKey: z.string().nullable(),
  /** What of the client certificate may be shown; its days are instants. */
  certificate: z
    .strictObject({
      subject: z.string(),
      issuer: z.string(),
      serial: z.string(),
      starts: z.string(),
      ends: z.string(),
      is: z.enum(VALIDITIES),
    })
    .nullable(),
  state: z.enum(CONNECTION_STATES),
  /** In a sentence; and what to do, where a person is needed. */
  words: z.string(),
  fix: z.string().nullable(),
  nextAt: z.string().nullable(),
  workedAt: z.string().nullable(),
  fetchedAt: z.string().nullable(),
  waiting: z.int(),
  unsure: z.int(),
  failed: z.int(),
})
export type ConnectionRow = z.infer<typeof ConnectionRow>

const Tried = z.strictObject({
  works: z.boolean(),
  steps: z.array(z.strictObject({ step: z.string(), isDone: z.boolean(), words: z.string() })),
  fix: z.string().nullable(),
  /** The key the server showed, and how it stands to the one that was confirmed. */
  hostKey: z.strictObject({ fingerprint: z.string(), is: z.enum(['same', 'new', 'changed']), confirmed: z.string().nullable() }).nullable(),
})

export const connections = {
  'connections.list': query(z.strictObject({}), z.array(ConnectionRow), {
    does: 'Every connection to a clearinghouse or payer, and how it stands.',
    needs: 'exchange.read',
    audit: 'none',
  }),
  'connections.save': task(Connection, z.strictObject({ id: Id }), {
    does: 'Adds or changes a connection. Passwords and keys go in and never come out.',
    needs: 'security.manage',
    audit: 'security',
    confirm: true,
    fails: ['connection.certificate', 'connection.exists', 'connection.key', 'file.missing', 'file.refused', 'record.missing'],
  }),
  'connections.remove': command(z.strictObject({ id: Id }), z.strictObject({}), {
    does: 'Takes a connection away, with its password and keys.',
    needs: 'security.manage',
    audit: 'security',
    fails: ['connection.used', 'record.missing'],
  }),
  'connections.test': task(z.strictObject({ id: Id }), Tried, {
    does: 'Tries a connection without sending anything.',
    needs: 'exchange.write',
    audit: 'security',
    fails: ['record.missing'],
  }),
  'connections.trust': command(
    z.strictObject({ id: Id, fingerprint: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/) }),
    z.strictObject({}),
    {
      does: 'Confirms that a server has this key.',
      needs: 'security.manage',
      audit: 'security',
      confirm: true,
      fails: ['record.missing'],
    },
  ),
  'connections.pause': command(z.strictObject({ id: Id, paused: z.boolean() }), z.strictObject({}), {
    does: 'Pauses a connection, or lets it go on.',
    needs: 'exchange.write',
    audit: 'change',
    fails: ['record.missing'],
  }),
  'outbox.work': task(
    z.strictObject({ id: Id.nullable().default(null) }),
    z.strictObject({
      connections: z.array(
        z.strictObject({ name: z.string(), sent: z.int(), fetched: z.int(), unsure: z.int(), trouble: z.string().nullable() }),
      ),
    }),
    {
      does: 'Sends what waits and fetches what came, now: by one connection, or by all.',
      needs: 'exchange.write',
      audit: 'export',
      fails: ['connection.none', 'record.missing'],
    },
  ),
  'outbox.settle': command(z.strictObject({ file: Id, is: z.enum(['there', 'again']) }), z.strictObject({}), {
    does: 'Says that a file arrived, or sends it again byte for byte under the same name and number.',
    needs: 'exchange.write',
    audit: 'change',
    fails: ['outbox.settled', 'record.missing'],
  }),
  'outbox.reroute': command(
    z.strictObject({
      file: Id,
      connection: Id,
      /** Why; it stands in the history of each claim. */
      reason: Line(200, 3),
    }),
    z.strictObject({ file: Id, name: z.string(), claims: z.int() }),
    {
      does: 'Writes the claims of a file that nobody answered anew, for another connection. The first file is kept, and not sent any more.',
      needs: 'claims.write',
      audit: 'export',
      fails: ['claim.none', 'connection.none', 'connection.testing', 'outbox.settled', 'record.missing', 'x12.unwritable'],
    },
  ),
} as const
