import { z } from 'zod'
import { command, query, task } from './call.ts'
import { DayField, Id, Line } from './fields.ts'

/*
 * 42 CFR Part 2: records of a substance-use program, the consents that let them leave (2.31), and the accounting of what left (45 CFR 164.528, 2.25).
 */

export const CONSENT_KINDS = ['tpo', 'payment', 'specific', 'legal'] as const
const PURPOSES = ['treatment', 'payment', 'operations', 'patient', 'legal', 'audit', 'emergency', 'other'] as const

const Episode = z.strictObject({
  id: Id,
  program: z.string(),
  source: z.enum(['program', 'provider', 'code', 'whole']),
  starts: DayField,
  ends: DayField.nullable(),
  by: z.string(),
})

/** The elements of a consent that 42 CFR 2.31(a) asks for. `recipient` null stands for everybody the purpose needs (a TPO consent). */
export const ConsentFields = z.strictObject({
  patient: Id,
  kind: z.enum(CONSENT_KINDS),
  /** Who may disclose: the practice, or a part of it. */
  discloser: Line(120, 1),
  /** What may be disclosed, in words. */
  scope: Line(300, 3),
  /** A payer of ours, or words for somebody else; both null for every recipient the purpose needs. */
  payer: Id.nullable().default(null),
  recipient: Line(120, 1).nullable().default(null),
  purpose: z.enum(PURPOSES),
  signedOn: DayField,
  signer: Line(120, 1),
  relation: z.enum(['self', 'parent', 'guardian', 'representative']).default('self'),
  method: z.enum(['paper', 'electronic']).default('paper'),
  /** The day it ends; null for none, which 2.31(a)(7) allows for treatment, payment and operations alone. */
  expires: DayField.nullable().default(null),
})

const Consent = ConsentFields.extend({
  id: Id,
  payerName: z.string().nullable(),
  revokedOn: DayField.nullable(),
  /** Whether it lets something leave today. */
  isActive: z.boolean(),
  words: z.string(),
})

const Disclosure = z.strictObject({
  id: Id,
  day: DayField,
  recipient: z.string(),
  what: z.string(),
  purpose: z.string(),
  /** The consent or the clause it stands on. */
  basis: z.string(),
  by: z.string(),
})

export const consent = {
  'part2.get': query(
    z.strictObject({ patient: Id }),
    z.strictObject({
      isProtected: z.boolean(),
      episodes: z.array(Episode),
      consents: z.array(Consent),
      /** For each payer of the patient: whether a claim may go there today, and why not. */
      payers: z.array(z.strictObject({ id: Id, name: z.string(), mayBill: z.boolean(), why: z.string() })),
      /** Claims that wait for a consent. */
      held: z.int(),
    }),
    {
      does: 'Substance-use episodes of a patient and the consents on file.',
      needs: 'part2.read',
      audit: 'view',
      about: { patient: 'patient' },
      fails: ['record.missing'],
    },
  ),
  'part2.mark': command(
    z.strictObject({ patient: Id, program: Line(120, 1), starts: DayField, ends: DayField.nullable().default(null) }),
    z.strictObject({ id: Id }),
    {
      does: 'Marks an episode of a substance-use program; claims of its days wait for a consent.',
      needs: 'part2.write',
      audit: 'change',
      about: { patient: 'patient' },
      fails: ['record.missing', 'session.order'],
    },
  ),
  'part2.unmark': command(z.strictObject({ id: Id, reason: Line(300, 3) }), z.strictObject({}), {
    does: 'Takes back an episode that was marked by mistake.',
    needs: 'part2.write',
    audit: 'change',
    about: { id: 'episode' },
    confirm: true,
    fails: ['record.missing'],
  }),
  'consents.save': command(ConsentFields, z.strictObject({ id: Id, released: z.int() }), {
    does: 'Puts a signed consent on file; claims that waited for it are checked again.',
    needs: 'part2.write',
    audit: 'change',
    about: { patient: 'patient' },
    fails: ['record.missing', 'consent.incomplete'],
  }),
  'consents.revoke': command(z.strictObject({ id: Id, on: DayField }), z.strictObject({ held: z.int() }), {
    does: 'Ends a consent as the patient asked in writing; nothing new leaves, and waiting claims are held.',
    needs: 'part2.write',
    audit: 'change',
    about: { id: 'consent' },
    fails: ['record.missing', 'session.order'],
  }),
  'disclosures.list': query(z.strictObject({ patient: Id }), z.array(Disclosure), {
    does: 'What left about a patient, to whom, and on what ground.',
    needs: 'disclosures.read',
    audit: 'view',
    about: { patient: 'patient' },
    fails: ['record.missing'],
  }),
  'disclosures.add': command(
    z.strictObject({
      patient: Id,
      day: DayField,
      recipient: Line(120, 1),
      what: Line(300, 3),
      purpose: z.enum(PURPOSES),
      basis: Line(200, 3),
    }),
    z.strictObject({ id: Id }),
    {
      does: 'Notes something that left by other ways: a call, a fax, a court order.',
      needs: 'part2.write',
      audit: 'change',
      about: { patient: 'patient' },
      fails: ['record.missing', 'consent.none'],
    },
  ),
  'disclosures.print': task(
    z.strictObject({
      patient: Id,
      from: DayField,
      to: DayField,
      path: z.string().min(1).max(4096),
      /** Whether the PDF opens with a password, which is made and given once. */
      password: z.boolean().default(true),
    }),
    z.strictObject({ path: z.string(), rows: z.int(), password: z.string().nullable() }),
    {
      does: 'The accounting of disclosures a patient may ask for, as PDF.',
      needs: 'disclosures.read',
      audit: 'export',
      about: { patient: 'patient' },
      fails: ['record.missing', 'file.refused', 'file.unwritable', 'packet.unprintable'],
    },
  ),
} as const
