import { z } from 'zod'
import { holdsCardNumber } from '../card.ts'
import { command, query } from './call.ts'
import { CentsField, DayField, Id, Line } from './fields.ts'

export const METHODS = ['cash', 'check', 'card', 'other'] as const
/** Why a patient is no longer asked for an amount. */
export const PATIENT_WRITE_OFFS = [
  'small-balance',
  'charity',
  'bankruptcy',
  'deceased',
  'bad-debt',
  'professional-courtesy',
  'administrative',
] as const
/** What a patient's money did; `undo` takes one of the others back. */
export const MOVES = ['receive', 'allocate', 'refund', 'transfer', 'write-off', 'undo'] as const
/** Why nothing may be asked of the patient. */
export const BLOCKS = ['qmb', 'medicaid', 'medicaid-next'] as const

const Amount = CentsField.refine((amount) => amount > 0, 'an amount above nothing')
const Told = (longest: number) =>
  Line(longest).refine((text) => !holdsCardNumber(text), 'the terminal’s reference, never the number of a card')

/** How much of a receipt stands on a line. */
const Part = z.strictObject({ line: Id, cents: CentsField.refine((amount) => amount >= 0, 'no amount below nothing') })
const Parts = z.array(Part).max(400)

/** A line that payer and patient share, as the ledger has it. */
const OpenLine = z.strictObject({
  line: Id,
  claim: Id,
  day: DayField,
  payerName: z.string(),
  charge: CentsField,
  /** What the payer still owes: it has not decided on it. */
  payer: CentsField,
  /** What the patient owes; below nothing when he paid ahead or too much. */
  patient: CentsField,
  /** What can be taken from the patient for this line. */
  room: CentsField,
  block: z.enum(BLOCKS).nullable(),
  /** How the patient's part comes about, in a sentence that may be said. */
  why: z.string(),
})

const Receipt = z.strictObject({
  id: Id,
  day: DayField,
  method: z.enum(METHODS),
  reference: z.string(),
  note: z.string(),
  cents: CentsField,
  /** Not applied to a session yet. */
  credit: CentsField,
  refunded: CentsField,
  /** What can be given back: the credit, and what stands on overpaid lines. */
  refundable: CentsField,
  isUndone: z.boolean(),
  parts: Parts,
})

/** One thing that changed what payer and patient owe, or what the patient has with us. */
const Row = z.strictObject({
  day: DayField,
  claim: Id.nullable(),
  what: z.enum(['charge', 'payer', 'patient', ...MOVES]),
  words: z.string(),
  payer: CentsField,
  patient: CentsField,
  credit: CentsField,
  /** What the patient owes after it, less his credit. */
  balance: CentsField,
  /** The move that can be undone here. */
  move: Id.nullable(),
  isUndone: z.boolean(),
})

const Waits = z.strictObject({ /** Set when a second person decides first. */ approval: Id.nullable() })
const ByReceipt = { receipt: 'receipt' } as const

export const receipts = {
  'receipts.of': query(
    z.strictObject({ patient: Id }),
    z.strictObject({
      patient: Id,
      name: z.string(),
      owed: CentsField,
      credit: CentsField,
      block: z.enum(BLOCKS).nullable(),
      lines: z.array(OpenLine),
      /** Newest first. */
      receipts: z.array(Receipt),
      /** Oldest first. */
      rows: z.array(Row),
      /** Rows before these, where there are too many to show. */
      before: z.int(),
    }),
    {
      does: 'A patient’s money: what is owed and why, what was received, what is not applied yet.',
      needs: 'receipts.read',
      audit: 'view',
      about: { patient: 'patient' },
      fails: ['record.missing'],
    },
  ),
  'receipts.propose': query(
    z.strictObject({ patient: Id, cents: Amount, claim: Id.nullable().default(null), receipt: Id.nullable().default(null) }),
    z.strictObject({
      parts: z.array(z.strictObject({ line: Id, cents: CentsField, why: z.string() })),
      credit: CentsField,
      say: z.string(),
    }),
    {
      does: 'Where an amount of the patient would go: the oldest part of the patient first, the rest is credit.',
      needs: 'receipts.read',
      audit: 'none',
      about: { patient: 'patient', claim: 'claim', receipt: 'receipt' },
      fails: ['record.missing'],
    },
  ),
  'receipts.take': command(
    z.strictObject({
      patient: Id,
      day: DayField,
      cents: Amount,
      method: z.enum(METHODS),
      reference: Told(60).default(''),
      note: Told(300).default(''),
      parts: Parts,
    }),
    z.strictObject({ receipt: Id, move: Id, credit: CentsField }),
    {
      does: 'Takes a payment of a patient, and posts where it goes; the rest waits as the patient’s credit.',
      needs: 'receipts.take',
      audit: 'money',
      about: { patient: 'patient' },
      fails: ['record.missing', 'receipt.room', 'receipt.blocked'],
    },
  ),
  'receipts.allocate': command(
    z.strictObject({ receipt: Id, parts: Parts, note: Told(300).default('') }),
    z.strictObject({ move: Id.nullable(), credit: CentsField }),
    {
      does: 'Says where a receipt stands: credit is applied, or moved from one line to another.',
      needs: 'receipts.write',
      audit: 'money',
      about: ByReceipt,
      fails: ['record.missing', 'receipt.room', 'receipt.blocked', 'receipt.undone'],
    },
  ),
  'receipts.refund': command(
    z.strictObject({ receipt: Id, cents: Amount, reference: Told(60).default(''), note: Told(300).default('') }),
    Waits,
    {
      does: 'Gives a patient money back that is not applied or was too much; a second person says yes first.',
      needs: 'receipts.write',
      audit: 'money',
      about: ByReceipt,
      fails: ['record.missing', 'record.changed', 'receipt.room', 'receipt.undone'],
    },
  ),
  'receipts.transfer': command(
    z.strictObject({ claim: Id, line: Id, cents: Amount, to: z.enum(['patient', 'payer']), note: Told(300) }),
    z.strictObject({ move: Id }),
    {
      does: 'Moves what is owed on a line from the payer to the patient or back, with the reason.',
      needs: 'receipts.write',
      audit: 'money',
      about: { claim: 'claim' },
      fails: ['record.missing', 'receipt.room', 'receipt.blocked'],
    },
  ),
  'receipts.writeOff': command(
    z.strictObject({ claim: Id, line: Id, cents: Amount, reason: z.enum(PATIENT_WRITE_OFFS), note: Told(300).default('') }),
    Waits,
    {
      does: 'Lets a part of the patient go for a reason, or asks a second person when it is above the limit.',
      needs: 'receipts.write',
      audit: 'money',
      about: { claim: 'claim' },
      fails: ['record.missing', 'record.changed', 'receipt.room'],
    },
  ),
  'receipts.undo': command(z.strictObject({ move: Id, note: Told(300).default('') }), z.strictObject({}), {
    does: 'Takes a receipt, an allocation, a refund, a transfer or a write-off back by an entry of its own.',
    needs: 'receipts.write',
    audit: 'money',
    about: { move: 'move' },
    fails: ['record.missing', 'receipt.undone', 'receipt.used'],
  }),
} as const
