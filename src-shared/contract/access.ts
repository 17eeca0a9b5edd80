import { z } from 'zod'
import { command, query, task } from './call.ts'
import { CentsField, DayField, Id, Line } from './fields.ts'
import { listCalls } from './list.ts'

/*
 * People, keys, the audit log, approvals. What each role may do stands in the engine's access room; roles follow 45 CFR 164.308(a)(4) (access by need).
 */

export const ROLES = ['owner', 'lead', 'biller', 'front', 'clinician', 'auditor', 'emergency'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

/** Who works: `part2` is the grant to see patients of a substance-use program (42 CFR Part 2); `provider` ties a clinician to his own patients. */
export const User = z.strictObject({
  id: z.int(),
  name: z.string(),
  role: Role,
  part2: z.boolean(),
  provider: Id.nullable(),
})
export type User = z.infer<typeof User>

export const Passphrase = z.string().min(1).max(256)
const PersonName = Line(60, 1)
/** A path a person chose. */
const Path = z.string().min(1).max(4096)
const Reason = Line(300, 3)

const PersonRow = User.extend({
  isActive: z.boolean(),
  /** Signs in with words an owner handed over, and must choose a passphrase first. */
  isStarter: z.boolean(),
  /** Too many wrong passphrases; an owner gives new starter words. */
  isShut: z.boolean(),
  lastSignIn: z.string().nullable(),
})

const AuditRow = z.strictObject({
  id: Id,
  at: z.string(),
  user: z.string(),
  role: z.string(),
  /** The call, or what the engine did by itself: `patients.get`, `sign-in`, `lock`. */
  action: z.string(),
  words: z.string(),
  kind: z.enum(['view', 'change', 'money', 'export', 'security', 'refusal']),
  patient: z.string().nullable(),
  patientId: Id.nullable(),
  object: z.string().nullable(),
  outcome: z.enum(['ok', 'failed', 'refused']),
  code: z.string().nullable(),
  fields: z.string(),
  reason: z.string().nullable(),
})

const Approval = z.strictObject({
  id: Id,
  kind: z.enum(['write-off', 'patient-write-off', 'refund']),
  cents: CentsField,
  patient: z.string(),
  patientId: Id,
  /** Null where it concerns no claim. */
  claim: Id.nullable(),
  /** The denial it would close; null for what a patient owes or is given back. */
  denial: Id.nullable(),
  words: z.string(),
  askedBy: z.string(),
  askedAt: z.string(),
  /** Whether the person who asks the list may decide: never one's own, and only within one's own limit. */
  mayDecide: z.boolean(),
  state: z.enum(['waiting', 'approved', 'declined']),
  decidedBy: z.string().nullable(),
  note: z.string(),
})

/** The limits an owner sets. */
export const SecuritySettings = z.strictObject({
  idleMinutes: z.int().min(1).max(30),
  /** Up to here a biller writes off alone (whole cents). */
  writeOffBiller: CentsField,
  /** Up to here a lead writes off, and approves what others asked for. */
  writeOffLead: CentsField,
  /** What makes a patient one of a substance-use program by itself: the whole practice, or certain codes; clinicians are marked one by one. */
  part2Whole: z.boolean(),
  part2Codes: z.boolean(),
  part2Providers: z.array(Id).max(200),
})

export const access = {
  'access.confirm': task(z.strictObject({ passphrase: Passphrase }), z.strictObject({ until: z.string() }), {
    does: 'Asks for the passphrase again before something dangerous; it holds for five minutes.',
    needs: 'open',
    audit: 'security',
    fails: ['store.passphrase', 'access.wait'],
  }),
  'access.suggest': query(z.strictObject({}), z.strictObject({ passphrase: z.string() }), {
    does: 'Six words nobody would guess.',
    needs: 'open',
    audit: 'none',
    closed: true,
  }),
  'people.list': query(z.strictObject({}), z.array(PersonRow), {
    does: 'Everybody who may sign in, and who left.',
    needs: 'people.read',
    audit: 'none',
  }),
  'people.add': task(
    z.strictObject({ name: PersonName, role: Role, part2: z.boolean().default(false), provider: Id.nullable().default(null) }),
    z.strictObject({ id: Id, starter: z.string() }),
    {
      does: 'Adds a person; the starter words are shown once and changed at the first sign-in.',
      needs: 'people.manage',
      audit: 'security',
      confirm: true,
      fails: ['people.exists', 'record.missing'],
    },
  ),
  'people.change': command(z.strictObject({ id: Id, role: Role, part2: z.boolean(), provider: Id.nullable() }), z.strictObject({}), {
    does: 'Changes what a person may do.',
    needs: 'people.manage',
    audit: 'security',
    confirm: true,
    fails: ['people.last', 'people.self', 'record.missing'],
  }),
  'people.reset': task(z.strictObject({ id: Id }), z.strictObject({ starter: z.string() }), {
    does: 'Gives a person who forgot the passphrase new starter words.',
    needs: 'people.manage',
    audit: 'security',
    confirm: true,
    fails: ['record.missing', 'people.self'],
  }),
  'people.remove': task(z.strictObject({ id: Id, reason: Reason }), z.strictObject({ generation: z.int() }), {
    does: 'Takes a person’s key away and gives the store a new key, so that no old key ring opens it.',
    needs: 'people.manage',
    audit: 'security',
    confirm: true,
    fails: ['people.last', 'people.self', 'record.missing', 'store.full'],
  }),
  'keys.passphrase': task(z.strictObject({ old: Passphrase, new: Passphrase }), z.strictObject({}), {
    does: 'Changes one’s own passphrase.',
    needs: 'open',
    audit: 'security',
    fails: ['store.passphrase', 'store.passphrase.short', 'store.passphrase.common', 'access.wait'],
  }),
  'keys.recovery': task(
    z.strictObject({}),
    z.strictObject({ key: z.string(), /** The two groups, counted from one, that must be typed back. */ ask: z.tuple([z.int(), z.int()]) }),
    {
      does: 'Makes a new recovery key, shown once; it counts when two of its groups were typed back.',
      needs: 'keys.manage',
      audit: 'security',
      confirm: true,
    },
  ),
  'keys.confirmRecovery': task(z.strictObject({ groups: z.tuple([Line(10, 1), Line(10, 1)]) }), z.strictObject({}), {
    does: 'Holds what was written down against the recovery key.',
    needs: 'keys.manage',
    audit: 'security',
    fails: ['keys.recovery.wrong', 'record.missing'],
  }),
  'keys.rotate': task(z.strictObject({ reason: Reason }), z.strictObject({ generation: z.int() }), {
    does: 'Gives the store a new key; everybody keeps the passphrase.',
    needs: 'keys.manage',
    audit: 'security',
    confirm: true,
    fails: ['store.full'],
  }),
  'security.get': query(z.strictObject({}), SecuritySettings, { does: 'The limits an owner set.', needs: 'desk', audit: 'none' }),
  'security.save': command(SecuritySettings, z.strictObject({}), {
    does: 'Changes the limits.',
    needs: 'security.manage',
    audit: 'security',
    confirm: true,
    fails: ['record.missing'],
  }),
  'approvals.list': query(z.strictObject({ state: z.enum(['waiting', 'all']).default('waiting') }), z.array(Approval), {
    does: 'What waits for a second person.',
    needs: 'denials.read',
    audit: 'view',
  }),
  'approvals.decide': command(z.strictObject({ id: Id, approve: z.boolean(), note: Line(300).default('') }), z.strictObject({}), {
    does: 'Approves or declines what a colleague asked for; never one’s own.',
    needs: 'writeoff.approve',
    audit: 'money',
    about: { id: 'approval' },
    confirm: true,
    fails: [
      'record.missing',
      'approval.own',
      'approval.limit',
      'approval.done',
      'denial.closed',
      'record.changed',
      'receipt.room',
      'receipt.undone',
    ],
  }),
  ...listCalls('audit', AuditRow, {
    does: 'Who did what, when, to whom.',
    needs: 'audit.read',
    audit: 'view',
  }),
  'audit.patient': query(
    z.strictObject({ patient: Id }),
    z.strictObject({
      patient: z.string(),
      rows: z.array(
        z.strictObject({
          user: z.string(),
          role: z.string(),
          first: z.string(),
          last: z.string(),
          views: z.int(),
          changes: z.int(),
          exports: z.int(),
        }),
      ),
    }),
    { does: 'Who saw this patient.', needs: 'audit.patient', audit: 'view', about: { patient: 'patient' }, fails: ['record.missing'] },
  ),
  'audit.export': task(
    z.strictObject({ from: DayField, to: DayField, format: z.enum(['jsonl', 'csv']), path: Path, reason: Reason }),
    z.strictObject({ path: z.string(), rows: z.int() }),
    {
      does: 'Writes the audit log of some days with what is needed to prove it whole.',
      needs: 'audit.export',
      audit: 'export',
      confirm: true,
      fails: ['file.refused', 'file.unwritable'],
    },
  ),
} as const
