import type { ReactNode } from 'react'
import { quantityWords } from '../../../src-shared/quantity.ts'
import { Documents } from '../../kit/Documents.tsx'
import { Day, Moment } from '../../kit/figures.tsx'
import { PanelSection, PlainTable } from '../../kit/Panel.tsx'
import { Segments } from '../../kit/Segments.tsx'
import { Status } from '../../kit/Status.tsx'
import classes from './Gauge.module.css'
import { CALL_SAID, CALL_WAY, REVIEW_OUTCOMES, type Review } from './reviews.ts'

const unsaid = <span className="third">not stated</span>

/** What was asked of the payer and what it said to it, side by side; earlier requests as a line each. */
export function ReviewSection({ reviews }: { readonly reviews: readonly Review[] }): ReactNode {
  const [newest, ...earlier] = reviews
  if (!newest) return null
  const { asked, said, becomes } = newest
  const isAnswered = newest.answeredAt !== null
  const rows = [
    { id: 'Number', was: unsaid, now: said.number === null ? unsaid : <span className="id words">{said.number}</span> },
    { id: 'From', was: <Day day={asked.starts} />, now: said.starts === null ? unsaid : <Day day={said.starts} /> },
    { id: 'To', was: <Day day={asked.ends} />, now: said.ends === null ? unsaid : <Day day={said.ends} /> },
    {
      id: 'How many',
      was: <span className="num">{quantityWords(asked.unit, asked.amount)}</span>,
      now: said.amount === null ? unsaid : <span className="num">{quantityWords(becomes?.unit ?? asked.unit, said.amount)}</span>,
    },
    ...(said.reference === null ? [] : [{ id: 'Reference', was: unsaid, now: <span className="id words">{said.reference}</span> }]),
  ]
  return (
    <PanelSection title="Asked of the payer" aside={<Moment at={newest.askedAt} />}>
      <div className={`row ${classes['decided']}`}>
        <Status {...REVIEW_OUTCOMES[newest.outcome]} />
        {newest.answeredAt !== null && (
          <span className="end second small">
            answered <Moment at={newest.answeredAt} />
          </span>
        )}
      </div>
      <PlainTable
        label="Asked and agreed"
        rows={isAnswered ? rows : rows.filter(({ id }) => id !== 'Number')}
        columns={[
          { head: 'What', width: '84px', cell: ({ id }) => id },
          { head: 'Asked', cell: ({ id, was }) => (id === 'Number' || id === 'Reference' ? '' : was) },
          ...(isAnswered ? [{ head: 'The payer', cell: ({ now }: (typeof rows)[number]) => now }] : []),
        ]}
      />
      {newest.reasons.map(({ code, words, next }) => (
        <p key={code} className={`second small words ${classes['said']}`}>
          <span className="id">{code}</span> {words === '' ? 'A reason of the payer’s own.' : words} {next}
        </p>
      ))}
      {[...newest.words, newest.contact].filter(Boolean).map((one) => (
        <p key={one} className={`second small words ${classes['said']}`}>
          {one}
        </p>
      ))}
      {newest.calls.map((one) => (
        <p key={one.at} className={`second small words ${classes['said']}`}>
          {CALL_WAY[one.way]}, <Moment at={one.at} />: {[CALL_SAID[one.said].toLowerCase(), one.by].filter(Boolean).join(', ')}
          {one.reference !== '' && (
            <>
              , <span className="id">{one.reference}</span>
            </>
          )}
          .{one.note !== '' && ` ${one.note}`}
        </p>
      ))}
      {earlier.map((one) => (
        <p key={one.id} className="third small">
          Asked before <Moment at={one.askedAt} />: {REVIEW_OUTCOMES[one.outcome].word.toLowerCase()}.
        </p>
      ))}
    </PanelSection>
  )
}

/** The files of every request, and the segments of the newest that say so. */
export function ReviewFiles({ reviews }: { readonly reviews: readonly Review[] }): ReactNode {
  const [newest] = reviews
  if (!newest) return null
  return (
    <>
      <Documents documents={reviews.flatMap(({ documents }) => documents)} />
      <PanelSection title="What the file says" aside={newest.answeredAt === null ? 'the request' : 'the answer'}>
        <Segments lines={newest.segments} file={newest.documents[0]?.file} />
      </PanelSection>
    </>
  )
}
