import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PASSPHRASE } from './place.ts'
import type { Session } from './session.ts'

/*
 * Files travel by a connection: set up, tried, paused, and a file that finds its place taken.
 */

type Connected = { readonly id: number; readonly spare: number; readonly out: string }

/** A pair of folders as the connection of every payer. */
export async function connected({ call, folder }: Session): Promise<Connected> {
  const [out, back] = [join(folder, 'out'), join(folder, 'back')]
  for (const path of [out, back]) mkdirSync(path)
  await call('access.confirm', { passphrase: PASSPHRASE })
  const pair = { kind: 'folder' as const, preset: 'folder' as const, sendTo: out, fetchFrom: back, carries: ['837P' as const] }
  const { id: unused } = await call('connections.save', { ...pair, name: 'Another', host: 'there.example' })
  await call('connections.trust', { id: unused, fingerprint: `SHA256:${'A'.repeat(43)}` })
  await call('connections.remove', { id: unused })
  const { id } = await call('connections.save', { ...pair, name: 'Lakeside Clearinghouse', isForOthers: true, password: 'never shown' })
  const { id: spare } = await call('connections.save', { ...pair, name: 'Harbor Clearinghouse' })
  await call('connections.test', { id })
  await call('connections.pause', { id, paused: true })
  await call('connections.pause', { id, paused: false })
  return { id, spare, out }
}

/** A file whose name is taken over there waits for a person, who makes room and sends it again; and then by another connection. @returns the file that counts */
export async function travelled(
  { call }: Session,
  { id, spare, out }: Connected,
  { file, name }: { readonly file: number; readonly name: string },
): Promise<number> {
  writeFileSync(join(out, name), 'somebody else’s')
  await call('outbox.work', { id })
  rmSync(join(out, name))
  await call('outbox.settle', { file, is: 'again' })
  await call('outbox.work', { id: null })
  await call('connections.list', {})
  const again = await call('outbox.reroute', { file, connection: spare, reason: 'Nobody answered' })
  return again.file
}
