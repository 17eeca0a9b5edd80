import { IconArrowDown, IconArrowUp, IconHeading, IconList, IconPilcrow, IconPlus, IconTrash } from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import type { Letter } from '../../../src-shared/contract/appeals.ts'
import { Button } from '../../kit/Button.tsx'
import { Day } from '../../kit/figures.tsx'
import { Criteria } from './Criteria.tsx'
import classes from './Letter.module.css'
import { Paragraph } from './Paragraph.tsx'
import type { Appeal } from './words.ts'

type Block = Letter['blocks'][number]
const most = 60

type Props = {
  readonly appeal: Appeal
  readonly blocks: readonly Block[]
  readonly onChange: (blocks: readonly Block[]) => void
}

type As = Extract<Block, { is: 'paragraph' }>['as']
const BLOCKS = {
  plain: { name: 'Paragraph', icon: IconPilcrow },
  heading: { name: 'Heading', icon: IconHeading },
  item: { name: 'Item of a list', icon: IconList },
} as const
const nextAs = (as: As): As => (as === undefined ? 'heading' : as === 'heading' ? 'item' : undefined)
const kept = (text: string, as: As): Block => ({ is: 'paragraph', text, ...(as && { as }) })

/** `# ` at the beginning makes a heading, `- ` an item of a list. */
function typed({ text: before, as }: Extract<Block, { is: 'paragraph' }>, text: string): Block {
  if (as === undefined && text.startsWith('# ') && !before.startsWith('# ')) return kept(text.slice(2), 'heading')
  if (as === undefined && /^[-*] /.test(text) && !/^[-*] /.test(before)) return kept(text.slice(2), 'item')
  return kept(text, as)
}

/** What the letter says, block by block. */
export function Blocks({ appeal, blocks, onChange }: Props): ReactNode {
  const list = useRef<HTMLDivElement>(null)
  const [dropped, setDropped] = useState<{ readonly at: number; readonly block: Block }>()
  /** The caret goes where it belongs at once, so that no quick hand types into the wrong block. */
  const change = (next: readonly Block[], at: number): void => {
    flushSync(() => onChange(next))
    list.current?.children[at]?.querySelector<HTMLElement>('[data-paragraph], textarea, button, [data-fixed]')?.focus()
  }
  const put = (at: number, block: Block): void => onChange(blocks.map((one, n) => (n === at ? block : one)))
  const add = (at: number, block: Block): void => change(blocks.toSpliced(at, 0, block), at)
  const drop = (at: number): void => {
    const block = blocks[at]
    if (!block || blocks.length === 1) return
    if (block.is !== 'paragraph' || block.text !== '') setDropped({ at, block })
    change(blocks.toSpliced(at, 1), Math.max(0, at - 1))
  }
  const move = (at: number, by: number): void => {
    const block = blocks[at]
    const to = at + by
    if (!block || to < 0 || to >= blocks.length) return
    change(blocks.toSpliced(at, 1).toSpliced(to, 0, block), to)
  }
  return (
    <>
      <div ref={list}>
        {blocks.map((block, at) => (
          // Blocks have no name of their own; each is drawn from what it says.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={at} className={classes['block']} role="group" aria-label={`Block ${at + 1} of ${blocks.length}`}>
            {block.is === 'paragraph' && (
              <Paragraph
                text={block.text}
                as={block.as}
                facts={appeal.facts}
                label={`${BLOCKS[block.as ?? 'plain'].name}, block ${at + 1}`}
                onChange={(text) => put(at, typed(block, text))}
                onSplit={(before, behind) => {
                  if (blocks.length >= most) return
                  change(
                    blocks.toSpliced(
                      at,
                      1,
                      { ...block, text: before.trimEnd() },
                      { is: 'paragraph', text: behind.trimStart(), ...(block.as === 'item' && { as: 'item' }) },
                    ),
                    at + 1,
                  )
                }}
                onEmpty={() => (block.as === undefined ? drop(at) : put(at, { is: 'paragraph', text: '' }))}
                onMove={(by) => move(at, by)}
              />
            )}
            {block.is === 'chronology' && <Chronology lines={appeal.chronology} />}
            {block.is === 'criteria' && <Criteria rows={block.rows} onChange={(rows) => put(at, { is: 'criteria', rows: [...rows] })} />}
            <div className={classes['tools']}>
              {block.is === 'paragraph' && (
                <Button
                  look="quiet"
                  small
                  icon={BLOCKS[block.as ?? 'plain'].icon}
                  label={`${BLOCKS[nextAs(block.as) ?? 'plain'].name} in place of block ${at + 1}`}
                  title={`Make it ${BLOCKS[nextAs(block.as) ?? 'plain'].name.toLowerCase()}`}
                  onPress={() => put(at, kept(block.text, nextAs(block.as)))}
                />
              )}
              <Button look="quiet" small icon={IconArrowUp} label={`Block ${at + 1} up`} disabled={at === 0} onPress={() => move(at, -1)} />
              <Button
                look="quiet"
                small
                icon={IconArrowDown}
                label={`Block ${at + 1} down`}
                disabled={at === blocks.length - 1}
                onPress={() => move(at, 1)}
              />
              <Button
                look="quiet"
                small
                icon={IconPlus}
                label={`A paragraph below block ${at + 1}`}
                disabled={blocks.length >= most}
                onPress={() => add(at + 1, { is: 'paragraph', text: '' })}
              />
              <Button
                look="quiet"
                small
                icon={IconTrash}
                label={`Without block ${at + 1}`}
                disabled={blocks.length === 1}
                onPress={() => drop(at)}
              />
            </div>
          </div>
        ))}
      </div>
      {dropped && (
        <p className={classes['dropped']} role="status">
          <span>One block was taken out.</span>
          <Button
            look="quiet"
            small
            onPress={() => {
              add(Math.min(dropped.at, blocks.length), dropped.block)
              setDropped(undefined)
            }}
          >
            Put it back
          </Button>
        </p>
      )}
    </>
  )
}

/** What happened, as the files have it; it cannot be typed in. */
function Chronology({ lines }: { readonly lines: Appeal['chronology'] }): ReactNode {
  return (
    <table className={classes['chronology']} data-fixed tabIndex={-1}>
      <thead className="unseen">
        <tr>
          <th scope="col">Date</th>
          <th scope="col">What happened</th>
          <th scope="col">Exhibit</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.day} ${line.words}`}>
            <td>
              <Day day={line.day} />
            </td>
            <td>{line.words}</td>
            <td>{line.exhibit}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
