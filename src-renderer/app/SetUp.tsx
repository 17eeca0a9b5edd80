import { IconArrowLeft, IconFolder } from '@tabler/icons-react'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useForm, useWatch, type Control, type FieldPath } from 'react-hook-form'
import { z } from 'zod'
import { Line } from '../../src-shared/contract/fields.ts'
import { PracticeFields } from '../../src-shared/contract/store.ts'
import { Button } from '../kit/Button.tsx'
import { SecretField, TextField } from '../kit/Fields.tsx'
import { Span } from '../kit/Form.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { checkedBy, showAt } from '../kit/problems.ts'
import { PracticeFieldsForm } from '../screens/setup/PracticeFields.tsx'
import { Plain } from './Plain.tsx'
import { useTask } from './tasks.ts'
import classes from './SetUp.module.css'

/** What the engine asks of a passphrase. */
const shortest = 15

const SetUpForm = z
  .strictObject({
    practice: PracticeFields,
    user: Line(60, 1),
    passphrase: z.string().min(shortest, `${shortest} characters or more`).max(256),
    again: z.string(),
    folder: z.string().min(1, 'a folder'),
  })
  // Told on its own page, while later ones are still empty.
  .refine(({ passphrase, again }) => passphrase === again, { path: ['again'], message: 'The two are not the same.', when: () => true })
type Values = z.input<typeof SetUpForm>

const empty: Values = {
  practice: {
    name: '',
    npi: '',
    taxId: '',
    taxonomy: '',
    line1: '',
    line2: null,
    city: '',
    state: '',
    zip: '',
    phone: '',
    contact: '',
    submitterId: '',
  },
  user: '',
  passphrase: '',
  again: '',
  folder: '',
}

const pages = [
  {
    title: 'The practice',
    lead: 'As its claims name it. Each of these is checked now, so that no payer has to send it back later.',
    fields: ['practice'],
  },
  { title: 'You', lead: 'Your name stands beside what you do. Colleagues can be added later.', fields: ['user'] },
  {
    title: 'The passphrase',
    lead: 'It encrypts the store. Nobody can reset it, and nobody can open the store without it.',
    fields: ['passphrase', 'again'],
  },
  {
    title: 'The place',
    lead: 'The store is one folder. Put it where it is backed up; it is encrypted wherever it lies.',
    fields: ['folder'],
  },
] as const satisfies readonly { readonly title: string; readonly lead: string; readonly fields: readonly FieldPath<Values>[] }[]

/** Four short pages, then the store is made. What was typed stays when one goes back. */
export function SetUp({ onLeave }: { readonly onLeave: () => void }): ReactNode {
  const [at, setAt] = useState(0)
  const form = useForm({ resolver: checkedBy(SetUpForm), defaultValues: empty, mode: 'onTouched' })
  const create = useTask('store.create')
  const page = pages[at] ?? pages[0]
  const isLast = at === pages.length - 1

  const make = form.handleSubmit(async ({ practice, user, passphrase, folder }) => {
    const reply = await create.run({ folder: storeFolder(folder, practice.name), user, passphrase, practice })
    if (!reply.ok) showAt(reply.problem, form.setError, Object.keys(empty))
  })
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isLast) return make()
    if (await form.trigger([...page.fields], { shouldFocus: true })) setAt(at + 1)
  }
  return (
    <Plain left={`Page ${at + 1} of ${pages.length}`} right="Nothing is kept until the last page.">
      <form className={classes['page']} onSubmit={(event) => void go(event)} noValidate>
        <ol className={classes['steps']} aria-label="Pages">
          {pages.map(({ title }, n) => (
            <li
              key={title}
              aria-current={n === at ? 'step' : undefined}
              className={n === at ? classes['here'] : n < at ? classes['done'] : ''}
            >
              <b>{n + 1}</b> {title}
            </li>
          ))}
        </ol>
        <div className={classes['card']}>
          <h1>{page.title}</h1>
          <p className={classes['lead']}>{page.lead}</p>
          <div className={classes['fields']} key={page.title}>
            {at === 0 && <PracticeFieldsForm control={form.control} prefix="practice." />}
            {at === 1 && (
              <Span of={6}>
                <TextField control={form.control} name="user" label="Your name" isNeeded isFirst />
              </Span>
            )}
            {at === 2 && <PassphrasePage control={form.control} />}
            {at === 3 && (
              <PlacePage
                control={form.control}
                onChoose={(folder) => form.setValue('folder', folder, { shouldValidate: true })}
                error={form.formState.errors.folder?.message}
              />
            )}
          </div>
          <ProblemNote problem={create.problem} />
        </div>
        <div className={classes['buttons']}>
          <Button look="quiet" icon={IconArrowLeft} onPress={() => (at === 0 ? onLeave() : setAt(at - 1))}>
            {at === 0 ? 'To the first page' : `Back: ${pages[at - 1]?.title.toLowerCase() ?? ''}`}
          </Button>
          <Button look="go" submits isBusy={create.isBusy} className="end">
            {isLast ? 'Make the store' : `Next: ${pages[at + 1]?.title.toLowerCase() ?? ''}`}
          </Button>
        </div>
      </form>
    </Plain>
  )
}

type PageProps = { readonly control: Control<Values, unknown, z.output<typeof SetUpForm>> }

function PassphrasePage({ control }: PageProps): ReactNode {
  const typed = useWatch({ control, name: 'passphrase' })
  const missing = shortest - typed.length
  return (
    <>
      <Span of={7}>
        <SecretField
          control={control}
          name="passphrase"
          label="Passphrase"
          isNeeded
          isFirst
          hint={missing > 0 ? `${missing} more characters` : 'Long enough'}
        />
      </Span>
      <Span of={7}>
        <SecretField control={control} name="again" label="The same again" isNeeded />
      </Span>
      <Span of={12}>
        <ul className={classes['rules']}>
          <li>15 characters or more. Length counts; signs and digits are not asked for.</li>
          <li>Five words that have nothing to do with each other are strong, and can be kept in mind.</li>
          <li>One you use nowhere else. Write it down and keep it where the practice keeps its keys.</li>
        </ul>
      </Span>
    </>
  )
}

function PlacePage({
  control,
  onChoose,
  error,
}: PageProps & { readonly onChoose: (folder: string) => void; readonly error: string | undefined }): ReactNode {
  const [folder, name] = useWatch({ control, name: ['folder', 'practice.name'] })
  const choose = async (): Promise<void> => {
    const chosen = await window.parity.chooseFolder()
    if (chosen !== null) onChoose(chosen)
  }
  return (
    <Span of={12}>
      <div className={classes['place']}>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the page has one thing to do */}
        <Button icon={IconFolder} onPress={() => void choose()} autoFocus>
          {folder === '' ? 'Choose a folder' : 'Choose another folder'}
        </Button>
        <div className="words second" role="status">
          {folder !== '' && (
            <>
              The store will be <b className="id">{storeFolder(folder, name)}</b>
            </>
          )}
          {folder === '' && error !== undefined && <span className="fam-bad">A folder is needed.</span>}
        </div>
      </div>
    </Span>
  )
}

/** The folder of the store inside the one that was chosen, named after the practice. */
function storeFolder(parent: string, practice: string): string {
  const separator = parent.includes('\\') && !parent.includes('/') ? '\\' : '/'
  const name = practice
    .replaceAll(/[^\p{L}\p{N} ()-]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return `${parent.replace(/[/\\]$/, '')}${separator}${name === '' ? 'Practice' : name}.parity`
}
