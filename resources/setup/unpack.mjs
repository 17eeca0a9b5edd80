// @ts-check
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { SetupProblem } from './say.mjs'

const blockBytes = 512

/**
 * Writes one member of a .tgz to a file.
 * @param {string} archive
 * @param {string} ending how the member's name ends
 * @param {string} target
 */
export async function takeMember(archive, ending, target) {
  const file = await open(target, 'wx')
  let found = false
  let header = Buffer.alloc(0)
  let inside = 0
  let padding = 0
  let wanted = false
  try {
    for await (const chunk of createReadStream(archive).pipe(createGunzip())) {
      let rest = /** @type {Buffer} */ (chunk)
      while (rest.length > 0) {
        if (inside > 0) {
          const part = rest.subarray(0, inside)
          if (wanted) await file.write(part)
          inside -= part.length
          rest = rest.subarray(part.length)
        } else if (padding > 0) {
          const skipped = Math.min(padding, rest.length)
          padding -= skipped
          rest = rest.subarray(skipped)
        } else {
          const missing = blockBytes - header.length
          header = Buffer.concat([header, rest.subarray(0, missing)])
          rest = rest.subarray(missing)
          if (header.length < blockBytes) continue
          const member = readHeader(header)
          header = Buffer.alloc(0)
          inside = member.size
          padding = (blockBytes - (member.size % blockBytes)) % blockBytes
          wanted = member.name.endsWith(ending)
          found ||= wanted
        }
      }
    }
  } finally {
    await file.close()
  }
  if (!found || inside > 0) throw new SetupProblem(`${archive} does not hold a whole member ending in ${ending}.`)
}

/**
 * A tar header: name in bytes 0–99, size as octal text in bytes 124–135.
 * @param {Buffer} header
 */
function readHeader(header) {
  const name = header.toString('utf8', 0, 100).replace(/\0.*$/s, '')
  return { name, size: Number.parseInt(header.toString('latin1', 124, 136).trim() || '0', 8) || 0 }
}

/**
 * Unpacks a zip, keeping which files are executable.
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | undefined} place where an entry goes inside the folder; undefined leaves it out
 */
export async function unpackZip(archive, folder, place) {
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(archive)
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.endsWith('/') ? undefined : place(entry.fileName)
      if (name === undefined) continue
      const target = join(folder, name)
      await mkdir(dirname(target), { recursive: true })
      const isExecutable = ((entry.externalFileAttributes >>> 16) & 0o111) !== 0
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { flags: 'wx', mode: isExecutable ? 0o755 : 0o644 }))
    }
  } finally {
    zip.close()
  }
}
