import { IconCopy, IconFileSearch } from '@tabler/icons-react'
import { Fragment, useState, type ReactNode } from 'react'
import type { SegmentLine } from '../../src-shared/contract/fields.ts'
import { fileAt, useRouter } from '../app/routes.ts'
import { copyText } from '../grid/copy.ts'
import { Button } from './Button.tsx'
import { Sentence } from './figures.tsx'
import classes from './Segments.module.css'

/** A segment with the elements that matter marked, parted by the file's own sign. */
function Raw({ line: { raw, sign, marks } }: { readonly line: SegmentLine }): ReactNode {
  return (
    <code className="mono words">
      {raw.split(sign).map((value, n) => (
        // Elements are known by their place.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={n}>
          {n > 0 && sign}
          {marks.includes(n) && value !== '' ? <mark>{value}</mark> : value}
        </Fragment>
      ))}
    </code>
  )
}

/** `segment 41, byte 6,204, loop 2110`: bytes counted from 0, as a problem counts them. */
export const placeOf = ({ segment, byte, loop }: Pick<SegmentLine, 'segment' | 'byte' | 'loop'>): string =>
  [
    `segment ${segment.toLocaleString('en-US')}`,
    `byte ${byte.toLocaleString('en-US')}`,
    ...(/^\d{4}/.test(loop) ? [`loop ${loop}`] : []),
  ].join(', ')

type Props = {
  readonly lines: readonly SegmentLine[]
  /** The segments something else on the panel points to. */
  readonly lit?: readonly number[]
  /** The file they stand in; with it they can be shown in the whole of it. */
  readonly file?: number | null | undefined
  /** Each with its place below, where the place is what one looks for. */
  readonly hasPlaces?: boolean
}

/** What a file says: the segment as it stands, and what it means; below, where that is, to copy it and to see it in the whole file. */
export function Segments({ lines, lit = [], file, hasPlaces = false }: Props): ReactNode {
  const [first] = lines
  return (
    <>
      <div className={classes['segments']}>
        {lines.map((line) => (
          <div
            key={line.segment}
            title={placeOf(line)}
            data-segment={line.segment}
            className={lit.includes(line.segment) ? classes['lit'] : undefined}
          >
            <div>
              <Raw line={line} />
            </div>
            <div className="words">
              <Sentence text={line.words} />
              {hasPlaces && <span className={`${classes['place']} num`}>{placeOf(line)}</span>}
            </div>
          </div>
        ))}
      </div>
      {first && <Foot lines={lines} at={lines.find(({ segment }) => lit.includes(segment)) ?? first} file={file} />}
    </>
  )
}

function Foot({ lines, at, file }: Pick<Props, 'lines' | 'file'> & { readonly at: SegmentLine }): ReactNode {
  const router = useRouter()
  const [isCopied, setCopied] = useState(false)
  const copy = (): void => {
    copyText(lines.map(({ raw }) => raw).join('\n'))
    setCopied(true)
  }
  return (
    <div className={classes['foot']}>
      <span className="num">{placeOf(at)}</span>
      <span className="row">
        <Button look="quiet" small icon={IconCopy} onPress={copy}>
          {isCopied ? 'Copied' : 'Copy raw'}
        </Button>
        {file !== null && file !== undefined && (
          <Button look="quiet" small icon={IconFileSearch} needs="exchange.read" onPress={() => router.go(fileAt(file, at.segment))}>
            Show the whole file
          </Button>
        )}
      </span>
    </div>
  )
}
