import { Select, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Letter } from '../../../src-shared/contract/appeals.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useCall, useCommand, useConnection } from '../../app/queries.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { factWords, type Appeal } from './words.ts'

type Kept = Output<'paragraphs.list'>
type Props = {
  readonly facts: Appeal['facts']
  readonly blocks: Letter['blocks']
  readonly onClose: () => void
  readonly onChoose: (text: string) => void
}

/** A paragraph that is kept for letters: put into this one, or kept out of it. */
export function ParagraphDialog(props: Props): ReactNode {
  const asked = useCall('paragraphs.list', {})
  const [title, setTitle] = useState<string>()
  const chosen = asked.data?.find((one) => one.title === title)
  return (
    <Dialog
      title="Insert a paragraph"
      isOpen
      onClose={props.onClose}
      width={620}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields disabled={!chosen} onPress={() => chosen && props.onChoose(chosen.text)}>
            Insert it
          </Button>
          <Button keys="Escape" inFields onPress={props.onClose}>
            Not now
          </Button>
        </>
      }
    >
      <Answer of={asked}>
        {(kept) => (
          <>
            <Select
              label="Paragraph"
              data={groupsOf(kept)}
              searchable
              data-autofocus
              nothingFoundMessage="None"
              maxDropdownHeight={260}
              value={title ?? null}
              onChange={(value) => setTitle(value ?? undefined)}
            />
            {chosen && <Chosen paragraph={chosen} facts={props.facts} onGone={() => setTitle(undefined)} />}
            <Keep blocks={props.blocks} kept={kept} />
          </>
        )}
      </Answer>
    </Dialog>
  )
}

const groupsOf = (kept: Kept) =>
  [
    { group: 'Your own', items: kept.filter(({ isOwn }) => isOwn).map(({ title }) => title) },
    { group: 'Parity’s', items: kept.filter(({ isOwn }) => !isOwn).map(({ title }) => title) },
  ].filter(({ items }) => items.length > 0)

const MARK = /\{\{([a-z0-9._]+)\}\}/g
const filledIn = (text: string, facts: Appeal['facts']): string =>
  text.replaceAll(MARK, (_all, name: string) => facts[name] ?? `[${factWords(name)}]`)
const missingIn = (text: string, facts: Appeal['facts']): string[] =>
  [...text.matchAll(MARK)].flatMap(([, name = '']) => ((facts[name] ?? null) === null ? [factWords(name)] : []))

type ChosenProps = { readonly paragraph: Kept[number]; readonly facts: Appeal['facts']; readonly onGone: () => void }

/** What it will say in this letter, and where it comes from. */
function Chosen({ paragraph: { title, text, source, isOwn }, facts, onGone }: ChosenProps): ReactNode {
  const missing = missingIn(text, facts)
  const remove = useCommand('paragraphs.remove')
  const connection = useConnection()
  const { tell } = useNotices()
  const forget = async (): Promise<void> => {
    const reply = await remove.run({ title })
    if (!reply.ok) return tell({ words: reply.problem.message, family: 'bad' })
    onGone()
    tell({ words: 'The paragraph is forgotten.', undo: () => connection.call('paragraphs.save', { title, text }, { key: newKey() }) })
  }
  return (
    <>
      <p className="words">{filledIn(text, facts)}</p>
      {source !== '' && <p className="second small">{source}</p>}
      {missing.length > 0 && (
        <Note family="warn">
          Not known of this claim: {missing.join(', ')}. The letter does not leave until it is filled in, or the paragraph is taken out.
        </Note>
      )}
      {isOwn && (
        <div>
          <Button look="quiet" small needs="appeals.write" isBusy={remove.isBusy} onPress={() => void forget()}>
            Forget this paragraph
          </Button>
        </div>
      )}
    </>
  )
}

/** A paragraph of this letter is kept for the next ones. */
function Keep({ blocks, kept }: { readonly blocks: Letter['blocks']; readonly kept: Kept }): ReactNode {
  const [text, setText] = useState<string>()
  const [title, setTitle] = useState('')
  const save = useCommand('paragraphs.save')
  const { tell } = useNotices()
  const texts = [...new Set(blocks.flatMap((block) => (block.is === 'paragraph' && block.text.trim() !== '' ? [block.text] : [])))]
  const keep = async (): Promise<void> => {
    if (text === undefined) return
    const reply = await save.run({ title: title.trim(), text })
    if (!reply.ok) return
    setText(undefined)
    setTitle('')
    tell({ words: 'The paragraph is kept.' })
  }
  const replaces = kept.some((one) => one.isOwn && one.title === title.trim())
  return (
    <section aria-label="Keep a paragraph of this letter">
      <h3>Keep one of this letter</h3>
      <p className="second small">It is kept with its fields, which the next letter fills in anew. Keep nothing that names a patient.</p>
      <Select
        label="Which"
        data={texts.map((one) => ({ value: one, label: one.length > 90 ? `${one.slice(0, 90)}…` : one }))}
        value={text ?? null}
        onChange={(value) => setText(value ?? undefined)}
      />
      <TextInput label="Its title" maxLength={120} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
      <ProblemNote problem={save.problem} />
      <div className="row" style={{ marginTop: 8 }}>
        <Button
          small
          needs="appeals.write"
          isBusy={save.isBusy}
          disabled={text === undefined || title.trim() === ''}
          onPress={() => void keep()}
        >
          {replaces ? 'Keep it instead of the one before' : 'Keep it'}
        </Button>
      </div>
    </section>
  )
}
