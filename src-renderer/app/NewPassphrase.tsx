import { IconCheck, IconDice5, IconPoint } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useWatch, type Control, type FieldPath, type FieldValues } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '../kit/Button.tsx'
import { SecretField } from '../kit/Fields.tsx'
import { Span } from '../kit/Form.tsx'
import { Icon } from '../kit/Icon.tsx'
import classes from './NewPassphrase.module.css'
import { useConnection } from './queries.ts'

/** What the engine asks of a passphrase. */
const shortest = 15

/** The fields of a form in which a passphrase is chosen. */
export const newPassphrase = {
  passphrase: z.string().min(shortest, `A passphrase needs ${shortest} characters or more.`).max(256),
  again: z.string(),
} as const

type Chosen = { readonly passphrase: string; readonly again: string }

/** For `refine`: told while other fields are still empty. */
export const isSame = ({ passphrase, again }: Chosen): boolean => passphrase === again
export const notSame = { path: ['again'], message: 'The two are not the same.', when: () => true }

type Props<T extends FieldValues, C, O> = {
  readonly control: Control<T, C, O>
  /** The two fields' names, and how the form takes words that were suggested. */
  readonly names: readonly [passphrase: FieldPath<T>, again: FieldPath<T>]
  readonly onSuggest: (passphrase: string) => void
  readonly label?: string
  readonly isFirst?: boolean
}

/** A passphrase is chosen: typed twice, held against the rules while it is typed, or made of six words by Parity. */
export function NewPassphrase<T extends FieldValues, C, O>({
  control,
  names,
  onSuggest,
  label = 'Passphrase',
  isFirst = false,
}: Props<T, C, O>): ReactNode {
  const connection = useConnection()
  const [suggested, setSuggested] = useState<string>()
  const [passphrase, again] = useWatch({ control, name: [...names] }) as readonly (string | undefined)[]
  const typed = passphrase ?? ''
  const missing = shortest - typed.length
  const suggest = async (): Promise<void> => {
    const reply = await connection.call('access.suggest', {})
    if (!reply.ok) return
    setSuggested(reply.value.passphrase)
    onSuggest(reply.value.passphrase)
  }
  const isSuggested = suggested !== undefined && typed === suggested
  return (
    <>
      <Span of={7}>
        <SecretField control={control} name={names[0]} label={label} isNeeded isFirst={isFirst} />
      </Span>
      <Span of={5}>
        <div className={classes['suggest']}>
          <Button icon={IconDice5} onPress={() => void suggest()}>
            Suggest six words
          </Button>
        </div>
      </Span>
      {isSuggested && (
        <Span of={12}>
          <p className={`${classes['words']} words`}>{suggested}</p>
          <p className="second small" role="status">
            Write the six words down now, then type them below. They are shown only here.
          </p>
        </Span>
      )}
      <Span of={7}>
        <SecretField control={control} name={names[1]} label="The same again" isNeeded />
      </Span>
      <Span of={12}>
        <ul className={classes['rules']} aria-label="What a passphrase needs">
          <Rule isKept={missing <= 0}>
            {missing <= 0 || typed === ''
              ? '15 characters or more. Length counts; signs and digits are not asked for.'
              : `${missing} more ${missing === 1 ? 'character' : 'characters'}. Length counts; signs and digits are not asked for.`}
          </Rule>
          <Rule isKept={isSuggested}>Not a common one, and not the name of the practice or your own. Parity looks when it is saved.</Rule>
          <Rule isKept={typed !== '' && typed === again}>The same both times.</Rule>
        </ul>
      </Span>
    </>
  )
}

function Rule({ isKept, children }: { readonly isKept: boolean; readonly children: ReactNode }): ReactNode {
  return (
    <li className={isKept ? classes['kept'] : undefined}>
      <Icon of={isKept ? IconCheck : IconPoint} size={14} />
      <span>
        {children}
        {isKept && <span className="unseen"> Done.</span>}
      </span>
    </li>
  )
}
