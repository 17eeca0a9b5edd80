import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { refuse, writeDurably, type Files } from '../store/index.ts'

/** What a person chose a path for. */
export type Use = 'read' | 'write'

/** Every path, for the command line: who types it has chosen it. */
export function allFiles(): Files {
  return filesWhere(() => true)
}

/**
 * Only what a person chose in a dialog or dropped on the window, so that a page that was taken over reaches no other file. A folder that was chosen
 * stands for all that is in it. Paths are compared as they really are: neither `..` nor a link leads out.
 */
export function chosenFiles(): Files & { grant(path: string, use: Use): void } {
  const granted: Record<Use, Set<string>> = { read: new Set(), write: new Set() }
  const isGranted = (path: string, use: Use): boolean => {
    const real = realPath(path)
    return [...granted[use]].some((one) => real === one || real.startsWith(one.endsWith(sep) ? one : one + sep))
  }
  return { ...filesWhere(isGranted), grant: (path, use) => void granted[use].add(realPath(path)) }
}

function filesWhere(isGranted: (path: string, use: Use) => boolean): Files {
  const check = (path: string, use: Use): void => {
    if (!isGranted(path, use)) refuse('file.refused', { fix: 'Choose it in the window.' })
  }
  return {
    read: (path) => {
      check(path, 'read')
      try {
        return readFileSync(path)
      } catch {
        return refuse('file.missing', { fix: 'Look whether it is still there, and whether you may open it.' })
      }
    },
    write: (path, bytes) => {
      check(path, 'write')
      try {
        writeDurably(path, bytes)
      } catch {
        refuse('file.unwritable', { fix: 'Choose another folder, or free some space on this disk.' })
      }
    },
    namesIn: (path) => {
      check(path, 'read')
      return namesIn(path)
    },
  }
}

/** The plain files of a folder, sorted; none when the path is no folder. What begins with a dot belongs to the system. */
function namesIn(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort()
  } catch {
    // No folder, or one that may not be opened: reading it as a file says so.
    return []
  }
}

/** Where a path really leads. A file that is not there yet is looked for in its folder. */
function realPath(path: string): string {
  const whole = resolve(path)
  try {
    return realpathSync.native(whole)
  } catch {
    const folder = dirname(whole)
    return folder === whole ? whole : join(realPath(folder), basename(whole))
  }
}
