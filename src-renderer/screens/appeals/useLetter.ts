import { useController, useForm, useWatch, type UseFormReturn } from 'react-hook-form'
import { z } from 'zod'
import { Letter } from '../../../src-shared/contract/appeals.ts'
import { Id } from '../../../src-shared/contract/fields.ts'
import type { Problem } from '../../../src-shared/contract/index.ts'
import { useCommand } from '../../app/queries.ts'
import { useDraft } from '../../desk/drafts.ts'
import { usePicker } from '../../desk/pickers.ts'
import { checkedBy } from '../../kit/problems.ts'
import type { Appeal } from './words.ts'

const Written = z.strictObject({ letter: Letter, signer: Id.nullable() })
type Values = z.input<typeof Written>
export type LetterForm = UseFormReturn<Values, unknown, z.output<typeof Written>>

/** The letter as it is being written: kept as a draft at every pause, saved when one says so. */
export type Writing = {
  readonly form: LetterForm
  readonly blocks: Letter['blocks']
  readonly setBlocks: (blocks: Letter['blocks']) => void
  readonly isChanged: boolean
  readonly isBack: boolean
  readonly discard: () => void
  readonly save: () => Promise<boolean>
  readonly isBusy: boolean
  readonly problem: Problem | undefined
}

export function useLetter(appeal: Appeal): Writing {
  const form: LetterForm = useForm({
    resolver: checkedBy(Written),
    defaultValues: { letter: appeal.letter, signer: appeal.signer?.id ?? null },
  })
  const { field } = useController({ control: form.control, name: 'letter.blocks' })
  const { isDirty } = form.formState
  const draft = useDraft(form, `appeal ${appeal.id}`)
  const command = useCommand('appeals.save')
  return {
    form,
    blocks: field.value,
    setBlocks: field.onChange,
    isChanged: isDirty,
    isBack: draft.isBack && isDirty,
    discard: draft.discard,
    isBusy: command.isBusy,
    problem: command.problem,
    async save() {
      const { letter, signer } = form.getValues()
      // A paragraph without words is none.
      const blocks = letter.blocks.filter((block) => block.is !== 'paragraph' || block.text.trim() !== '')
      const written = { letter: { ...letter, blocks: blocks.length > 0 ? blocks : letter.blocks }, signer }
      const reply = await command.run({ id: appeal.id, ...written })
      if (!reply.ok) return false
      await draft.saved()
      form.reset(written)
      return true
    },
  }
}

/** The name of whoever is chosen to sign. */
export function useSigner({ form }: Writing, appeal: Appeal): string | undefined {
  const id = useWatch({ control: form.control, name: 'signer' })
  const clinicians = usePicker('providers')
  if (id === null) return undefined
  return appeal.signer?.id === id ? appeal.signer.name : clinicians?.find((one) => one.id === id)?.name
}
