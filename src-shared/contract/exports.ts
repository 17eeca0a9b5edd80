import { z } from 'zod'
import { task } from './call.ts'
import { Line } from './fields.ts'
import { View } from './list.ts'

/** The lists whose rows may leave as a file. */
export const EXPORT_LISTS = [
  'patients.list',
  'eligibility.list',
  'authorizations.list',
  'claims.list',
  'remittance.list',
  'deposits.list',
  'denials.list',
  'appeals.list',
  'exchange.list',
] as const
export const EXPORT_FORMATS = ['xlsx', 'csv'] as const
/** How a file is closed: as an age file (age-encryption.org/v1) under a passphrase, or not. */
export const SEALS = ['age', 'none'] as const
/** Who will read it: the practice itself, or somebody else, to whom no patient of a substance-use program leaves by a list (42 CFR 2.12(c)(3), 2.31). */
export const READERS = ['outside', 'inside'] as const

export const exports = {
  'exports.list': task(
    z.strictObject({
      list: z.enum(EXPORT_LISTS),
      view: View,
      /** Columns by the names of their fields, in this order; none is all of them. */
      columns: z.array(Line(40, 1)).max(60).default([]),
      format: z.enum(EXPORT_FORMATS),
      seal: z.enum(SEALS),
      /** Null has one made, which the reply gives once. */
      passphrase: z.string().min(15, '15 characters or more').max(256, '256 characters or fewer').nullable().default(null),
      reader: z.enum(READERS).default('outside'),
      /** Why it leaves. */
      reason: Line(200, 3),
      path: z.string().min(1).max(4096),
    }),
    z.strictObject({
      path: z.string(),
      rows: z.int(),
      bytes: z.int(),
      /** Of the file as it was written. */
      sha256: z.string(),
      passphrase: z.string().nullable(),
    }),
    {
      does: 'Writes the rows of a list, as it is filtered and sorted, to a file a person chose, sealed or plain.',
      needs: 'exports',
      audit: 'export',
      fails: ['export.stopped', 'export.large', 'file.refused', 'file.unwritable'],
    },
  ),
} as const
