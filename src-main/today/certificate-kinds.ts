import type { Day } from '../../src-shared/day.ts'
import { dayWords, inSetup, plural, type Kind } from './kind.ts'
import { certificatesEnding } from './records/certificates.ts'

/** Client certificates that run out: from that day on nothing leaves by their connection and nothing comes. */
export const certificatesToRenew = (today: Day): Kind =>
  inSetup({
    id: 'certificates-ending',
    sees: 'exchange.read',
    does: 'security.manage',
    rows: certificatesEnding(today),
    title: ({ items }) => (items === 1 ? 'A client certificate runs out' : `${plural(items, 'client certificate')} run out`),
    detail: ({ due, first }) =>
      `${first?.party ?? ''} first, ${due === null ? 'now' : dayWords(due)}. Ask for a new one, and enter it under Setup, Connections.`,
  })
