import type { Unwrapped } from './enclosed.ts'
import { openMail } from './mail.ts'
import { openZip } from './zip.ts'

/* What files come wrapped in: archives, and messages like mails. */

export type { Enclosed, Unwrapped } from './enclosed.ts'

/** @returns undefined for a file that is not wrapped */
export const unwrap = async (bytes: Uint8Array): Promise<Unwrapped | undefined> => (await openZip(bytes)) ?? openMail(bytes)
