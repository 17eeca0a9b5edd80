import { useState, type ReactNode } from 'react'
import { CLAIM_STATUSES, type ClaimStatus } from '../../../src-shared/contract/fields.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay, type Day as DayValue } from '../../../src-shared/day.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { useCall } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useMay, useToday, useWhyNot } from '../../app/sitting.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { clock, counted, Day, Money } from '../../kit/figures.tsx'
import { Key } from '../../kit/Key.tsx'
import { Facts, NextStep, PanelSection, PanelTop, PlainTable } from '../../kit/Panel.tsx'
import { Mark, Status } from '../../kit/Status.tsx'
import { Why } from '../../kit/Why.tsx'
import { PatientAuthorizations } from '../authorizations/PatientAuthorizations.tsx'
import { MoneySection } from '../receipts/MoneySection.tsx'
import { PlanSection } from '../statements/PlanSection.tsx'
import { StatementsSection } from '../statements/StatementsSection.tsx'
import { BookDrawer } from './BookDrawer.tsx'
import { DisclosuresSection } from './DisclosuresSection.tsx'
import { Part2Section } from './Part2Section.tsx'
import classes from './Patients.module.css'
import { WhoLooked } from './WhoLooked.tsx'
import { RELATIONSHIPS, SEXES } from './words.ts'

type Patient = Output<'patients.get'>

/** One patient: who, covered by whom, with which diagnoses, claims and sessions. */
export function PatientPanel({ id, onEdit }: { readonly id: number; readonly onEdit: () => void }): ReactNode {
  const asked = useCall('patients.get', { id })
  return <Answer of={asked}>{(patient) => <Body patient={patient} onEdit={onEdit} />}</Answer>
}

type NextProps = { readonly patient: Patient; readonly onEdit: () => void; readonly onBook: () => void }

/** What a patient's record asks for: a coverage, a word on what is owed, else the next session. */
function Next({ patient, onEdit, onBook }: NextProps): ReactNode {
  const router = useRouter()
  const mayClaims = useMay()('claims.read')
  const today = useToday()
  const next = nextOf(patient, mayClaims, today)
  useKeys('Patient', [
    { keys: 'e', words: 'Edit', run: onEdit, when: useWhyNot('patients.write') === undefined },
    { keys: 'b', words: 'Book a session', run: onBook, when: useWhyNot('sessions.write') === undefined },
  ])
  const actions = {
    edit: { children: 'Edit', onPress: onEdit, needs: 'patients.write' },
    explain: { children: 'Why this balance?', onPress: () => router.go({ screen: 'patients', why: patient.id }), needs: 'claims.read' },
    book: { children: 'Book a session', onPress: onBook, needs: 'sessions.write' },
  } as const
  return (
    <NextStep
      title={next.title}
      why={next.why}
      cents={next.does === 'explain' ? patient.owedByPatient : null}
      action={{ ...actions[next.does], group: 'Patient' }}
      others={
        <>
          {next.does !== 'edit' && (
            <Button small needs="patients.write" onPress={onEdit}>
              Edit <Key of="e" />
            </Button>
          )}
          {next.does !== 'book' && (
            <Button small needs="sessions.write" onPress={onBook}>
              Book a session <Key of="b" />
            </Button>
          )}
          <Button
            small
            needs="claims.read"
            onPress={() =>
              router.go({
                screen: 'claims',
                view: { filters: [{ is: 'number', field: 'patientId', from: patient.id, to: patient.id }], sort: [] },
              })
            }
          >
            {patient.claims.length === 0 ? 'Claims' : `${counted(patient.claims.length, 'claim')} in the list`}
          </Button>
        </>
      }
    />
  )
}

type Step = { readonly title: string; readonly why: string; readonly does: 'edit' | 'explain' | 'book' }

function nextOf({ coverages, owedByPatient, appointments }: Patient, mayClaims: boolean, today: DayValue): Step {
  const ahead = appointments.filter(({ day, status }) => day >= today && status === 'booked').map(({ day }) => day)
  const [soonest] = ahead.toSorted()
  if (coverages.length === 0)
    return { title: 'No coverage yet', why: 'Without one no claim can be made. Add the card of the payer that pays first.', does: 'edit' }
  if (mayClaims && owedByPatient > 0)
    return {
      title: 'The patient owes',
      why: 'Payers have decided. One sentence says how it comes about, and can be said to the patient.',
      does: 'explain',
    }
  return soonest === undefined
    ? { title: 'No session ahead', why: 'Nothing is booked. A session that is booked is asked about at its payer first.', does: 'book' }
    : { title: `Next session on ${shownDay(soonest)}`, why: 'It is asked about at its payer before it is held.', does: 'book' }
}

const phoneWords = (phone: string): string => `(${phone.slice(0, 3)}) ${phone.slice(3, 6)}-${phone.slice(6)}`

const statusOf = (status: string): ClaimStatus | undefined => CLAIM_STATUSES.find((one) => one === status)

function Body({ patient, onEdit }: { readonly patient: Patient; readonly onEdit: () => void }): ReactNode {
  const router = useRouter()
  const mayClaims = useMay()('claims.read')
  const [isBooking, setBooking] = useState(false)
  const known = new Map((usePicker('diagnoses') ?? []).map(({ code, words }) => [code, words]))
  const { address } = patient
  const place = [address.line1, address.line2, [address.city, address.state, address.zip].filter(Boolean).join(' ')]
    .filter((part) => part !== null && part !== '')
    .join(', ')
  const name = [patient.first, patient.middle, patient.last].filter(Boolean).join(' ')
  return (
    <>
      <PanelTop
        id={`Patient ${patient.id}`}
        title={name}
        after={patient.born === null ? <>birth date not known</> : <>born {shownDay(patient.born)}</>}
      />
      <Next patient={patient} onEdit={onEdit} onBook={() => setBooking(true)} />
      {patient.checks.length > 0 && (
        <PanelSection title="Before it is billed" aside={counted(patient.checks.length, 'thing to look at', 'things to look at')}>
          {patient.checks.map(({ words, why }) => (
            <div key={words} className={classes['check']}>
              <Mark shape="look-here" />
              <p>
                {words} <span className="second">{why}</span>
              </p>
            </div>
          ))}
        </PanelSection>
      )}
      <PanelSection title="What is owed">
        <Facts
          facts={[
            { name: 'By payers', value: <Money cents={patient.owedByPayers} isSum /> },
            { name: 'By the patient', value: <Money cents={patient.owedByPatient} isSum /> },
          ]}
        />
        {mayClaims && <Why onPress={() => router.go({ screen: 'patients', why: patient.id })} />}
      </PanelSection>
      <MoneySection patient={patient.id} />
      <StatementsSection patient={patient.id} />
      <PlanSection patient={patient.id} />
      <PanelSection title="Coverage" aside={counted(patient.coverages.length, 'coverage')}>
        {patient.coverages.length === 0 && <p className="second small">None. A claim needs one; edit the patient to add it.</p>}
        {patient.coverages.map((coverage) => (
          <div key={coverage.id} className={classes['coverage']}>
            <div className="row">
              <span className="third num">{coverage.position}</span>
              <b>{coverage.payerName}</b>
              <span className="end id words">{coverage.memberId}</span>
            </div>
            <div className="second small">
              {[
                coverage.plan,
                coverage.group === null ? null : `group ${coverage.group}`,
                RELATIONSHIPS.find(({ value }) => value === coverage.relationship)?.label,
                coverage.starts === null ? null : `from ${shownDay(coverage.starts)}`,
                coverage.ends === null ? null : `until ${shownDay(coverage.ends)}`,
              ]
                .filter((part) => part !== null && part !== undefined)
                .join(' · ')}
            </div>
          </div>
        ))}
      </PanelSection>
      <PatientAuthorizations patient={patient.id} name={name} />
      <PanelSection title="Diagnoses">
        {patient.diagnoses === null ? (
          <p className="second small">Your role does not show diagnoses.</p>
        ) : patient.diagnoses.length === 0 ? (
          <p className="second small">None yet.</p>
        ) : (
          <PlainTable
            label="Diagnoses"
            rows={patient.diagnoses.map((code, n) => ({ id: code, letter: String.fromCharCode(65 + n) }))}
            columns={[
              { head: '', width: '18px', cell: ({ letter }) => <span className="third">{letter}</span> },
              { head: 'Code', width: '70px', cell: ({ id }) => <b className="id">{id}</b> },
              { head: 'What', cell: ({ id }) => <span className="second">{known.get(id) ?? ''}</span> },
            ]}
          />
        )}
      </PanelSection>
      <Part2Section patient={patient.id} name={name} />
      <PanelSection title="Facts">
        <Facts
          facts={[
            { name: 'Sex on claims', value: SEXES.find(({ value }) => value === patient.sex)?.label ?? '' },
            { name: 'Phone', value: <span className="id">{patient.phone === null ? 'not stated' : phoneWords(patient.phone)}</span> },
          ]}
        />
        <p className="second small words" style={{ marginTop: 7 }}>
          {place === '' ? 'No address.' : place}
        </p>
      </PanelSection>
      {mayClaims && (
        <PanelSection title="Claims" aside={patient.claims.length === 0 ? undefined : 'newest first'}>
          {patient.claims.length === 0 ? (
            <p className="second small">None yet.</p>
          ) : (
            <PlainTable
              label="Claims"
              rows={patient.claims.slice(0, 12)}
              columns={[
                {
                  head: 'Claim',
                  width: '60px',
                  cell: ({ id }) => (
                    <button type="button" className={classes['link']} onClick={() => router.go({ screen: 'claims', open: id })}>
                      {id}
                    </button>
                  ),
                },
                { head: 'Service', width: '88px', cell: ({ day }) => <Day day={day} /> },
                {
                  head: 'Status',
                  cell: ({ status }) => {
                    const shape = statusOf(status)
                    return shape ? <Status shape={shape} /> : status
                  },
                },
                { head: 'Charge', isEnd: true, width: '72px', cell: ({ cents }) => <Money cents={cents} /> },
                { head: 'Paid', isEnd: true, width: '66px', cell: ({ paid }) => <Money cents={paid} /> },
              ]}
            />
          )}
        </PanelSection>
      )}
      <PanelSection title="Sessions">
        {patient.appointments.length === 0 ? (
          <p className="second small">None booked.</p>
        ) : (
          <PlainTable
            label="Sessions"
            rows={patient.appointments.slice(0, 8)}
            columns={[
              { head: 'Day', width: '88px', cell: ({ day }) => <Day day={day} /> },
              { head: 'Start', width: '72px', cell: ({ start }) => <span className="num">{clock(start)}</span> },
              { head: 'Clinician', cell: ({ provider }) => provider },
              { head: '', width: '70px', cell: ({ status }) => <span className="third">{status}</span> },
            ]}
          />
        )}
      </PanelSection>
      <DisclosuresSection patient={patient.id} name={name} />
      <WhoLooked patient={patient.id} />
      {isBooking && <BookDrawer patient={patient.id} name={name} onClose={() => setBooking(false)} />}
    </>
  )
}
