import { z } from 'zod'
import { query, task } from './call.ts'
import { Line } from './fields.ts'

/*
 * Backups: each is a store of its own, under its own key, which every user's passphrase and the recovery key open (45 CFR 164.308(a)(7)).
 */

export const BACKUP_REASONS = ['daily', 'migration', 'import', 'rotation', 'restore', 'manual'] as const
/** The name of a backup in the store's own backup folder, or the path of one elsewhere that a person chose. */
const BackupName = z.string().min(1).max(4096)

const Backup = z.strictObject({
  name: z.string(),
  at: z.string(),
  why: z.enum(BACKUP_REASONS),
  bytes: z.int(),
  /** Reopened and compared with the store when it was made. What was not is never counted. */
  isVerified: z.boolean(),
  /** Whether the copy in the second folder was read back and is the same. */
  isSecond: z.boolean(),
  auditSeq: z.int(),
})

const Drill = z.strictObject({ at: z.string(), name: z.string(), holds: z.boolean(), seconds: z.number() })

/** What would be lost and what would stand after a restore. */
const Preview = z.strictObject({
  name: z.string(),
  at: z.string(),
  holds: z.boolean(),
  /** Each check that failed, in words; empty when it holds. */
  broken: z.array(z.string()),
  auditSeq: z.int(),
  /** Events in the audit log of the store since the backup; null when the store cannot be read. */
  lose: z.int().nullable(),
  loseEntries: z.int().nullable(),
  claims: z.int(),
  patients: z.int(),
})

export const backup = {
  'backup.list': query(
    z.strictObject({}),
    z.strictObject({
      backups: z.array(Backup),
      folder: z.string(),
      second: z.string().nullable(),
      lastDrill: Drill.nullable(),
      /** Sentences that need a person: no backup for two days, no drill for 35, the second folder is gone. */
      warnings: z.array(z.string()),
    }),
    { does: 'The backups there are.', needs: 'backup.read', audit: 'none' },
  ),
  'backup.make': task(z.strictObject({}), Backup, {
    does: 'Makes a backup now, reopens it and compares it with the store.',
    needs: 'backup.make',
    audit: 'security',
    fails: ['store.full', 'backup.unverified'],
  }),
  'backup.second': task(z.strictObject({ folder: z.string().min(1).max(4096).nullable() }), z.strictObject({}), {
    does: 'Chooses a second folder, on another disk, for a copy of each backup.',
    needs: 'backup.manage',
    audit: 'security',
    confirm: true,
    fails: ['file.refused', 'file.unwritable'],
  }),
  'backup.drill': task(z.strictObject({}), Drill, {
    does: 'Restores the newest backup into a temporary folder, checks everything, and wipes it.',
    needs: 'backup.make',
    audit: 'security',
    fails: ['record.missing', 'store.full'],
  }),
  'backup.preview': task(z.strictObject({ name: BackupName }), Preview, {
    does: 'What a restore would bring back, and what it would lose.',
    needs: 'backup.manage',
    audit: 'security',
    fails: ['record.missing', 'backup.broken'],
  }),
  'backup.restore': task(z.strictObject({ name: BackupName, reason: Line(300, 3) }), z.strictObject({ lost: z.int(), kept: z.string() }), {
    does: 'Puts a backup in the place of the store, which is kept beside it.',
    needs: 'backup.manage',
    audit: 'security',
    confirm: true,
    fails: ['record.missing', 'backup.broken', 'store.full'],
  }),
} as const
