import { IconArrowLeft, IconFolder } from '@tabler/icons-react'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useForm, useWatch, type Control, type FieldPath } from 'react-hook-form'
import { z } from 'zod'
import { Line } from '../../src-shared/contract/fields.ts'
import { PracticeFields } from '../../src-shared/contract/store.ts'
import { Button } from '../kit/Button.tsx'
import { TextField } from '../kit/Fields.tsx'
import { Span } from '../kit/Form.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { checkedBy, showAt } from '../kit/problems.ts'
import { PracticeFieldsForm } from '../screens/setup/PracticeFields.tsx'
import { isSame, NewPassphrase, newPassphrase, notSame } from './NewPassphrase.tsx'
import { Plain } from './Plain.tsx'
import { useConnection } from './queries.ts'
import { SET_UP_PAGES, SetUpSteps } from './SetUpSteps.tsx'
import { recoveryDue } from './sitting.ts'
import { useTask } from './tasks.ts'
import classes from './SetUp.module.css'

const SetUpForm = z
  .strictObject({
    practice: PracticeFields,
    user: Line(60, 1),
    ...newPassphrase,
    folder: z.string().min(1, 'a folder'),
  })
  .refine(isSame, notSame)
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
    lead: 'As its claims name it. Each of these is checked now, so that no payer has to send it back later.',
    fields: ['practice'],
  },
  { lead: 'Your name stands beside what you do. Colleagues can be added later.', fields: ['user'] },
  {
    lead: 'It encrypts the store. Nobody can reset it. Use one you use nowhere else, and keep it where the practice keeps its keys.',
    fields: ['passphrase', 'again'],
  },
  {
    lead: 'The store is one folder. Put it where it is backed up; it is encrypted wherever it lies.',
    fields: ['folder'],
  },
] as const satisfies readonly { readonly lead: string; readonly fields: readonly FieldPath<Values>[] }[]

const titleOf = (at: number): string => SET_UP_PAGES[at] ?? ''
const passphrasePage = 2

/** Four short pages, then the store is made; its recovery key comes last, in the store. What was typed stays when one goes back. */
export function SetUp({ onLeave }: { readonly onLeave: () => void }): ReactNode {
  const [at, setAt] = useState(0)
  const form = useForm({ resolver: checkedBy(SetUpForm), defaultValues: empty, mode: 'onTouched' })
  const create = useTask('store.create')
  const connection = useConnection()
  const page = pages[at] ?? pages[0]
  const isLast = at === pages.length - 1

  const make = form.handleSubmit(async ({ practice, user, passphrase, folder }) => {
    // The window opens by itself as soon as the store does, so it is told before that what comes first.
    recoveryDue.set('soon')
    const reply = await create.run({ folder: storeFolder(folder, practice.name), user, passphrase, practice })
    if (reply.ok) {
      // A recovery key asks for the passphrase again, and it was typed a moment ago.
      await connection.call('access.confirm', { passphrase })
      recoveryDue.set(reply.value.recovery === 'unconfirmed' ? 'now' : undefined)
      return
    }
    recoveryDue.set(undefined)
    const { code, message } = reply.problem
    if (code.startsWith('store.passphrase')) {
      setAt(passphrasePage)
      form.setError('passphrase', { message })
    } else showAt(reply.problem, form.setError, Object.keys(empty))
  })
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isLast) return make()
    if (await form.trigger([...page.fields], { shouldFocus: true })) setAt(at + 1)
  }
  return (
    <Plain left={`Page ${at + 1} of ${SET_UP_PAGES.length}`} right="Nothing is kept until the store is made.">
      <form className={classes['page']} onSubmit={(event) => void go(event)} noValidate>
        <SetUpSteps at={at} />
        <div className={classes['card']}>
          <h1>{titleOf(at)}</h1>
          <p className={classes['lead']}>{page.lead}</p>
          <div className={classes['fields']} key={at}>
            {at === 0 && <PracticeFieldsForm control={form.control} prefix="practice." />}
            {at === 1 && (
              <Span of={6}>
                <TextField control={form.control} name="user" label="Your name" isNeeded isFirst />
              </Span>
            )}
            {at === 2 && (
              <NewPassphrase
                control={form.control}
                names={['passphrase', 'again']}
                isFirst
                onSuggest={(words) => form.setValue('passphrase', words, { shouldValidate: true })}
              />
            )}
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
            {at === 0 ? 'To the first page' : `Back: ${titleOf(at - 1).toLowerCase()}`}
          </Button>
          <Button look="go" submits isBusy={create.isBusy} className="end">
            {isLast ? 'Make the store' : `Next: ${titleOf(at + 1).toLowerCase()}`}
          </Button>
        </div>
      </form>
    </Plain>
  )
}

type PageProps = { readonly control: Control<Values, unknown, z.output<typeof SetUpForm>> }

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
