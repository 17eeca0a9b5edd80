import { IconDownload } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { useCall } from '../../app/queries.ts'
import { useTask } from '../../app/tasks.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { counted, Moment } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { PanelSection, PanelTop } from '../../kit/Panel.tsx'
import { placeOf, Segments } from '../../kit/Segments.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Mark, Tag } from '../../kit/Status.tsx'
import { AnotherWay } from './AnotherWay.tsx'
import classes from './Exchange.module.css'
import { Journey } from './Journey.tsx'
import { OUTCOMES } from './outcomes.ts'

/** Segments shown at a time. */
const atOnce = 200

/** The first segment of the part in which a segment stands. */
const partOf = (segment: number): number => Math.floor((segment - 1) / atOnce) * atOnce + 1

/** One file: what was found in it, and each segment beside its meaning. `at` is the segment one was sent to. */
export function FilePanel({ id, at }: { readonly id: number; readonly at?: number | undefined }): ReactNode {
  const [lit, setLit] = useState(at)
  const [from, setFrom] = useState(partOf(at ?? 1))
  const asked = useCall('exchange.file', { id, from, limit: atOnce }, { keep: true })
  const isHere = asked.data?.lines.some(({ segment }) => segment === lit) === true
  useEffect(() => {
    if (isHere) document.querySelector(`[data-segment="${lit}"]`)?.scrollIntoView({ block: 'center' })
  }, [lit, isHere])
  const show = (segment: number): void => {
    setLit(segment)
    setFrom(partOf(segment))
  }
  return (
    <Answer of={asked}>
      {(file) => (
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
          {file.outbox && <Journey file={file.id} outbox={file.outbox} />}
          <AnotherWay file={file} />
          {file.parts.length > 0 && <Parts parts={file.parts} />}
          {file.findings.length > 0 && <Findings findings={file.findings} onShow={show} />}
          <Whole file={file} from={from} lit={lit} onFrom={setFrom} />
        </>
      )}
    </Answer>
  )
}

type FileDetail = Output<'exchange.file'>

/** What became of what is in the file. */
function Parts({ parts }: { readonly parts: FileDetail['parts'] }): ReactNode {
  return (
    <PanelSection title="What became of it" aside={parts.length === 1 ? undefined : counted(parts.length, 'part')}>
      <ul className={classes['findings']}>
        {parts.map((part, n) => (
          // Parts are known by their place in the file.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={n} className={classes['finding']}>
            <Mark shape={OUTCOMES[part.status].shape} />
            <span className="words">
              <b>{OUTCOMES[part.status].word}</b> {part.words}
              {part.details.map((detail) => (
                <small key={detail} className={classes['detail']}>
                  {detail}
                </small>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </PanelSection>
  )
}

function Findings({
  findings,
  onShow,
}: {
  readonly findings: FileDetail['findings']
  readonly onShow: (segment: number) => void
}): ReactNode {
  return (
    <PanelSection title="Findings" aside="where, and what is wrong there">
      <ul className={classes['findings']}>
        {findings.map((finding, n) => (
          // One segment may have several findings of one kind.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={n} className={classes['finding']}>
            <Mark shape={finding.severity === 'error' ? 'rejected' : 'look-here'} />
            <span className="words">
              {finding.message}{' '}
              <button type="button" className={classes['place']} onClick={() => onShow(finding.segment)}>
                {placeOf({ segment: finding.segment, byte: finding.byte, loop: finding.loop ?? '' })}
                {finding.element !== null && `, ${finding.element}`}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </PanelSection>
  )
}

type WholeProps = {
  readonly file: FileDetail
  readonly from: number
  readonly lit: number | undefined
  readonly onFrom: (from: number) => void
}

/** The file itself, a part at a time. */
function Whole({ file, from, lit, onFrom }: WholeProps): ReactNode {
  const last = Math.min(file.segments, from + atOnce - 1)
  return (
    <PanelSection
      title="What the file says"
      aside={
        file.segments === 0
          ? undefined
          : `segments ${from.toLocaleString('en-US')} to ${last.toLocaleString('en-US')} of ${file.segments.toLocaleString('en-US')}`
      }
    >
      {file.lines.length === 0 ? (
        <Note title="No segments.">This file is not X12, so there is nothing to put into words. Save a copy to look inside.</Note>
      ) : (
        <Segments lines={file.lines} lit={lit === undefined ? [] : [lit]} hasPlaces />
      )}
      {file.segments > atOnce && (
        <div className="row" style={{ marginTop: 10 }}>
          <Button small disabled={from === 1} onPress={() => onFrom(Math.max(1, from - atOnce))}>
            Earlier
          </Button>
          <Button small disabled={last >= file.segments} onPress={() => onFrom(from + atOnce)}>
            Next {Math.min(atOnce, file.segments - last).toLocaleString('en-US')} segments
          </Button>
        </div>
      )}
    </PanelSection>
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
