import { IconDownload } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useCall } from '../../app/queries.ts'
import { useTask } from '../../app/tasks.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { counted, Moment } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { PanelSection, PanelTop, Segments } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Mark, Tag } from '../../kit/Status.tsx'
import classes from './Exchange.module.css'

/** Segments shown at a time. */
const atOnce = 200

/** One file: what was found in it, and each segment beside its meaning. */
export function FilePanel({ id }: { readonly id: number }): ReactNode {
  const [from, setFrom] = useState(1)
  const asked = useCall('exchange.file', { id, from, limit: atOnce }, { keep: true })
  return (
    <Answer of={asked}>
      {(file) => {
        const last = Math.min(file.segments, from + atOnce - 1)
        return (
          <>
            <PanelTop
              tag={
                file.findings.length === 0 ? (
                  <Tag shape="active" word="No findings" />
                ) : (
                  <Tag shape="look-here" word={counted(file.findings.length, 'finding')} />
                )
              }
              id={`File ${file.id}`}
              title={file.name}
              after={file.kind}
            >
              <p className="second small words">
                {file.summary} <Moment at={file.at} />
              </p>
              <SaveFile id={id} name={file.name} />
            </PanelTop>
            {file.findings.length > 0 && (
              <PanelSection title="Findings">
                <ul className={classes['findings']}>
                  {file.findings.map((finding, n) => (
                    // One segment may have several findings of one kind.
                    // oxlint-disable-next-line react/no-array-index-key
                    <li key={n} className={classes['finding']}>
                      <Mark shape={finding.severity === 'error' ? 'rejected' : 'look-here'} />
                      <span className="words">
                        {finding.message}{' '}
                        <span className="third">
                          segment {finding.segment}
                          {finding.loop !== null && `, loop ${finding.loop}`}
                          {finding.element !== null && `, ${finding.element}`}
                        </span>
                      </span>
                    </li>
                  ))}
                </ul>
              </PanelSection>
            )}
            <PanelSection
              title="What the file says"
              aside={
                file.segments === 0
                  ? undefined
                  : `segments ${from.toLocaleString('en-US')} to ${last.toLocaleString('en-US')} of ${file.segments.toLocaleString('en-US')}`
              }
            >
              {file.lines.length === 0 ? <Note title="Nothing to show.">This file has no segments.</Note> : <Segments lines={file.lines} />}
              {file.segments > atOnce && (
                <div className="row" style={{ marginTop: 10 }}>
                  <Button small disabled={from === 1} onPress={() => setFrom(Math.max(1, from - atOnce))}>
                    Earlier
                  </Button>
                  <Button small disabled={last >= file.segments} onPress={() => setFrom(from + atOnce)}>
                    Next {Math.min(atOnce, file.segments - last).toLocaleString('en-US')} segments
                  </Button>
                </div>
              )}
            </PanelSection>
          </>
        )
      }}
    </Answer>
  )
}

/** Writes a kept file, byte for byte, where a person says. */
export function SaveFile({
  id,
  name,
  look = 'default',
}: {
  readonly id: number
  readonly name: string
  readonly look?: 'default' | 'go'
}): ReactNode {
  const save = useTask('exchange.save')
  const [saved, setSaved] = useState<string>()
  const choose = async (): Promise<void> => {
    const path = await window.parity.saveAs(name)
    if (path === null) return
    const reply = await save.run({ id, path })
    if (reply.ok) setSaved(`${counted(reply.value.bytes, 'byte')} in ${reply.value.path}`)
  }
  return (
    <div className={classes['save']}>
      <Button small look={look} icon={IconDownload} needs="exchange.write" isBusy={save.isBusy} onPress={() => void choose()}>
        Save a copy
      </Button>
      {saved !== undefined && (
        <span className="small second words" role="status">
          {saved}
        </span>
      )}
      <ProblemNote problem={save.problem} />
    </div>
  )
}
