import {
  IconArrowRight,
  IconCheck,
  IconDatabase,
  IconHomePlus,
  IconLock,
  IconPlayerPlay,
  IconWorldOff,
  type Icon as TablerIcon,
} from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { Button } from '../kit/Button.tsx'
import { Icon } from '../kit/Icon.tsx'
import { Key } from '../kit/Key.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { Job } from '../kit/Progress.tsx'
import { useKeys } from './keyboard.tsx'
import type { Locked } from './locked.ts'
import classes from './Plain.module.css'
import { Plain } from './Plain.tsx'
import { SetUp } from './SetUp.tsx'
import { useTask } from './tasks.ts'
import { BrandMark } from './TitleBar.tsx'

type Props = {
  /** Where the sample practice is, when it was made before. */
  readonly sample: string | null
  readonly version: string
  readonly onFound: (locked: Locked) => void
}

/** The first page: three doors. */
export function FirstRun({ sample, version, onFound }: Props): ReactNode {
  const [isSettingUp, setSettingUp] = useState(false)
  const opening = useTask('store.sample')
  if (isSettingUp) return <SetUp onLeave={() => setSettingUp(false)} />

  const openStore = async (): Promise<void> => {
    const folder = await window.parity.chooseStore()
    if (folder !== null) onFound({ folder, practice: nameOfFolder(folder), isSample: folder === sample, isNew: true })
  }
  return (
    <Plain left={`Parity ${version}`} right="Free software, AGPL-3.0-only">
      <div className={classes['first']}>
        <BrandMark size={36} label="Parity" />
        <h1>Welcome. Where do you want to start?</h1>
        <p className={classes['lead']}>Everything stays in one encrypted store on this computer. Nothing leaves it unless you send it.</p>
        <div className={classes['doors']}>
          <Door
            number="1"
            icon={IconPlayerPlay}
            title="Try the sample practice"
            words="Look around in a practice with 18 months of invented sessions, and payers that answered its claims."
            points={[
              'About 400 patients, 12 clinicians, 9 payers',
              'Send, get denied, appeal; nothing is real',
              'Throw it away at any time',
            ]}
            button={sample === null ? 'Make the sample practice' : 'Open the sample practice'}
            isFirst
            isBusy={opening.isBusy}
            onPress={() => void opening.run({})}
          >
            {opening.isBusy && (
              <Job progress={opening.progress} title={sample === null ? 'Making the sample practice' : 'Opening the sample practice'} />
            )}
          </Door>
          <Door
            number="2"
            icon={IconHomePlus}
            title="Set up a practice"
            words="Start empty. Five short pages, about 5 minutes."
            points={[
              'Practice, NPI and tax id',
              'You, and a passphrase only you know',
              'A folder for the encrypted store, and a recovery key',
            ]}
            button="Start empty"
            isBusy={opening.isBusy}
            onPress={() => setSettingUp(true)}
          />
          <Door
            number="3"
            icon={IconDatabase}
            title="Open a store"
            words="Go on where you or a colleague left off."
            points={['A store is a folder that ends in .parity', 'It opens with your passphrase']}
            button="Choose a store"
            isBusy={opening.isBusy}
            onPress={() => void openStore()}
          />
        </div>
        <div className={classes['under']}>
          <ProblemNote problem={opening.problem} />
        </div>
        <div className={classes['remarks']}>
          <span>
            <Icon of={IconLock} size={14} />
            Encrypted with your passphrase. It cannot be reset, so keep it where you keep other keys.
          </span>
          <span>
            <Icon of={IconWorldOff} size={14} />
            Works without the internet.
          </span>
        </div>
      </div>
    </Plain>
  )
}

/** `Cedar Hollow.parity` is called Cedar Hollow. */
const nameOfFolder = (folder: string): string => (folder.split(/[/\\]/).at(-1) ?? folder).replace(/\.parity$/, '')

type DoorProps = {
  readonly number: string
  readonly icon: TablerIcon
  readonly title: string
  readonly words: string
  readonly points: readonly string[]
  readonly button: string
  readonly isFirst?: boolean
  readonly isBusy: boolean
  readonly onPress: () => void
  readonly children?: ReactNode
}

function Door({ number, icon, title, words, points, button, isFirst = false, isBusy, onPress, children }: DoorProps): ReactNode {
  return (
    <section className={`${classes['door']} ${isFirst ? classes['doorOn'] : ''}`} aria-label={title}>
      <div className={classes['doorHead']}>
        <Icon of={icon} size={20} />
        <h2>{title}</h2>
        <Key of={number} />
      </div>
      <p>{words}</p>
      <ul>
        {points.map((point) => (
          <li key={point}>
            <Icon of={IconCheck} size={14} />
            <span>{point}</span>
          </li>
        ))}
      </ul>
      <div className={classes['doorEnd']}>
        {isBusy && children !== undefined && children !== false ? (
          children
        ) : (
          <DoorButton number={number} look={isFirst ? 'go' : 'default'} isBusy={isBusy} onPress={onPress} words={button} />
        )}
      </div>
    </section>
  )
}

function DoorButton({
  number,
  look,
  isBusy,
  onPress,
  words,
}: {
  readonly number: string
  readonly look: 'go' | 'default'
  readonly isBusy: boolean
  readonly onPress: () => void
  readonly words: string
}): ReactNode {
  useKeys('Doors', [{ keys: number, words, run: onPress, when: !isBusy }])
  return (
    <Button look={look} className={classes['doorButton'] ?? ''} disabled={isBusy} onPress={onPress} aria-keyshortcuts={number}>
      {words}
      <Icon of={IconArrowRight} />
    </Button>
  )
}
