import type { Day } from '../../src-shared/day.ts'
import { cents, NO_MONEY } from '../../src-shared/money.ts'
import { dayWords, plural, type Kind } from './kind.ts'
import { certificatesEnding } from './records/certificates.ts'

/** Client certificates that run out: from that day on nothing leaves by their connection and nothing comes. */
export const certificatesToRenew = (today: Day): Kind => ({
  id: 'certificates-ending',
  of: null,
  shape: 'look-here',
  sees: 'exchange.read',
  does: 'security.manage',
  screen: 'setup',
  rows: certificatesEnding(today),
  filters: [],
  basis: 'none',
  money: () => NO_MONEY,
  counts: cents(20_000),
  chance: () => 1,
  chanceWords: 'Share counted',
  isLimit: true,
  due: null,
  title: ({ items }) => (items === 1 ? 'A client certificate runs out' : `${plural(items, 'client certificate')} run out`),
  detail: ({ due, first }) =>
    `${first?.party ?? ''} first, ${due === null ? 'now' : dayWords(due)}. Ask for a new one, and enter it under Setup, Connections.`,
})
