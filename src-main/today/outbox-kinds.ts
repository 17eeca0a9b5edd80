import { filesInDoubt } from './records/waiting.ts'
import { any, own, plural, type Kind } from './kind.ts'
import type { Day } from '../../src-shared/day.ts'

/** Files of which nobody knows whether they arrived, and files that were refused: until a person says so, their claims stand still. */
export const outboxKind = (today: Day): Kind => ({
  id: 'outbox',
  of: null,
  shape: 'look-here',
  sees: 'exchange.read',
  does: 'exchange.write',
  screen: 'exchange',
  rows: filesInDoubt,
  filters: [any('status', 'reconcile', 'failed')],
  basis: 'charges',
  money: own,
  chance: () => 1,
  chanceWords: 'Share counted',
  isLimit: false,
  due: today,
  title: ({ items }) => `${plural(items, 'file')} may not have arrived`,
  detail: ({ groups }) => {
    const of = (cause: string): number => groups.filter((one) => one.cause === cause).reduce((all, { items }) => all + items, 0)
    const [unsure, failed] = [of('reconcile'), of('failed')]
    return [
      ...(unsure > 0 ? [`${plural(unsure, 'file')} to reconcile: an acknowledgment may clear it up, or their support.`] : []),
      ...(failed > 0 ? [`${plural(failed, 'file')} refused over there.`] : []),
    ].join(' ')
  },
})
