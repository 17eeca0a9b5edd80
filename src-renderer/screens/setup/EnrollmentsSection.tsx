import { IconPlus } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { TRANSACTIONS, type STANDINGS } from '../../../src-shared/contract/enrollments.ts'
import type { Shape } from '../../../src-shared/contract/fields.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { useCall } from '../../app/queries.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { Status } from '../../kit/Status.tsx'
import classes from './Enrollments.module.css'
import { EnrollmentDrawer } from './EnrollmentDrawer.tsx'
import { Section } from './Section.tsx'
import setup from './Setup.module.css'
import { TRANSACTION_WORDS } from './words.ts'

type Payer = Output<'enrollments.board'>['payers'][number]
type Row = Payer['rows'][number]
type EnrollmentCell = Row['cells'][number]
type Standing = (typeof STANDINGS)[number]

const STANDING: Readonly<Record<Standing, readonly [shape: Shape, word: string]>> = {
  none: ['draft', 'Not kept'],
  asked: ['sent', 'Asked'],
  late: ['look-here', 'No answer'],
  ahead: ['received', 'From'],
  in: ['accepted', 'Since'],
  ending: ['look-here', 'Until'],
  ended: ['denied', 'Ended'],
}

/** The clinician is chosen in the drawer where `row` is undefined. */
type Editing = { readonly payer: Payer; readonly row: Row | undefined; readonly cell: EnrollmentCell | undefined }

/** Who is enrolled with which payer for which transaction: a payer that does not know us turns files back, or stays silent. */
export function EnrollmentsSection(): ReactNode {
  const asked = useCall('enrollments.board', {})
  const [editing, setEditing] = useState<Editing>()
  return (
    <Section
      title="Enrollments"
      lead="For which transactions each payer knows the practice, or a clinician. Those that end, and requests without an answer, come up on Today; claims to a payer that does not take them yet are warned."
    >
      <Answer of={asked}>
        {({ payers }) =>
          payers.length === 0 ? (
            <Empty title="No payers yet">Add a payer under Payers first.</Empty>
          ) : (
            <table className={`${setup['table']} ${classes['board']}`}>
              <thead>
                <tr>
                  <th scope="col">Who</th>
                  {TRANSACTIONS.map((kind) => (
                    <th key={kind} scope="col">
                      {TRANSACTION_WORDS[kind]}
                    </th>
                  ))}
                </tr>
              </thead>
              {payers.map((payer) => (
                <Rows key={payer.payer} payer={payer} onEdit={setEditing} />
              ))}
            </table>
          )
        }
      </Answer>
      {editing && <EnrollmentDrawer {...editing} onClose={() => setEditing(undefined)} />}
    </Section>
  )
}

function Rows({ payer, onEdit }: { readonly payer: Payer; readonly onEdit: (editing: Editing) => void }): ReactNode {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={TRANSACTIONS.length} className={classes['payer']}>
          {payer.name}
        </th>
        <td>
          <Button
            look="quiet"
            small
            icon={IconPlus}
            needs="practice.write"
            label={`Add a clinician, ${payer.name}`}
            onPress={() => onEdit({ payer, row: undefined, cell: undefined })}
          />
        </td>
      </tr>
      {payer.rows.map((row) => (
        <tr key={row.provider ?? 'practice'}>
          <td>{row.name}</td>
          {row.cells.map((cell) => (
            <td key={cell.kind}>
              <Button
                look="quiet"
                small
                needs="practice.write"
                label={`${payer.name}, ${row.name}, ${TRANSACTION_WORDS[cell.kind]}: ${wordsOf(cell)}`}
                onPress={() => onEdit({ payer, row, cell })}
              >
                {cell.standing === 'none' ? (
                  <span className="third">not kept</span>
                ) : (
                  <Status shape={STANDING[cell.standing][0]} word={wordsOf(cell)} />
                )}
              </Button>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

const wordsOf = ({ standing, day }: EnrollmentCell): string =>
  day === null ? STANDING[standing][1] : `${STANDING[standing][1]} ${shownDay(day)}`
