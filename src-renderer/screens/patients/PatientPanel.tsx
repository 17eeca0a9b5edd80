import { useState, type ReactNode } from 'react'
import { CLAIM_STATUSES, type ClaimStatus } from '../../../src-shared/contract/fields.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { useCall } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useMay } from '../../app/sitting.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { clock, counted, Day, Money } from '../../kit/figures.tsx'
import { Facts, PanelSection, PanelTop, PlainTable } from '../../kit/Panel.tsx'
import { Status } from '../../kit/Status.tsx'
import { Why } from '../../kit/Why.tsx'
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
      <PanelTop id={`Patient ${patient.id}`} title={name} after={<>born {shownDay(patient.born)}</>}>
        <div className="row" style={{ marginTop: 9 }}>
          <Button look="go" small keys="e" group="Patient" needs="patients.write" onPress={onEdit}>
            Edit
          </Button>
          <Button small keys="b" group="Patient" needs="sessions.write" onPress={() => setBooking(true)}>
            Book a session
          </Button>
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
        </div>
      </PanelTop>
      <PanelSection title="What is owed">
        <Facts
          facts={[
            { name: 'By payers', value: <Money cents={patient.owedByPayers} isSum /> },
            { name: 'By the patient', value: <Money cents={patient.owedByPatient} isSum /> },
          ]}
        />
        {mayClaims && <Why onPress={() => router.go({ screen: 'patients', why: patient.id })} />}
      </PanelSection>
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
