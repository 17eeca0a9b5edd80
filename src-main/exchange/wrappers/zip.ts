import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import type { Enclosed, Unwrapped } from './enclosed.ts'

/*
 * Archives that a payer or clearinghouse packs its files into. An archive may be made to do harm: by names that lead elsewhere, by links, by a few bytes
 * that unfold into more than a machine holds. What looks like that is refused whole, before anything is unpacked.
 */

const MOST_ENTRIES = 1000
const MOST_BYTES = 200 * 1024 * 1024
/** Text packs well, but not a hundred times; below this size it does no harm. */
const MOST_TIMES = 100
const HARMLESS_BYTES = 1024 * 1024
/** What the documents of office programs begin with. */
const OFFICE: readonly string[] = ['[Content_Types].xml', 'mimetype']
const LINK = 0o120_000
const KIND_OF_FILE = 0o170_000

/** What a zip archive holds. @returns undefined for bytes that are none, and for the documents of office programs, which are archives too */
export async function openZip(bytes: Uint8Array): Promise<Unwrapped | undefined> {
  if (Buffer.from(bytes.slice(0, 4)).toString('latin1') !== 'PK\u0003\u0004') return undefined
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes), { strictFileNames: true })
    const entries = await listed(zip)
    if (entries.some(({ fileName }) => OFFICE.includes(fileName))) return undefined
    const why = faultOf(entries)
    if (why !== undefined) return { is: 'ZIP', refused: why }
    const files: Enclosed[] = []
    for (const entry of entries.filter(isWanted)) files.push({ name: entry.fileName, bytes: await unpacked(zip, entry) })
    return { is: 'ZIP', files }
  } catch {
    // Whatever is wrong with it, its words could repeat a name that stands in it.
    return { is: 'ZIP', refused: 'The ZIP archive is damaged, or names in it lead out of it. Ask the sender for it again.' }
  }
}

async function listed(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) {
    entries.push(entry)
    if (entries.length > MOST_ENTRIES) break
  }
  return entries
}

function faultOf(entries: readonly Entry[]): string | undefined {
  if (entries.length > MOST_ENTRIES) return `There are more than ${MOST_ENTRIES} files in the ZIP archive. Ask the sender to divide it.`
  if (entries.some((one) => one.isEncrypted()))
    return 'The ZIP archive is locked with a password. Unpack it with the password and import what is in it.'
  if (new Set(entries.map((one) => one.fileName.toLowerCase())).size < entries.length)
    return 'Two files in the ZIP archive have the same name. Ask the sender for it again.'
  if (entries.some((one) => ((one.externalFileAttributes >>> 16) & KIND_OF_FILE) === LINK))
    return 'There is a link in the ZIP archive instead of a file. Ask the sender for the file itself.'
  const size = entries.reduce((all, one) => all + one.uncompressedSize, 0)
  if (size > MOST_BYTES || entries.some(({ uncompressedSize, compressedSize }) => isBomb(uncompressedSize, compressedSize)))
    return 'The ZIP archive would unfold into more than Parity takes in at once. Ask the sender to divide it.'
  return undefined
}

const isBomb = (unpackedBytes: number, packedBytes: number): boolean =>
  unpackedBytes > HARMLESS_BYTES && unpackedBytes > packedBytes * MOST_TIMES

/** Folders, and what an operating system leaves beside the files. */
const isWanted = ({ fileName }: Entry): boolean => !fileName.endsWith('/') && !/(^|\/)(\.|__MACOSX\/|Thumbs\.db$)/.test(fileName)

/** @throws Error when an entry is longer than it says */
async function unpacked(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
