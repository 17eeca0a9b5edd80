import { basename } from 'node:path'

/** A name for a new file: no folder, nothing an operating system takes amiss. */
export function plainName(name: string): string {
  const plain = basename(name.replaceAll('\\', '/'))
    .replace(/[^\p{L}\p{N} ._()-]/gu, '-')
    .replace(/^\.+/, '')
    .slice(0, 120)
    .trim()
  return plain === '' ? 'Parity' : plain
}
