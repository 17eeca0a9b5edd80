import { crc32, inflateRawSync } from 'node:zlib'

/*
 * The few parts of a ZIP archive that a workbook needs (APPNOTE 6.3: stored and deflated entries, by the central directory). Each part is asked for by
 * name, so nothing else is ever unpacked, and none grows past its limit.
 */

/** A part larger than this is no schedule of a practice. */
const LARGEST_PART = 256 * 1024 * 1024
const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const ENCRYPTED = 1

type Entry = {
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly at: number
  readonly isLocked: boolean
}
export type Archive = { readonly names: readonly string[]; readonly text: (name: string) => string | undefined }

/** Opens an archive; undefined when it is none, or is cut off. A part that is damaged, locked or too large reads as undefined. */
export function openArchive(bytes: Uint8Array): Archive | undefined {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = entriesOf(all)
  if (!entries) return undefined
  return {
    names: [...entries.keys()],
    text(name) {
      const entry = entries.get(name)
      return (
        entry &&
        unpacked(all, entry)
          ?.toString('utf8')
          .replace(/^\uFEFF/, '')
      )
    },
  }
}

function entriesOf(all: Buffer): Map<string, Entry> | undefined {
  const end = endOf(all)
  if (end === undefined) return undefined
  const entries = new Map<string, Entry>()
  let at = all.readUInt32LE(end + 16)
  for (let n = all.readUInt16LE(end + 10); n > 0; n--) {
    if (at + 46 > all.length || all.readUInt32LE(at) !== ENTRY) return undefined
    const [name, extra, comment] = [all.readUInt16LE(at + 28), all.readUInt16LE(at + 30), all.readUInt16LE(at + 32)]
    entries.set(all.toString('utf8', at + 46, at + 46 + name), {
      isLocked: (all.readUInt16LE(at + 8) & ENCRYPTED) !== 0,
      method: all.readUInt16LE(at + 10),
      crc: all.readUInt32LE(at + 16),
      packed: all.readUInt32LE(at + 20),
      size: all.readUInt32LE(at + 24),
      at: all.readUInt32LE(at + 42),
    })
    at += 46 + name + extra + comment
  }
  return entries
}

/** The end record stands within the last 64 KiB, before a comment. */
function endOf(all: Buffer): number | undefined {
  for (let at = all.length - 22; at >= Math.max(0, all.length - 65_557); at--) if (all.readUInt32LE(at) === END) return at
  return undefined
}

function unpacked(all: Buffer, { method, crc, packed, size, at, isLocked }: Entry): Buffer | undefined {
  if (isLocked || size > LARGEST_PART || at + 30 > all.length || all.readUInt32LE(at) !== LOCAL) return undefined
  const from = at + 30 + all.readUInt16LE(at + 26) + all.readUInt16LE(at + 28)
  const held = all.subarray(from, from + packed)
  if (held.length !== packed) return undefined
  try {
    const part = method === 0 ? held : method === 8 ? inflateRawSync(held, { maxOutputLength: Math.max(1, size) }) : undefined
    return part?.length === size && crc32(part) === crc ? part : undefined
  } catch {
    return undefined
  }
}
