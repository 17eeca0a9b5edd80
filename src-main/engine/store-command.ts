import { resolve } from 'node:path'
import type { Output, Problem } from '../../src-shared/contract/index.ts'
import { problem } from '../../src-shared/contract/problems.ts'
import { Trouble, verifyFolder, type Verified } from '../store/index.ts'
import type { Answer } from './dispatch.ts'
import { proof } from './proof.ts'

/*
 * The command line's care for a store: a backup, a restore, and verifying, which works on a store that does not open too.
 */

/** What the verbs need of the command line. */
export type Shell = {
  readonly folder: string
  readonly user: string | undefined
  readonly passphrase: string
  readonly json: boolean
  readonly yes: boolean
  readonly backups: boolean
  call(name: string, input: unknown): Promise<Answer>
  print(text: string): void
  report(answer: Answer): number
}

/** `parity verify STORE`: each finding on a line with its id, what, and where. @returns 0 when everything holds, else 1 */
export function verifyCommand({ folder, user, passphrase, json, backups, print, report }: Shell): number {
  let verified: Verified
  try {
    verified = verifyFolder(folder, user, passphrase, { proof, backups })
  } catch (error) {
    if (error instanceof Trouble) return report({ ok: false, problem: error.problem })
    throw error
  }
  const { findings, checks } = verified
  const holds = findings.length === 0 && checks.every((check) => check.broken === 0)
  if (json) print(JSON.stringify({ holds, findings, checks }, undefined, 2))
  else {
    for (const { id, says, broken } of checks) if (broken === 0) print(`holds   ${id.padEnd(12)} ${says}`)
    for (const { id, what, where } of findings) print(`BROKEN  ${id.padEnd(12)} ${what} (${where})`)
    print(holds ? 'The store is in balance.' : 'The store is NOT as it should be.')
  }
  return holds ? 0 : 1
}

/** `parity backup STORE` */
export async function backupCommand(shell: Shell): Promise<number> {
  const opened = await open(shell)
  if (!opened.ok) return shell.report(opened)
  const answer = await shell.call('backup.make', {})
  if (!answer.ok || shell.json) return shell.report(answer)
  const made = answer.value as Output<'backup.make'>
  shell.print(`Backed up and verified: ${made.name}, ${made.bytes} bytes, event ${made.auditSeq} of the audit log.`)
  return 0
}

/**
 * `parity restore STORE BACKUP [--yes]`: without --yes it only says what would be lost. A store that does not open is restored as from the sign-in screen.
 */
export async function restoreCommand(shell: Shell, backup: string): Promise<number> {
  const name = backup.includes('/') || backup.includes('\\') ? resolve(backup) : backup
  const opened = await open(shell)
  if (!opened.ok) return restoreClosed(shell, name, opened.problem)
  const previewed = await shell.call('backup.preview', { name })
  if (!previewed.ok) return shell.report(previewed)
  const preview = previewed.value as Output<'backup.preview'>
  if (!shell.yes) {
    if (shell.json) return Math.max(2, shell.report(previewed))
    for (const words of preview.broken) shell.print(`BROKEN  ${words}`)
    shell.print(`${preview.name} was made at ${preview.at} with ${preview.patients} patients and ${preview.claims} claims.`)
    shell.print(`${lost(preview)} Restore it with --yes; what it replaces is kept.`)
    return 2
  }
  const confirmed = await shell.call('access.confirm', { passphrase: shell.passphrase })
  if (!confirmed.ok) return shell.report(confirmed)
  const restored = await shell.call('backup.restore', { name, reason: 'Restored on the command line' })
  if (!restored.ok || shell.json) return shell.report(restored)
  const { lost: events, kept } = restored.value as Output<'backup.restore'>
  shell.print(`Restored. ${events} events are no longer part of the store; it is kept as it was in ${kept}.`)
  return 0
}

const lost = ({ lose, loseEntries }: Output<'backup.preview'>): string =>
  lose === null
    ? 'The store has another past since, so nobody can count what would be lost.'
    : `You would lose ${lose} events of the audit log and ${loseEntries ?? 0} entries of the ledger since.`

async function restoreClosed(shell: Shell, name: string, why: Problem): Promise<number> {
  if (!['store.damaged', 'store.keys', 'store.missing', 'store.passphrase'].includes(why.code))
    return shell.report({ ok: false, problem: why })
  if (!shell.yes) {
    const fix = 'Restore with --yes; what it replaces is kept.'
    return Math.max(2, shell.report({ ok: false, problem: problem(why.code, { message: why.message, fix }) }))
  }
  if (shell.user === undefined) throw new Error('Name who restores: --user NAME')
  const answer = await shell.call('store.restore', { folder: shell.folder, name, user: shell.user, passphrase: shell.passphrase })
  if (!answer.ok || shell.json) return shell.report(answer)
  shell.print('Restored and opened. The store that was damaged is kept beside it.')
  return 0
}

const open = ({ call, folder, passphrase, user }: Shell): Promise<Answer> =>
  call('store.open', { folder, passphrase, ...(user !== undefined && { user }) })
