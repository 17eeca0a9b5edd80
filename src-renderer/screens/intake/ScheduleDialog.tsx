import { useState, type ReactNode } from 'react'
import { INTAKE_FIELDS, type IntakeVerdict } from '../../../src-shared/contract/intake.ts'
import { useRouter } from '../../app/routes.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Job } from '../../kit/Progress.tsx'
import { TextSkeleton } from '../../kit/Skeleton.tsx'
import { Columns } from './Columns.tsx'
import { Counts, Rows } from './Rows.tsx'
import { People } from './People.tsx'
import classes from './Schedule.module.css'
import { useSchedule, type Imported, type Schedule } from './useSchedule.ts'
import { FIELDS, headWords, lackWords, VERDICTS, willOf } from './words.ts'

type Props = { readonly file: File; readonly onClose: () => void }
const width = 900
const fields = INTAKE_FIELDS.map((field) => [field, FIELDS[field]] as const)

/** A schedule of another system: what is in it, what an import would do, and then what it did. */
export function ScheduleDialog({ file, onClose }: Props): ReactNode {
  const schedule = useSchedule(file)
  const { preview, imported, problem } = schedule
  if (imported) return <Ended imported={imported} preview={preview} onClose={onClose} />
  if (schedule.isImporting)
    return (
      <Dialog title={`Importing ${file.name}`} isOpen onClose={() => undefined} width={520} actions={null}>
        <Job title="Bringing sessions in" progress={schedule.progress} onStop={schedule.stop} />
      </Dialog>
    )
  const will = preview ? willOf(preview) : 0
  return (
    <Dialog
      title={`Import ${file.name}`}
      isOpen
      onClose={onClose}
      width={width}
      actions={
        <>
          {preview?.source !== null && (
            <Button look="go" keys="Mod+Enter" inFields disabled={will === 0 || schedule.isReading} onPress={schedule.bring}>
              {will === 0 ? 'Nothing to import' : `Import ${counted(will, 'session')}`}
            </Button>
          )}
          <Button keys="Escape" onPress={onClose} data-autofocus>
            Not now
          </Button>
        </>
      }
    >
      {problem ? <ProblemNote problem={problem} /> : preview ? <Body schedule={schedule} preview={preview} /> : <TextSkeleton lines={8} />}
    </Dialog>
  )
}

type BodyProps = { readonly schedule: Schedule; readonly preview: NonNullable<Schedule['preview']> }

function Body({ schedule, preview }: BodyProps): ReactNode {
  const [only, setOnly] = useState<IntakeVerdict>()
  const { columns } = preview
  const mustMap = columns !== null && !columns.isEnough
  // Columns that somebody must map stay in sight when enough of them are.
  const [showsColumns, setShowsColumns] = useState(mustMap)
  if (preview.source === null) return <Note family="warn">{preview.why}</Note>
  const lacks = lackWords(preview)
  return (
    <div className={classes['body']}>
      <div className="row">
        <p className="grow">{mustMap ? '' : headWords(preview)}</p>
        {columns && !mustMap && (
          <Button look="quiet" small onPress={() => setShowsColumns(!showsColumns)} aria-expanded={showsColumns}>
            {showsColumns ? 'Hide the columns' : 'Columns'}
          </Button>
        )}
      </div>
      {mustMap && (
        <Note family="warn" title="Which column says what?">
          A session needs a patient, a day and a clinician. What you say is remembered for files with the same heads.
        </Note>
      )}
      {columns && (mustMap || showsColumns) && (
        <Columns columns={columns} mapping={schedule.mapping} fields={fields} onMap={schedule.map} />
      )}
      {!mustMap && (
        <>
          <Counts read={preview.read} counts={preview.counts} verdicts={VERDICTS} only={only} onOnly={setOnly} />
          <People preview={preview} asked={schedule.asked} meant={schedule.meant} onMean={schedule.mean} />
          <Rows preview={preview} only={only} />
          {lacks.length > 0 && (
            <Note title="A claim will need more than this file tells.">
              {lacks.join('. ')}. What is missing stays open on the patient and in the row of the charge.
            </Note>
          )}
        </>
      )}
    </div>
  )
}

type EndedProps = { readonly imported: Imported; readonly preview: Schedule['preview']; readonly onClose: () => void }

function Ended({ imported, preview, onClose }: EndedProps): ReactNode {
  const router = useRouter()
  const { added, changed, cancelled, patients, isStopped, counts } = imported
  const many = added + changed + cancelled
  const left = (counts.waits ?? 0) + (counts.cannot ?? 0)
  const day = preview?.from ?? undefined
  const parts = [
    `${added.toLocaleString('en-US')} new`,
    ...(changed > 0 ? [`${changed.toLocaleString('en-US')} changed`] : []),
    ...(cancelled > 0 ? [`${cancelled.toLocaleString('en-US')} cancelled or missed`] : []),
    ...((counts.same ?? 0) > 0 ? [`${(counts.same ?? 0).toLocaleString('en-US')} here already`] : []),
  ]
  return (
    <Dialog
      title={`${counted(many, 'session')} imported`}
      isOpen
      onClose={onClose}
      width={520}
      actions={
        <>
          <Button look="go" keys="Enter" onPress={onClose} data-autofocus>
            Done
          </Button>
          {day !== undefined && (
            <Button
              onPress={() => {
                onClose()
                router.go({ screen: 'charges', day })
              }}
            >
              To the charges
            </Button>
          )}
          <Button
            onPress={() => {
              onClose()
              router.go({ screen: 'eligibility' })
            }}
          >
            To eligibility
          </Button>
        </>
      }
    >
      <p>
        {parts.join(', ')}.{patients > 0 && ` ${counted(patients, 'patient was', 'patients were')} made.`}
      </p>
      {isStopped && <Note family="warn">It was stopped. What was imported stays; the same file again brings the rest.</Note>}
      {left > 0 && (
        <Note family="warn">
          {counted(left, 'row was', 'rows were')} left out. Mend what the preview says of {left === 1 ? 'it' : 'them'}, and import the file
          again: only what is missing comes in.
        </Note>
      )}
      {many > 0 && <p>Ctrl Z takes it back, as long as nothing was charged or asked about.</p>}
    </Dialog>
  )
}
