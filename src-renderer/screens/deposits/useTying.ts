import { negate, sentenceMoney } from '../../../src-shared/money.ts'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand, useConnection } from '../../app/queries.ts'

export type Tying = {
  /** Ties rows together, or puts those of one side aside with a reason. @returns whether it was done */
  readonly tie: (rows: readonly number[], note?: string) => Promise<boolean>
  readonly untie: (match: number) => Promise<void>
  readonly isBusy: boolean
}

/** What a person says of which money is which remittance. Each can be taken back. @param onDone is told the row of a new tie; none of one undone */
export function useTying(onDone: (row: number | undefined) => void): Tying {
  const { tell } = useNotices()
  const connection = useConnection()
  const tying = useCommand('deposits.tie')
  const untying = useCommand('deposits.untie')
  return {
    tie: async (rows, note = '') => {
      const reply = await tying.run({ rows: [...rows], note })
      if (!reply.ok) {
        tell({ words: reply.problem.message, family: 'bad' })
        return false
      }
      const { match, row, state, off } = reply.value
      const differs = ` The bank has ${sentenceMoney(off < 0 ? negate(off) : off)} ${off < 0 ? 'less' : 'more'}.`
      tell({
        words: state === 'aside' ? 'Put aside.' : `Tied.${state === 'differs' ? differs : ' The amounts agree.'}`,
        open: { screen: 'deposits', open: row },
        undo: () => connection.call('deposits.untie', { match }, { key: newKey() }),
      })
      onDone(row)
      return true
    },
    untie: async (match) => {
      const reply = await untying.run({ match })
      if (!reply.ok) return tell({ words: reply.problem.message, family: 'bad' })
      tell({ words: 'The tie is undone. What it held stands open again.' })
      onDone(undefined)
    },
    isBusy: tying.isBusy || untying.isBusy,
  }
}
