import { Fragment, useState, type ReactNode } from 'react'
import { useRouter } from '../../app/routes.ts'
import { Button } from '../../kit/Button.tsx'
import { Moment } from '../../kit/figures.tsx'
import { PanelSection, PlainTable } from '../../kit/Panel.tsx'
import { Segments } from '../../kit/Segments.tsx'
import { Mark } from '../../kit/Status.tsx'
import classes from './Eligibility.module.css'
import { isAt, linesOf, type Line, type Place } from './lines.ts'
import { states, type Card } from './words.ts'

/** The figures of an answer, where the one that is pointed at comes from, the payer's own words, and all the file says of the person. */
export function Benefits({ card }: { readonly card: Card }): ReactNode {
  const router = useRouter()
  const [pointed, setPointed] = useState<string>()
  const [kept, setKept] = useState<string>()
  const lines = linesOf(card)
  const cited = lines.filter(({ segments }) => segments.length > 0)
  const named = (name: string | undefined): Line | undefined => cited.find((one) => one.name === name)
  const shown = named(pointed) ?? named(kept) ?? named('Patient owes') ?? cited[0]
  const cites = shown
    ? filesOf(card).map((own) => ({ ...own, lines: own.lines.filter((line) => shown.segments.some((one) => isAt(one, line))) }))
    : []
  return (
    <>
      <section className={classes['benefits']} aria-label="Benefits">
        <h3>
          {states(card.outcome) ? 'A visit of outpatient therapy' : 'What the payer answered'}
          {card.answeredAt !== null && (
            <span className={classes['aside']}>
              <Moment at={card.answeredAt} />
            </span>
          )}
        </h3>
        {lines.length === 0 ? (
          <p className="second small">The answer states no benefits.</p>
        ) : (
          <table className={classes['figures']} aria-label="Benefits">
            <tbody>
              {lines.map((line) => (
                <tr
                  key={line.name}
                  className={line === shown ? classes['on'] : undefined}
                  onPointerEnter={() => setPointed(line.name)}
                  onPointerLeave={() => setPointed(undefined)}
                >
                  <th scope="row">{line.name}</th>
                  <Value line={line} />
                  <td>
                    {line.segments.length > 0 && (
                      <button
                        type="button"
                        className={`mono ${classes['ref']}`}
                        aria-pressed={line === shown}
                        aria-label={`${line.name}: ${placeWords(card, line)}`}
                        onFocus={() => setKept(line.name)}
                        onClick={() => setKept(line.name)}
                      >
                        {placeWords(card, line)}
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {card.told && (
        <p className={`second small words ${classes['told']}`}>
          Told by telephone: {card.told.by}, reference {card.told.reference}. No file says it.
        </p>
      )}
      {card.changes && card.changes.of.length > 0 && (
        <PanelSection title="Since the answer before" aside={<Moment at={card.changes.since} />}>
          <PlainTable
            label="What changed"
            rows={card.changes.of.map((one) => ({ id: one.what, ...one }))}
            columns={[
              { head: 'What', cell: ({ what }) => what },
              { head: 'Was', cell: ({ was }) => was ?? <span className="third">not stated</span> },
              { head: 'Now', cell: ({ now }) => (now === null ? <span className="third">not stated</span> : <b>{now}</b>) },
            ]}
          />
        </PanelSection>
      )}
      {shown && (
        <PanelSection title="Where it comes from" aside={`${shown.name}, ${segmentWords(shown)}`}>
          {cites
            .filter(({ lines: own }) => own.length > 0)
            .map(({ file, about, lines: own }) => (
              <Fragment key={file}>
                {about !== undefined && <p className={`second small ${classes['about']}`}>The answer about {about}.</p>}
                <Segments lines={own} file={file} />
              </Fragment>
            ))}
        </PanelSection>
      )}
      {card.messages.length > 0 && (
        <PanelSection title="Said with the answer">
          <ul className={classes['messages']}>
            {card.messages.map((message) => (
              <li key={message} className="words">
                {message}
              </li>
            ))}
          </ul>
        </PanelSection>
      )}
      {filesOf(card).map(({ file, about, lines: own }) => (
        <PanelSection
          key={file}
          title={about === undefined ? 'What the file says' : `What the file about ${about} says`}
          aside="all that concerns the patient"
        >
          <Segments lines={own} lit={litIn(shown, own)} file={file} />
          {file !== null && (
            <div className={classes['foot']}>
              <Button small needs="exchange.read" onPress={() => router.go({ screen: 'exchange', open: file })}>
                Open the 271
              </Button>
            </div>
          )}
        </PanelSection>
      ))}
    </>
  )
}

type Said = { readonly file: number | null; readonly about: string | undefined; readonly lines: Card['segments'] }

/** What each answer of the run says, the first one first; what it was about is named where there are several. */
function filesOf(card: Card): readonly Said[] {
  const later = [...new Set(card.segments.flatMap(({ file }) => file ?? []))]
  const wordsOf = (of: number | null): string | undefined =>
    later.length === 0 ? undefined : card.questions.find(({ answerFile }) => answerFile === of)?.services.toLowerCase()
  return [undefined, ...later]
    .map((of) => ({
      file: of ?? card.answerFile,
      about: wordsOf(of ?? card.answerFile),
      lines: card.segments.filter(({ file }) => file === of),
    }))
    .filter(({ lines }) => lines.length > 0)
}

const litIn = (shown: Line | undefined, lines: Card['segments']): readonly number[] =>
  lines.filter((line) => shown?.segments.some((one) => isAt(one, line))).map(({ segment }) => segment)

const numbers = (segments: readonly Place[]): string => segments.map(({ segment }) => segment).join(', ')
const segmentWords = ({ segments }: Line): string => `${segments.length === 1 ? 'segment' : 'segments'} ${numbers(segments)}`

/** `EB 26, 27`: which segments of the file, by what they are. */
function placeWords(card: Card, { segments }: Line): string {
  const [first] = segments
  const raw = card.segments.find((line) => first !== undefined && isAt(line, first))?.raw
  return `${raw === undefined ? 'Segment' : (/^\w+/.exec(raw)?.[0] ?? '')} ${numbers(segments)}`
}

function Value({ line }: { readonly line: Line }): ReactNode {
  const value = line.value === undefined ? <span className="third">not stated</span> : <b>{line.value}</b>
  const mark = line.warns === true && <Mark shape="look-here" size={12} />
  if (line.isWide)
    return (
      <td colSpan={2} className="words">
        <span className={classes['flag']}>
          {mark} {value}
        </span>
      </td>
    )
  return (
    <>
      <td className="num words">{value}</td>
      <td className="third small words">
        <span className={classes['flag']}>
          {mark} {line.more}
        </span>
        {line.part && <Meter name={line.name} part={line.part} />}
      </td>
    </>
  )
}

/** How much is left of a limit, drawn; its words stand above it. */
function Meter({ name, part: { left, of } }: { readonly name: string; readonly part: NonNullable<Line['part']> }): ReactNode {
  const share = of <= 0 ? 0 : Math.max(0, Math.min(1, left / of))
  return (
    <span
      className={classes['meter']}
      role="meter"
      aria-label={`${name} left`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
    >
      <i style={{ transform: `scaleX(${share})` }} />
    </span>
  )
}
