import type { ReactNode } from 'react'
import { shownDay, type Day } from '../../../src-shared/day.ts'
import { drugWords } from '../../../src-shared/drug.ts'
import { wholeNumber } from '../../../src-shared/number.ts'
import { useRouter } from '../../app/routes.ts'
import { Button } from '../../kit/Button.tsx'
import { Money } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { NextStep, PanelSection, PanelTop } from '../../kit/Panel.tsx'
import classes from './Why.module.css'
import { Ruler } from './Ruler.tsx'
import { isWithTherapy } from './typed.ts'
import type { Entry, Suggestion } from './useEntry.ts'

/** Why the row being typed is as it is, and the key that saves it. */
export function EntryPanel({ entry, day }: { readonly entry: Entry; readonly day: Day }): ReactNode {
  const router = useRouter()
  const { typed, suggestion } = entry
  const { patient } = typed
  const born = patient?.born ? `Born ${shownDay(patient.born)}` : undefined
  const about = [born, suggestion?.coverage?.payer ?? patient?.payer].filter(Boolean).join(' · ')
  return (
    <>
      <PanelTop id={shownDay(day)} title={patient?.name ?? 'New row'}>
        {about !== '' && <div className="second small">{about}</div>}
      </PanelTop>
      <NextStep
        title={entry.isUnbillable ? 'Keep it as a visit' : 'Save the row'}
        why={
          entry.isUnbillable
            ? 'Nothing of it can be billed, so no claim is made. Ctrl Z takes it back.'
            : typed.replaces === null
              ? 'Its claim is made and checked at once. Until it leaves, Ctrl Z takes the row back.'
              : 'The saved row and its claim give way to this one in one step.'
        }
        cents={suggestion?.outcome === 'billed' ? suggestion.cents : null}
        action={{
          children: !entry.asks ? 'Save, next row' : entry.isUnbillable ? 'Keep without a claim' : 'Save all the same',
          keys: 'Enter',
          onPress: entry.save,
        }}
        others={
          <>
            <Button small keys="Shift+Escape" inFields group="Row" onPress={() => entry.clear()}>
              Clear the row
            </Button>
            {suggestion?.outcome === 'billed' && suggestion.coverage === null && patient && (
              <Button small onPress={() => router.go({ screen: 'patients', open: patient.id })}>
                Open the patient
              </Button>
            )}
          </>
        }
      />
      {suggestion ? <Why suggestion={suggestion} therapy={isWithTherapy(typed.service) ? typed.therapyMinutes : ''} /> : <Teaching />}
    </>
  )
}

function Why({ suggestion, therapy }: { readonly suggestion: Suggestion; readonly therapy: string }): ReactNode {
  const { minutes, lines, reasons, bands, held } = suggestion
  const coded = reasons.find(({ what }) => what === 'Code')
  const rest = reasons.filter((one) => one !== coded)
  const codes = lines.map(({ code }) => code).join(', ')
  if (reasons.length === 0) return <Teaching />
  return (
    <>
      {minutes !== null && (
        <PanelSection title={codes === '' ? `${minutes} minutes` : `${minutes} minutes: ${codes}`}>
          {bands.length > 0 && <Ruler suggestion={suggestion} minutes={wholeNumber(therapy.trim()) ?? minutes} />}
          {lines.length > 0 && (
            <ul className={classes['codes']} aria-label="Codes">
              {lines.map((line, n) => (
                // Two parts of a compound may have one code.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={`${line.code} ${n}`}>
                  <b className="id">{[line.code, ...line.modifiers].join(' ')}</b>
                  <span className="second grow">{line.units === 1 ? line.short : `${line.short}, ${line.units} units`}</span>
                  <Money cents={line.cents} />
                  <p className="second small words">
                    {line.why} <span className="third">{line.source}.</span>
                  </p>
                  {line.drug && <p className="second small words">NDC {drugWords(line.drug)}</p>}
                </li>
              ))}
            </ul>
          )}
          {held && (
            <Note family={held.is === 'over' ? 'bad' : 'warn'} title={held.is === 'over' ? 'Overcoded as typed.' : 'Undercoded as typed.'}>
              {held.words}
            </Note>
          )}
        </PanelSection>
      )}
      {rest.length > 0 && (
        <PanelSection title="Why the rest">
          <dl className={classes['reasons']}>
            {rest.map(({ what, value, why, source }) => (
              <div key={`${what} ${value}`}>
                <dt>
                  <span className="third">{what}</span>
                  <b className={what === 'Bill to' ? '' : 'id'}>{value}</b>
                </dt>
                <dd className="words">
                  {why}
                  <span className="third">{source}</span>
                </dd>
              </div>
            ))}
          </dl>
        </PanelSection>
      )}
    </>
  )
}

function Teaching(): ReactNode {
  return (
    <PanelSection title="How to type a row">
      <ul className={classes['teaching']}>
        <li>A few letters of the name, then Tab: the first that fits is taken.</li>
        <li>Times as they come: 905, 9:05, 9.05a, 2p, 1405; a stop also as +50.</li>
        <li>A few letters of the service: fam, gro, cri.</li>
        <li>Code, modifiers, place, diagnoses and fee fill themselves in, each with its reason here.</li>
      </ul>
    </PanelSection>
  )
}
