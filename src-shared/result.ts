/**
 * For the end of a complete switch: does not compile while a case is missing.
 * @throws always, because a value outside its type got here
 */
export function assertNever(value: never): never {
  throw new Error(`A case is missing for ${typeof value === 'object' ? 'an object' : String(value)}`)
}

/**
 * The value, or a bug report: `reason` says why it can't be absent.
 * @throws when it is absent all the same
 */
export function must<T>(reason: string, value: T | null | undefined): T {
  if (value === undefined || value === null) throw new Error(`Broken promise: ${reason}`)
  return value
}

/** Drops the keys whose value is undefined, for `exactOptionalPropertyTypes`. */
export function stated<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }
}
