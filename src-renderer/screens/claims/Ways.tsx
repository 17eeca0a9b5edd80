import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { sentenceMoney, sum } from '../../../src-shared/money.ts'
import { counted, Money } from '../../kit/figures.tsx'
import { PlainTable } from '../../kit/Panel.tsx'
import classes from './Claims.module.css'

type Way = Output<'claims.preview'>['ways'][number]

/** How many claims go one way. */
const claimsOf = ({ payers }: Way): number => payers.reduce((all, one) => all + one.n, 0)
/** Setup says that it is still being tested, or a person tests it this time. */
const isTest = ({ id, isTesting }: Way, tests: readonly number[]): boolean => isTesting || tests.includes(id)
/** How many go as a test. */
export const testedOf = (ways: readonly Way[], tests: readonly number[]): number =>
  ways.filter((way) => isTest(way, tests)).reduce((all, way) => all + claimsOf(way), 0)

type Props = { readonly ways: readonly Way[]; readonly tests: readonly number[]; readonly onTest: (way: number, isTest: boolean) => void }

/** What leaves by each connection, and what a person saves and uploads: to whom, how much, and whether it counts. */
export function Ways({ ways, tests, onTest }: Props): ReactNode {
  return (
    <div className={classes['ways']} role="group" aria-label="What leaves, by connection and payer">
      {ways.map((way) => (
        <section key={way.id} aria-label={way.name}>
          <div className={classes['way']}>
            <h3>{way.name}</h3>
            <span className="third num">
              {counted(claimsOf(way), 'claim')}, {sentenceMoney(sum(way.payers.map(({ cents }) => cents)))}
            </span>
            <Checkbox
              size="xs"
              label="As a test"
              aria-label={`As a test: ${way.name}`}
              checked={isTest(way, tests)}
              disabled={way.isTesting}
              title={way.isTesting ? 'Setup, Connections: it is still being tested' : undefined}
              onChange={(event) => onTest(way.id, event.currentTarget.checked)}
            />
          </div>
          <PlainTable
            label={`By payer: ${way.name}`}
            rows={way.payers.map((one) => ({ ...one, id: one.words }))}
            columns={[
              { head: 'Payer', cell: ({ words }) => words },
              { head: 'Claims', isEnd: true, width: '70px', cell: ({ n }) => <span className="num">{n.toLocaleString('en-US')}</span> },
              { head: 'Charge', isEnd: true, width: '110px', cell: ({ cents }) => <Money cents={cents} isSum /> },
              {
                head: 'ISA15',
                width: '110px',
                cell: () => (isTest(way, tests) ? <b>T, a test</b> : <span className="third">P, for real</span>),
              },
            ]}
          />
        </section>
      ))}
    </div>
  )
}
