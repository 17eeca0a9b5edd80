import { readFile, writeFile } from 'node:fs/promises'

/** A tree of files, as an archive's header tells it: sizes, and places after the header. */
type Entry = { size: number; offset: string } | Folder
type Folder = { readonly files: Record<string, Entry> }

/** Writes files into an asar archive: a JSON header behind four lengths (Chromium's pickle), then the bytes one after the other. */
export async function writeAsar(archive: string, files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  const header: Folder = { files: {} }
  const bodies: Buffer[] = []
  let offset = 0
  for (const [path, content] of Object.entries(files)) {
    const body = Buffer.from(content)
    const parts = path.split('/')
    const folder = parts.slice(0, -1).reduce(folderIn, header)
    folder.files[parts.at(-1) ?? ''] = { size: body.length, offset: `${offset}` }
    offset += body.length
    bodies.push(body)
  }
  const json = Buffer.from(JSON.stringify(header))
  const padded = Math.ceil(json.length / 4) * 4
  const lengths = Buffer.alloc(16)
  for (const [at, value] of [4, padded + 8, padded + 4, json.length].entries()) lengths.writeUInt32LE(value, at * 4)
  await writeFile(archive, Buffer.concat([lengths, json, Buffer.alloc(padded - json.length), ...bodies]))
}

function folderIn({ files }: Folder, name: string): Folder {
  const found = files[name]
  if (found && 'files' in found) return found
  const made: Folder = { files: {} }
  files[name] = made
  return made
}

/** Files of a folder, by their path in an archive. */
export async function filesOf(folder: string, paths: readonly string[]): Promise<Record<string, Buffer>> {
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await readFile(`${folder}/${path}`)] as const)))
}
