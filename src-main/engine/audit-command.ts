import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Output } from '../../src-shared/contract/index.ts'
import { verifyExport } from '../access/index.ts'
import type { Engine } from './dispatch.ts'

/**
 * `parity audit-verify FILE`: whether an exported audit log hangs together; with a store at hand, whether it is the store's own and untouched.
 * @param open opens the store the file is held against, or is undefined
 * @returns the exit code: 0 when everything that could be looked at holds
 */
export async function auditVerify(
  file: string | undefined,
  print: (line: string) => void,
  open?: (run: (engine: Engine) => Promise<number>) => Promise<number>,
): Promise<number> {
  if (file === undefined) {
    print('Name the file that was exported.')
    return 2
  }
  const text = readFileSync(resolve(file), 'utf8')
  const tell = ({ holds, words }: ReturnType<typeof verifyExport>): number => {
    words.forEach(print)
    print(holds ? 'The file holds.' : 'The file does NOT hold.')
    return holds ? 0 : 1
  }
  if (!open) return tell(verifyExport(text))
  return open(async (engine) => {
    const status = await engine.call('store.status', {}, { files: NO_FILES, progress: () => undefined, stopped: () => false })
    const mayRead = status.ok && (status.value as Output<'store.status'>).permissions.includes('audit.read')
    if (!mayRead || !engine.store) {
      print('Your role may not read the audit log of this store.')
      return 1
    }
    return engine.store.book.read((db) => tell(verifyExport(text, db)))
  })
}

const nothing = (): never => {
  throw new Error('No file is read here')
}
const NO_FILES = { read: nothing, write: nothing, namesIn: nothing }
