import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { Shape } from '../../../src-shared/contract/fields.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { useCall } from '../../app/queries.ts'
import { Answer } from '../../kit/Answer.tsx'
import { counted } from '../../kit/figures.tsx'
import { Icon } from '../../kit/Icon.tsx'
import { Status } from '../../kit/Status.tsx'
import rules from './Rules.module.css'
import { Section } from './Section.tsx'
import classes from './Setup.module.css'

type Edit = Output<'edits.list'>['edits'][number]

const CLASSES: Readonly<Record<Edit['class'], { readonly shape: Shape; readonly word: string }>> = {
  stop: { shape: 'held', word: 'Stops' },
  warning: { shape: 'look-here', word: 'Warns' },
  repair: { shape: 'note', word: 'Repairs' },
}

/** Every word typed is somewhere in the edit. */
function editsWith(edits: readonly Edit[], typed: string): readonly Edit[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return edits
  return edits.filter((edit) => {
    const text = [
      edit.code,
      CLASSES[edit.class].word,
      edit.title,
      edit.words,
      edit.box === '' ? '' : `box ${edit.box}`,
      edit.x12,
      edit.source,
      edit.pack,
    ]
    const all = text.join(' ').toLowerCase()
    return words.every((word) => all.includes(word))
  })
}

/** Every check that ships, with its place on paper and in the file, and who says so. */
export function EditsSection(): ReactNode {
  const asked = useCall('edits.list', {})
  const [typed, setTyped] = useState('')
  return (
    <Section
      title="Edits"
      lead="What each claim is checked for before it leaves. A repair is made by itself and listed, a warning is said, a stop holds this claim and no other."
    >
      <TextInput
        aria-label="Search the edits"
        placeholder="Code, word, box or segment: M05, telehealth, box 24D, REF02"
        leftSection={<Icon of={IconSearch} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Answer of={asked}>
        {({ edits, packs }) => {
          const found = editsWith(edits, typed)
          return (
            <>
              {packs.map((pack) => {
                const own = found.filter((edit) => edit.pack === pack.title)
                return own.length === 0 ? null : (
                  <div key={pack.id}>
                    <h3>{pack.title}</h3>
                    <p className="third small" style={{ marginBottom: 6 }}>
                      Version {pack.version}, as of {shownDay(pack.asOf)}. {pack.source}.
                    </p>
                    <EditTable edits={own} label={pack.title} />
                  </div>
                )
              })}
              <p className={rules['found']} role="status">
                {found.length === edits.length ? counted(edits.length, 'edit') : `${found.length} of ${counted(edits.length, 'edit')}`}
              </p>
            </>
          )
        }}
      </Answer>
    </Section>
  )
}

function EditTable({ edits, label }: { readonly edits: readonly Edit[]; readonly label: string }): ReactNode {
  return (
    <table className={`${classes['table']} ${rules['edits']}`} aria-label={label}>
      <thead>
        <tr>
          <th scope="col" style={{ width: 58 }}>
            Code
          </th>
          <th scope="col" style={{ width: 92 }}>
            What it does
          </th>
          <th scope="col">Edit</th>
          <th scope="col" style={{ width: 44 }}>
            Box
          </th>
          <th scope="col" style={{ width: 150 }}>
            837P
          </th>
          <th scope="col" style={{ width: 140 }}>
            Source
          </th>
        </tr>
      </thead>
      <tbody>
        {edits.map((edit) => (
          <tr key={edit.code}>
            <td className="id">{edit.code === 'part2.consent' ? 'Part 2' : edit.code}</td>
            <td>
              <Status {...CLASSES[edit.class]} />
            </td>
            <td className="words">
              {edit.words}
              {edit.from !== null && <span className="third"> For services from {shownDay(edit.from)}.</span>}
              {edit.fix !== null && <span className="third"> One key: {edit.fix.charAt(0).toLowerCase() + edit.fix.slice(1)}.</span>}
            </td>
            <td className="id">{edit.box}</td>
            <td className={`id ${rules['whole']}`}>{edit.x12}</td>
            <td className="third words">{edit.source}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
