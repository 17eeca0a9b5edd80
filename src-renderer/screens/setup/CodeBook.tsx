import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import { useCall } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Drawer } from '../../kit/Dialog.tsx'
import { Facts, PanelSection, PlainTable } from '../../kit/Panel.tsx'
import { TOGETHER_WORDS } from './code-words.ts'
import classes from './Setup.module.css'

type Book = Output<'codes.book'>
type Entry = Output<'codes.entry'>
const page = 100

/** The codes as they hold today, found by code or by words. */
export function CodeBook(): ReactNode {
  const today = useToday()
  const [text, setText] = useState('')
  const [from, setFrom] = useState(0)
  const [open, setOpen] = useState<string>()
  const asked = useCall('codes.book', { text, on: today, from }, { keep: true })
  return (
    <section className={classes['part']} aria-label="Code book">
      <header className={classes['head']}>
        <h3 className="grow">Code book</h3>
        <TextInput
          aria-label="Find a code"
          placeholder="Code or words"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setFrom(0)
          }}
          autoComplete="off"
        />
      </header>
      <Answer of={asked}>
        {(book) =>
          book.total === 0 ? (
            <p className="second">No code of the book fits.</p>
          ) : (
            <>
              <BookTable rows={book.rows} onOpen={setOpen} />
              {book.total > page && <Pages book={book} from={from} onGo={setFrom} />}
            </>
          )
        }
      </Answer>
      {open !== undefined && <CodeDrawer code={open} on={today} onClose={() => setOpen(undefined)} />}
    </section>
  )
}

function BookTable({ rows, onOpen }: { readonly rows: Book['rows']; readonly onOpen: (code: string) => void }): ReactNode {
  return (
    <table className={`${classes['table'] ?? ''} ${classes['twoLines'] ?? ''}`}>
      <thead>
        <tr>
          <th scope="col">Code</th>
          <th scope="col">What</th>
          <th scope="col">Time</th>
          <th scope="col">Telehealth</th>
          <th scope="col" className={classes['end']}>
            A day
          </th>
          <th scope="col">Holds</th>
          <th scope="col">
            <span className="unseen">Open</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <td className="id">{row.isAddOn ? `+${row.code}` : row.code}</td>
            <td className="words">
              {row.words}
              {row.billers !== '' && <span className={`third small ${classes['under'] ?? ''}`}>{row.billers}</span>}
            </td>
            <td className="second">{row.time}</td>
            <td className="second">{row.telehealth}</td>
            <td className={`${classes['end']} num`}>{row.most ?? ''}</td>
            <td className={row.isInForce ? 'second' : 'third'}>{row.held}</td>
            <td>
              <Button look="quiet" small label={`Open ${row.code}`} onPress={() => onOpen(row.code)}>
                Open
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Pages({ book, from, onGo }: { readonly book: Book; readonly from: number; readonly onGo: (from: number) => void }): ReactNode {
  return (
    <div className={classes['head']}>
      <span className="second num grow">
        {from + 1} to {Math.min(from + page, book.total)} of {book.total}
      </span>
      <Button small disabled={from === 0} onPress={() => onGo(from - page)}>
        Before
      </Button>
      <Button small disabled={from + page >= book.total} onPress={() => onGo(from + page)}>
        Next
      </Button>
    </div>
  )
}

function CodeDrawer({ code, on, onClose }: { readonly code: string; readonly on: Day; readonly onClose: () => void }): ReactNode {
  const asked = useCall('codes.entry', { code, on })
  return (
    <Drawer
      title={code}
      {...(asked.data && { under: asked.data.words })}
      isOpen
      onClose={onClose}
      width={640}
      foot={
        <Button className="end" onPress={onClose}>
          Close
        </Button>
      }
    >
      <Answer of={asked}>{(entry) => <EntryFacts entry={entry} />}</Answer>
    </Drawer>
  )
}

const orDash = (text: string): string => (text === '' ? '–' : text)
/** A rule of the matrix may name a hundred codes. */
const shownCodes = (codes: readonly string[]): string =>
  codes.length <= 14 ? codes.join(', ') : `${codes.slice(0, 12).join(', ')} and ${codes.length - 12} more`

function EntryFacts({ entry }: { readonly entry: Entry }): ReactNode {
  return (
    <>
      <PanelSection title="What holds">
        <Facts
          facts={[
            { name: 'Our words', value: entry.short },
            { name: 'Holds', value: entry.held },
            { name: 'Time', value: orDash(entry.time) },
            { name: 'Units a day, Medicare', value: entry.most === null ? '–' : <span className="num">{entry.most}</span> },
            { name: 'Who bills it', value: orDash(entry.billers) },
            { name: 'Telehealth', value: orDash(entry.telehealth) },
            { name: 'Medicare', value: orDash(entry.medicare) },
            ...(entry.replacedBy.length > 0
              ? [{ name: 'Now billed as', value: <span className="id">{entry.replacedBy.join(', ')}</span> }]
              : []),
            { name: 'Source', value: `${entry.source}; ${entry.confidence} confidence` },
          ]}
        />
        {entry.note !== '' && <p className={`second words ${classes['after'] ?? ''}`}>{entry.note}.</p>}
      </PanelSection>
      {entry.parents.length > 0 && (
        <PanelSection title="Goes with one of">
          <p className="id words">{entry.parents.join(', ')}</p>
        </PanelSection>
      )}
      {entry.documents.length > 0 && (
        <PanelSection title="What an auditor looks for">
          <ul className={classes['bullets']}>
            {entry.documents.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </PanelSection>
      )}
      {entry.conflicts.length > 0 && (
        <PanelSection title="With other codes">
          <PlainTable
            label="With other codes"
            rows={entry.conflicts.map((one, id) => ({ ...one, id }))}
            columns={[
              { head: 'Code', cell: (one) => <span className="id words">{shownCodes(one.with)}</span>, width: '200px' },
              {
                head: 'Rule',
                cell: (one) => (
                  <span className="words">
                    <b>
                      {TOGETHER_WORDS[one.together]}
                      {one.within === 'day' ? '' : ` in the ${one.within}`}
                      {one.override.length > 0 ? ` (${one.override.join(', ')})` : ''}.
                    </b>{' '}
                    {one.rule}. <span className="third">{one.source}.</span>
                  </span>
                ),
              },
            ]}
          />
        </PanelSection>
      )}
    </>
  )
}
