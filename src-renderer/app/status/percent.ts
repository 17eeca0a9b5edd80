import type { Progress } from '../connection.ts'

/** How much of known work is done, in whole percent. */
export const percentDone = ({ done, total }: Pick<Progress, 'done' | 'total'>): number | undefined =>
  total === null || total === 0 ? undefined : Math.min(100, Math.floor((done * 100) / total))
