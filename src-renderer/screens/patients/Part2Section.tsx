import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useMay } from '../../app/sitting.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { counted, Day } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import { ReasonDialog } from '../../kit/ReasonDialog.tsx'
import { Status } from '../../kit/Status.tsx'
import { ConsentDrawer } from './ConsentDrawer.tsx'
import { MarkDrawer } from './MarkDrawer.tsx'
import classes from './Patients.module.css'
import { RevokeDialog } from './RevokeDialog.tsx'
import { EPISODE_SOURCES } from './words.ts'

type Part2 = Output<'part2.get'>
type Episode = Part2['episodes'][number]
type Consent = Part2['consents'][number]
type Who = { readonly patient: number; readonly name: string }

/** Substance-use episodes, the consents on file, and where a claim may go. Who may not see these is not told that they exist. */
export function Part2Section(who: Who): ReactNode {
  return useMay()('part2.read') && <Asked {...who} />
}

function Asked({ patient, name }: Who): ReactNode {
  const asked = useCall('part2.get', { patient })
  const [drawer, setDrawer] = useState<'mark' | 'consent'>()
  const [revoking, setRevoking] = useState<Consent>()
  const [taking, setTaking] = useState<Episode>()
  return (
    <PanelSection title="Substance-use records" aside={asked.data?.isProtected === true ? '42 CFR Part 2 applies' : undefined}>
      <Answer of={asked}>
        {(part2) => (
          <>
            {part2.isProtected ? (
              <Protected part2={part2} patient={patient} onRevoke={setRevoking} onTakeBack={setTaking} />
            ) : (
              <p className="second small">No episode of a substance-use program. Nothing special holds.</p>
            )}
            <div className="row" style={{ marginTop: 9 }}>
              {part2.isProtected && (
                <Button
                  look={part2.held > 0 ? 'go' : 'default'}
                  small
                  keys="Shift+c"
                  group="Patient"
                  needs="part2.write"
                  onPress={() => setDrawer('consent')}
                >
                  Put a consent on file
                </Button>
              )}
              <Button look="quiet" small needs="part2.write" onPress={() => setDrawer('mark')}>
                Mark an episode
              </Button>
            </div>
          </>
        )}
      </Answer>
      {drawer === 'mark' && <MarkDrawer patient={patient} name={name} onClose={() => setDrawer(undefined)} />}
      {drawer === 'consent' && <ConsentDrawer patient={patient} name={name} onClose={() => setDrawer(undefined)} />}
      {revoking && <RevokeDialog consent={revoking} onClose={() => setRevoking(undefined)} />}
      {taking && <TakeBack episode={taking} onClose={() => setTaking(undefined)} />}
    </PanelSection>
  )
}

type ProtectedProps = {
  readonly part2: Part2
  readonly patient: number
  readonly onRevoke: (consent: Consent) => void
  readonly onTakeBack: (episode: Episode) => void
}

function Protected({ part2, patient, onRevoke, onTakeBack }: ProtectedProps): ReactNode {
  const router = useRouter()
  const { episodes, consents, payers, held } = part2
  return (
    <div className={classes['part2']}>
      {held > 0 && (
        <Note
          family="warn"
          title={`${counted(held, 'claim')} ${held === 1 ? 'waits' : 'wait'} for a consent.`}
          actions={
            <Button
              small
              needs="claims.read"
              label="Show the claims that wait for a consent"
              onPress={() =>
                router.go({
                  screen: 'claims',
                  view: {
                    filters: [
                      { is: 'number', field: 'patientId', from: patient, to: patient },
                      { is: 'any', field: 'status', of: ['held'] },
                    ],
                    sort: [],
                  },
                })
              }
            >
              Show {held === 1 ? 'it' : 'them'}
            </Button>
          }
        >
          {held === 1 ? 'It leaves' : 'They leave'} when a consent is on file.
        </Note>
      )}
      <ul className={classes['list']} aria-label="Episodes">
        {episodes.map((episode) => (
          <li key={episode.id}>
            <div className="grow words">
              <b>{episode.program}</b>
              <div className="second small">
                from <Day day={episode.starts} />{' '}
                {episode.ends === null ? (
                  'on'
                ) : (
                  <>
                    until <Day day={episode.ends} />
                  </>
                )}{' '}
                · {EPISODE_SOURCES[episode.source]}
                {episode.source === 'program' && `, ${episode.by}`}
              </div>
            </div>
            {episode.source === 'program' && (
              <Button
                look="quiet"
                small
                needs="part2.write"
                label={`Take back the episode from ${shownDay(episode.starts)}`}
                onPress={() => onTakeBack(episode)}
              >
                Take back
              </Button>
            )}
          </li>
        ))}
      </ul>
      <h4 className={classes['under']}>Consents</h4>
      {consents.length === 0 ? (
        <p className="second small">None on file, so nothing about the episode may leave.</p>
      ) : (
        <ul className={classes['list']} aria-label="Consents">
          {consents.map((consent) => (
            <li key={consent.id}>
              <div className="grow words">
                <Status
                  shape={consent.isActive ? 'active' : 'closed'}
                  word={consent.isActive ? 'Holds' : consent.revokedOn === null ? 'Ended' : 'Revoked'}
                />
                <div className="second small">{consent.words}</div>
                <div className="third small">
                  signed <Day day={consent.signedOn} /> by {consent.signer}
                  {consent.revokedOn !== null && (
                    <>
                      , revoked <Day day={consent.revokedOn} />
                    </>
                  )}
                </div>
              </div>
              {consent.isActive && (
                <Button
                  look="quiet"
                  small
                  needs="part2.write"
                  label={`Revoke the consent signed ${shownDay(consent.signedOn)}`}
                  onPress={() => onRevoke(consent)}
                >
                  Revoke
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {payers.length > 0 && (
        <>
          <h4 className={classes['under']}>Where a claim of the episode may go today</h4>
          <ul className={classes['list']} aria-label="Payers">
            {payers.map(({ id, name, mayBill, why }) => (
              <li key={id}>
                <div className="grow words">
                  <b>{name}</b>
                  {why !== '' && <div className="second small">{why}</div>}
                </div>
                <Status shape={mayBill ? 'active' : 'held'} word={mayBill ? 'May go' : 'Not yet'} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function TakeBack({ episode, onClose }: { readonly episode: Episode; readonly onClose: () => void }): ReactNode {
  const unmark = useCommand('part2.unmark')
  const go = async (reason: string): Promise<void> => {
    const reply = await unmark.run({ id: episode.id, reason })
    if (reply.ok) onClose()
  }
  return (
    <ReasonDialog
      title={`Take back ${episode.program}, from ${shownDay(episode.starts)}?`}
      label="Why it was marked by mistake"
      save="Take it back"
      isBusy={unmark.isBusy}
      problem={unmark.problem}
      onClose={onClose}
      onGive={(reason) => void go(reason)}
    >
      <p>
        The patient is then one like any other, for everybody, and claims that waited for a consent are checked again. An episode that was
        true is ended with a day, not taken back.
      </p>
    </ReasonDialog>
  )
}
