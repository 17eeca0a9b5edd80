import { IconArchive, IconFolder } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { useCall } from '../../app/queries.ts'
import { useMay } from '../../app/sitting.ts'
import { useTask } from '../../app/tasks.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { Moment, momentWords, sizeWords } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Job } from '../../kit/Progress.tsx'
import { Status } from '../../kit/Status.tsx'
import { RestoreDialog } from './RestoreDialog.tsx'
import { Section } from './Section.tsx'
import classes from './Setup.module.css'
import { BACKUP_WORDS } from './words.ts'

type Backups = Output<'backup.list'>

/** The copies of the store, and that they can be restored. */
export function BackupsSection(): ReactNode {
  const asked = useCall('backup.list', {})
  const make = useTask('backup.make')
  const drill = useTask('backup.drill')
  const [restoring, setRestoring] = useState<string>()
  const running = make.isBusy ? make : drill.isBusy ? drill : undefined
  return (
    <Section
      title="Backups"
      lead="Each is a store of its own, encrypted, that opens with the passphrases of its day. It counts only after it was opened again and compared with the store."
      action={
        <Button
          look="go"
          icon={IconArchive}
          keys="b"
          group="Backups"
          needs="backup.make"
          isBusy={running !== undefined}
          onPress={() => void make.run({})}
        >
          Back up now
        </Button>
      }
    >
      {running && <Job progress={running.progress} title={make.isBusy ? 'Making a backup' : 'Trying a restore'} />}
      <ProblemNote problem={make.problem ?? drill.problem} />
      <Answer of={asked}>
        {(backups) => (
          <>
            {backups.warnings.map((words) => (
              <Note key={words} family="warn">
                {words}
              </Note>
            ))}
            <BackupTable backups={backups.backups} onRestore={setRestoring} />
            <Drill
              last={backups.lastDrill}
              canTry={backups.backups.length > 0}
              isBusy={running !== undefined}
              onTry={() => void drill.run({})}
            />
            <Folders backups={backups} />
          </>
        )}
      </Answer>
      {restoring !== undefined && <RestoreDialog name={restoring} onClose={() => setRestoring(undefined)} />}
    </Section>
  )
}

function BackupTable({
  backups,
  onRestore,
}: {
  readonly backups: Backups['backups']
  readonly onRestore: (name: string) => void
}): ReactNode {
  const may = useMay()
  if (backups.length === 0)
    return (
      <Empty icon={IconArchive} title="No backup yet">
        One is made by itself each day, and before anything that changes the whole store. Make the first now; it takes seconds.
      </Empty>
    )
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">Made</th>
          <th scope="col">Why</th>
          <th scope="col">Checked</th>
          <th scope="col">Second folder</th>
          <th scope="col" className={classes['end']}>
            Size
          </th>
          <th scope="col">
            <span className="unseen">Restore</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {backups.map((backup) => (
          <tr key={backup.name} title={backup.name}>
            <td>
              <Moment at={backup.at} />
            </td>
            <td className="second">{BACKUP_WORDS[backup.why]}</td>
            <td>
              {backup.isVerified ? <Status shape="active" word="Same as the store" /> : <Status shape="look-here" word="Does not count" />}
            </td>
            <td>{backup.isSecond ? <Status shape="active" word="There, the same" /> : <span className="third">–</span>}</td>
            <td className={`${classes['end']} num`}>{sizeWords(backup.bytes)}</td>
            <td>
              {may('backup.manage') && (
                <Button look="quiet" small label={`Restore the backup of ${momentWords(backup.at)}`} onPress={() => onRestore(backup.name)}>
                  Restore
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Drill({
  last,
  canTry,
  isBusy,
  onTry,
}: {
  readonly last: Backups['lastDrill']
  readonly canTry: boolean
  readonly isBusy: boolean
  readonly onTry: () => void
}): ReactNode {
  return (
    <section className={classes['part']} aria-label="Trying a restore">
      <h3>Trying a restore</h3>
      {last === null ? (
        <p className="second">No restore was tried yet. A backup nobody has tried is a hope.</p>
      ) : last.holds ? (
        <p className="second">
          <Status shape="active" word="It held" /> on {momentWords(last.at)}: {last.name} was restored aside, checked and wiped, in{' '}
          {Math.ceil(last.seconds)} s.
        </p>
      ) : (
        <Note family="bad" title={`It did not hold on ${momentWords(last.at)}.`}>
          {last.name} is damaged. Back up now, and try again.
        </Note>
      )}
      <div className="row">
        <Button needs="backup.make" isBusy={isBusy} disabled={!canTry} onPress={onTry}>
          Try a restore
        </Button>
        <span className="third small">The newest is restored into a folder of its own and wiped. The store is not touched.</span>
      </div>
    </section>
  )
}

function Folders({ backups }: { readonly backups: Backups }): ReactNode {
  const second = useTask('backup.second')
  const choose = async (): Promise<void> => {
    const folder = await window.parity.chooseFolder()
    if (folder !== null) await second.run({ folder })
  }
  return (
    <section className={classes['part']} aria-label="Folders">
      <h3>Folders</h3>
      <dl className={classes['about']}>
        <dt>Beside the store</dt>
        <dd className="id words">{backups.folder}</dd>
        <dt>Second folder</dt>
        <dd className="id words">{backups.second ?? <span className="third">none; a fire or a thief takes both</span>}</dd>
      </dl>
      <ProblemNote problem={second.problem} />
      <div className="row">
        <Button icon={IconFolder} needs="backup.manage" isBusy={second.isBusy} onPress={() => void choose()}>
          {backups.second === null ? 'Choose a second folder' : 'Choose another second folder'}
        </Button>
        {backups.second !== null && (
          <Button look="quiet" needs="backup.manage" isBusy={second.isBusy} onPress={() => void second.run({ folder: null })}>
            Without a second folder
          </Button>
        )}
        <span className="third small">On another disk, as one that is taken home.</span>
      </div>
    </section>
  )
}
