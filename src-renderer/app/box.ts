import { useSyncExternalStore } from 'react'

/** A value that components may listen to. */
export type Box<T> = {
  readonly get: () => T
  readonly set: (value: T) => void
  readonly listen: (onChange: () => void) => () => void
}

export function box<T>(first: T): Box<T> {
  const listeners = new Set<() => void>()
  let value = first
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const onChange of listeners) onChange()
    },
    listen(onChange) {
      listeners.add(onChange)
      return () => void listeners.delete(onChange)
    },
  }
}

export const useBox = <T>(of: Box<T>): T => useSyncExternalStore(of.listen, of.get)
