import { type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { DayField as DayOfForm } from '../../../src-shared/contract/fields.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { useNotices } from '../../app/notices.ts'
import { useConnection } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { useTask } from '../../app/tasks.ts'
import { DayField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { Note } from '../../kit/Note.tsx'
import { Facts, PlainTable } from '../../kit/Panel.tsx'
import { checkedBy } from '../../kit/problems.ts'
import { Job } from '../../kit/Progress.tsx'
import { CODE_FILE_WORDS, countsWords } from './code-words.ts'
import classes from './Setup.module.css'

type Preview = Output<'codes.preview'>
const Start = z.strictObject({ starts: DayOfForm })

/** What a file would change, before it is taken in. */
export function CodeFileDrawer({
  path,
  preview,
  onClose,
}: {
  readonly path: string
  readonly preview: Preview
  readonly onClose: () => void
}): ReactNode {
  const today = useToday()
  const notices = useNotices()
  const connection = useConnection()
  const form = useForm({ resolver: checkedBy(Start), defaultValues: { starts: preview.starts ?? today }, mode: 'onTouched' })
  const take = useTask('codes.import')
  const submit = form.handleSubmit(async ({ starts }) => {
    const reply = await take.run({ path, starts })
    if (!reply.ok) return
    notices.tell({
      words: `${CODE_FILE_WORDS[preview.kind]}: ${countsWords(reply.value.counts)}.`,
      open: { screen: 'setup', section: 'codes' },
      undo: () => connection.call('codes.withdraw', { import: reply.value.import }, { key: crypto.randomUUID() }),
    })
    onClose()
  })
  return (
    <FormDrawer
      title={`${CODE_FILE_WORDS[preview.kind]}: take it in`}
      under={preview.name}
      onClose={onClose}
      width={640}
      save="Take it in"
      says="Ctrl Z takes it back."
      isBusy={take.isBusy}
      problem={take.problem}
      onSubmit={submit}
      above={<Seen preview={preview} />}
    >
      {take.isBusy && <Job progress={take.progress} title="Taking in codes" onStop={take.stop} />}
      <FieldGroup title="From which date of service on" hint="Sessions before it keep what held then.">
        <Span of={4}>
          <DayField control={form.control} name="starts" label="From" today={today} isNeeded isFirst />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}

function Seen({ preview }: { readonly preview: Preview }): ReactNode {
  const { counts, first, firstBad, bad, passed, rows, known } = preview
  const number = (of: number): ReactNode => <span className="num">{of.toLocaleString('en-US')}</span>
  return (
    <div className={classes['seen']}>
      {known !== null && <Note family="warn">This very file was taken in before, and it holds.</Note>}
      <Facts
        columns={3}
        facts={[
          { name: 'Codes in it', value: number(rows) },
          { name: 'Added', value: number(counts.added) },
          { name: 'Changed', value: number(counts.changed) },
          { name: 'Ended', value: number(counts.ended) },
          { name: 'As they were', value: number(counts.untouched) },
          { name: 'Left out', value: number(passed) },
        ]}
      />
      {first.length > 0 && (
        <PlainTable
          label="First changes"
          rows={first.map((one) => ({ ...one, id: `${one.is} ${one.code} ${one.other}` }))}
          columns={[
            {
              head: 'Code',
              cell: (one) => <span className="id">{[one.code, one.other].filter(Boolean).join(' + ')}</span>,
              width: '130px',
            },
            { head: 'Is', cell: (one) => one.is, width: '80px' },
            { head: 'Was', cell: (one) => <span className="second words">{one.was === '' ? '–' : one.was}</span> },
            { head: 'Would be', cell: (one) => <span className="words">{one.now}</span> },
          ]}
        />
      )}
      {bad > 0 && (
        <>
          <Note family="warn" title={bad === 1 ? '1 line cannot be read.' : `${bad.toLocaleString('en-US')} lines cannot be read.`}>
            Everything else is taken in.
          </Note>
          <PlainTable
            label="Lines that cannot be read"
            rows={firstBad.slice(0, 10).map((one) => ({ ...one, id: `${one.line} ${one.column}` }))}
            columns={[
              { head: 'Line', cell: (one) => <span className="num">{one.line.toLocaleString('en-US')}</span>, width: '80px' },
              { head: 'Column', cell: (one) => <span className="words">{one.column}</span>, width: '180px' },
              { head: 'What', cell: (one) => one.words },
            ]}
          />
        </>
      )}
    </div>
  )
}
