import { IconUserPlus } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { ROLES } from '../../../src-shared/contract/access.ts'
import { useCall } from '../../app/queries.ts'
import { ROLE_WORDS } from '../../app/roles.ts'
import { useMay, useSitting } from '../../app/sitting.ts'
import { useTask } from '../../app/tasks.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { momentWords } from '../../kit/figures.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Job } from '../../kit/Progress.tsx'
import { ReasonDialog } from '../../kit/ReasonDialog.tsx'
import { Status } from '../../kit/Status.tsx'
import { PersonDrawer } from './PersonDrawer.tsx'
import type { Person } from './person.ts'
import { Section } from './Section.tsx'
import classes from './Setup.module.css'
import { StarterDialog, type Starter } from './StarterDialog.tsx'

/** Who may sign in, and what each may do. */
export function PeopleSection(): ReactNode {
  const asked = useCall('people.list', {})
  const may = useMay()
  const [editing, setEditing] = useState<Person | 'new'>()
  const [removing, setRemoving] = useState<Person>()
  const [starter, setStarter] = useState<Starter>()
  const reset = useTask('people.reset')
  const isManaged = may('people.manage')
  const giveWords = async (person: Person): Promise<void> => {
    const reply = await reset.run({ id: person.id })
    if (reply.ok) setStarter({ name: person.name, role: person.role, words: reply.value.starter })
  }
  return (
    <Section
      title="People"
      lead="Each person signs in by name, with a passphrase nobody else knows. A role gives what the work needs, and no more."
      action={
        <Button look="go" icon={IconUserPlus} keys="n" group="People" needs="people.manage" onPress={() => setEditing('new')}>
          Add a person
        </Button>
      }
    >
      <Answer of={asked}>
        {(people) => (
          <PeopleTable
            people={people}
            isManaged={isManaged}
            isBusy={reset.isBusy}
            onEdit={setEditing}
            onWords={(person) => void giveWords(person)}
            onRemove={setRemoving}
          />
        )}
      </Answer>
      <ProblemNote problem={reset.problem} />
      <h3>What each role is for</h3>
      <dl className={classes['roles']}>
        {ROLES.map((role) => (
          <div key={role}>
            <dt>{ROLE_WORDS[role].name}</dt>
            <dd>
              {ROLE_WORDS[role].does} {ROLE_WORDS[role].sees}
            </dd>
          </div>
        ))}
      </dl>
      {editing !== undefined && (
        <PersonDrawer
          key={editing === 'new' ? 'new' : editing.id}
          person={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onAdded={setStarter}
        />
      )}
      {removing && <RemoveDialog person={removing} onClose={() => setRemoving(undefined)} />}
      {starter && <StarterDialog starter={starter} onClose={() => setStarter(undefined)} />}
    </Section>
  )
}

type TableProps = {
  readonly people: readonly Person[]
  readonly isManaged: boolean
  readonly isBusy: boolean
  readonly onEdit: (person: Person) => void
  readonly onWords: (person: Person) => void
  readonly onRemove: (person: Person) => void
}

function PeopleTable({ people, isManaged, isBusy, onEdit, onWords, onRemove }: TableProps): ReactNode {
  const me = useSitting().user.id
  const clinicians = new Map((usePicker('providers') ?? []).map(({ id, name }) => [id, name]))
  const shown = people.toSorted((a, b) => (a.isActive === b.isActive ? 0 : a.isActive ? -1 : 1))
  return (
    <table className={`${classes['table'] ?? ''} ${classes['oneLine'] ?? ''}`}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Role</th>
          <th scope="col">Substance use</th>
          <th scope="col">Signs in</th>
          <th scope="col">Last</th>
          <th scope="col">
            <span className="unseen">Change</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((person) => (
          <tr key={person.id}>
            <td>
              <span className={person.isActive ? '' : 'third'}>{person.name}</span>
              {person.id === me && <span className="third"> · you</span>}
            </td>
            <td className="second" title={`${ROLE_WORDS[person.role].does} ${ROLE_WORDS[person.role].sees}`}>
              {ROLE_WORDS[person.role].name}
              {person.provider !== null && `, ${clinicians.get(person.provider) ?? 'own patients'}`}
            </td>
            <td>{person.part2 || person.role === 'emergency' ? 'Sees them' : <span className="third">–</span>}</td>
            <td>
              <SignsIn person={person} />
            </td>
            <td className="num">
              {person.lastSignIn === null ? (
                <span className="third">never</span>
              ) : (
                <time dateTime={person.lastSignIn}>{momentWords(person.lastSignIn).split(',')[0]}</time>
              )}
            </td>
            <td>
              {isManaged && person.isActive && person.id !== me && (
                <span className={classes['acts']}>
                  <Button look="quiet" small label={`Change what ${person.name} may do`} onPress={() => onEdit(person)}>
                    Change
                  </Button>
                  <Button look="quiet" small isBusy={isBusy} label={`New starter words for ${person.name}`} onPress={() => onWords(person)}>
                    New words
                  </Button>
                  <Button look="quiet" small label={`Remove ${person.name}`} onPress={() => onRemove(person)}>
                    Remove
                  </Button>
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SignsIn({ person }: { readonly person: Person }): ReactNode {
  if (!person.isActive) return <Status shape="closed" word="No longer" />
  if (person.isShut) return <Status shape="look-here" word="Shut, too many tries" />
  if (person.role === 'emergency') return <Status shape="ready" word="Sealed envelope" />
  if (person.isStarter) return <Status shape="draft" word="With starter words" />
  return <Status shape="active" word="Yes" />
}

/** Takes a person's key away; the store gets a new one, which takes a moment. */
function RemoveDialog({ person, onClose }: { readonly person: Person; readonly onClose: () => void }): ReactNode {
  const remove = useTask('people.remove')
  const go = async (reason: string): Promise<void> => {
    const reply = await remove.run({ id: person.id, reason })
    if (reply.ok) onClose()
  }
  return (
    <ReasonDialog
      title={`Remove ${person.name}?`}
      label="Why"
      save={`Remove ${person.name}`}
      isBusy={remove.isBusy}
      problem={remove.problem}
      onClose={onClose}
      onGive={(reason) => void go(reason)}
    >
      <p>
        {person.name} can no longer sign in, and the store gets a new key, so that no copy of an old key file opens it. What {person.name}{' '}
        did stays in the log. Everybody else keeps the passphrase. This cannot be undone.
      </p>
      {remove.isBusy && <Job progress={remove.progress} title="Giving the store a new key" />}
    </ReasonDialog>
  )
}
