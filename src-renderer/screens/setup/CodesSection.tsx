import { IconFileUpload } from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { useNotices } from '../../app/notices.ts'
import { useCall, useCommand, useConnection } from '../../app/queries.ts'
import { useTask } from '../../app/tasks.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Day, Moment } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Job } from '../../kit/Progress.tsx'
import { Status } from '../../kit/Status.tsx'
import { CodeBook } from './CodeBook.tsx'
import { CodeFileDrawer } from './CodeFileDrawer.tsx'
import { CODE_FILE_WORDS, countsWords } from './code-words.ts'
import { ImportList } from '../intake/lists.tsx'
import { Section } from './Section.tsx'
import classes from './Setup.module.css'

type Preview = Output<'codes.preview'>
type Import = Output<'codes.imports'>[number]

/** The code book, and the published files that better it. */
export function CodesSection(): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const look = useTask('codes.preview')
  const [chosen, setChosen] = useState<{ readonly path: string; readonly preview: Preview }>()
  const [isLost, setLost] = useState(false)
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const path = await window.parity.pathOf(file).catch(() => undefined)
    setLost(path === undefined)
    if (path === undefined) return
    const reply = await look.run({ path })
    if (reply.ok) setChosen({ path, preview: reply.value })
  }
  return (
    <Section
      title="Codes"
      lead="Every code behavioral health bills, in our words. What CMS and the CDC publish, and descriptors you have a license for, is taken in as files and asked first from its day on."
      action={
        <>
          <input
            ref={input}
            type="file"
            hidden
            aria-label="Code file to take in"
            onChange={(event) => {
              void choose(event.currentTarget.files?.[0])
              event.currentTarget.value = ''
            }}
          />
          <ImportList kind="codes" />
          <Button
            look="go"
            icon={IconFileUpload}
            needs="fees.write"
            keys="n"
            group="Codes"
            isBusy={look.isBusy}
            onPress={() => input.current?.click()}
          >
            Take in a file
          </Button>
        </>
      }
    >
      {look.isBusy && <Job progress={look.progress} title="Reading a code file" />}
      <ProblemNote problem={look.problem} />
      {isLost && <Note family="warn">It is not a file on this computer. Save it first, then choose it here.</Note>}
      <Imports />
      <CodeBook />
      {chosen && <CodeFileDrawer key={chosen.path} {...chosen} onClose={() => setChosen(undefined)} />}
    </Section>
  )
}

function Imports(): ReactNode {
  const asked = useCall('codes.imports', {})
  return (
    <section className={classes['part']} aria-label="Files that were taken in">
      <h3>Files taken in</h3>
      <Answer of={asked}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="second words">
              None yet; the built-in code book is asked. Known by their content: the ICD-10-CM order file, the HCPCS file (text or CSV),
              NCCI pairs and unlikely edits for practitioners, the place of service list, the Medicare telehealth list (CSV), and CPT
              descriptors under your own license (code, tab, descriptor).
            </p>
          ) : (
            <ImportTable rows={rows} />
          )
        }
      </Answer>
    </section>
  )
}

function ImportTable({ rows }: { readonly rows: readonly Import[] }): ReactNode {
  return (
    <table className={`${classes['table'] ?? ''} ${classes['twoLines'] ?? ''}`}>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">From</th>
          <th scope="col" className={classes['end']}>
            Codes
          </th>
          <th scope="col">Changed</th>
          <th scope="col">Taken in</th>
          <th scope="col">Holds</th>
          <th scope="col">
            <span className="unseen">Take back</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ImportLine key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function ImportLine({ row }: { readonly row: Import }): ReactNode {
  const notices = useNotices()
  const connection = useConnection()
  const withdraw = useCommand('codes.withdraw')
  const put = async (undo: boolean): Promise<void> => {
    const reply = await withdraw.run({ import: row.id, undo })
    if (!reply.ok) {
      notices.tell({ words: reply.problem.message, family: 'bad' })
      return
    }
    notices.tell({
      words: undo ? `${CODE_FILE_WORDS[row.kind]}: the file holds again.` : `${CODE_FILE_WORDS[row.kind]}: the file was taken back.`,
      undo: () => connection.call('codes.withdraw', { import: row.id, undo: !undo }, { key: crypto.randomUUID() }),
    })
  }
  return (
    <tr>
      <td>
        {CODE_FILE_WORDS[row.kind]}
        <span className={`third small words ${classes['under'] ?? ''}`}>{row.name}</span>
      </td>
      <td>
        <Day day={row.starts} />
      </td>
      <td className={`${classes['end']} num`}>{row.rows.toLocaleString('en-US')}</td>
      <td className="second">
        {countsWords(row.counts)}
        {row.bad > 0 && `, ${row.bad.toLocaleString('en-US')} bad ${row.bad === 1 ? 'line' : 'lines'}`}
      </td>
      <td className="second" title={row.who}>
        <Moment at={row.at} />
      </td>
      <td>{row.stands ? <Status shape="active" word="Holds" /> : <Status shape="voided" word="Taken back" />}</td>
      <td>
        <Button
          look="quiet"
          small
          needs="fees.write"
          isBusy={withdraw.isBusy}
          label={`${row.stands ? 'Take back' : 'Let hold again'}: ${row.name}`}
          onPress={() => void put(!row.stands)}
        >
          {row.stands ? 'Take back' : 'Let hold again'}
        </Button>
      </td>
    </tr>
  )
}
