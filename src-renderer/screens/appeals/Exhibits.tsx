import { IconArrowDown, IconArrowUp, IconPencil, IconX } from '@tabler/icons-react'
import { useState, type DragEvent, type KeyboardEvent, type ReactNode } from 'react'
import { useNotices } from '../../app/notices.ts'
import { useCommand } from '../../app/queries.ts'
import { useWhyNot } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { counted } from '../../kit/figures.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import classes from './Appeals.module.css'
import { ChooseEnclosure } from './ChooseEnclosure.tsx'
import { EnclosureDialog } from './EnclosureDialog.tsx'
import { isOpen, type Appeal } from './words.ts'

type Exhibit = Appeal['exhibits'][number]

/** What goes with the letter, in order; what could go besides; and pages of the record. */
export function Exhibits({ appeal, onShow }: { readonly appeal: Appeal; readonly onShow: (page: string) => void }): ReactNode {
  const mayWrite = useWhyNot('appeals.write') === undefined
  const canEdit = isOpen(appeal) && mayWrite
  const arranging = useCommand('appeals.arrange')
  const notices = useNotices()
  const [dragged, setDragged] = useState<string>()
  const [edited, setEdited] = useState<Exhibit>()
  const ids = appeal.exhibits.map(({ id }) => id)
  const arrange = (exhibits: readonly string[]) => arranging.run({ id: appeal.id, exhibits: [...exhibits] })
  const put = (id: string, at: number): void => {
    if (at < 0 || at >= ids.length) return
    void arrange(ids.filter((one) => one !== id).toSpliced(at, 0, id))
  }
  const takeOut = async ({ id, title }: Exhibit): Promise<void> => {
    const reply = await arrange(ids.filter((one) => one !== id))
    if (reply.ok) notices.tell({ words: `${title} does not go with it.`, undo: () => arrange(ids) })
  }
  const onKey = (event: KeyboardEvent, one: Exhibit, at: number): void => {
    if (!canEdit) return
    const move = event.altKey ? { ArrowUp: at - 1, ArrowDown: at + 1 }[event.key] : undefined
    if (move !== undefined) {
      event.preventDefault()
      put(one.id, move)
    } else if (event.key === 'Delete') {
      event.preventDefault()
      void takeOut(one)
    }
  }
  const drop = (event: DragEvent, at: number): void => {
    event.preventDefault()
    if (dragged !== undefined) put(dragged, at)
    setDragged(undefined)
  }
  return (
    <PanelSection title="Exhibits" aside={appeal.exhibits.length === 0 ? 'none' : undefined}>
      {appeal.exhibits.length === 0 && <p className="small second">Nothing goes with the letter. It stands alone.</p>}
      <ol className={classes['list']}>
        {appeal.exhibits.map((one, at) => (
          <li key={one.id} className={classes['arranged']} data-dragged={dragged === one.id || undefined}>
            <button
              type="button"
              className={classes['exhibit']}
              title={canEdit ? 'Alt with an arrow moves it, Delete takes it out' : undefined}
              onClick={() => onShow(`exhibit-${one.id}`)}
              onKeyDown={(event) => onKey(event, one, at)}
              draggable={canEdit}
              onDragStart={(event) => {
                // A drag inside the window is no file that comes in.
                event.dataTransfer.setData('text/x-exhibit', one.id)
                setDragged(one.id)
              }}
              onDragEnd={() => setDragged(undefined)}
              onDragOver={(event) => dragged !== undefined && event.preventDefault()}
              onDrop={(event) => drop(event, at)}
            >
              <b className={classes['label']}>{one.label}</b>
              <span className="grow">
                {one.title}
                <small>
                  {one.pages > 0 && `${counted(one.pages, 'page')}: `}
                  {one.shows}
                </small>
              </span>
            </button>
            {canEdit && (
              <span className={classes['moves']}>
                {one.kind === 'record' && (
                  <Button small look="quiet" icon={IconPencil} label={`Say anew: ${one.title}`} onPress={() => setEdited(one)} />
                )}
                <Button
                  small
                  look="quiet"
                  icon={IconArrowUp}
                  label={`Up: ${one.title}`}
                  disabled={at === 0}
                  onPress={() => put(one.id, at - 1)}
                />
                <Button
                  small
                  look="quiet"
                  icon={IconArrowDown}
                  label={`Down: ${one.title}`}
                  disabled={at === ids.length - 1}
                  onPress={() => put(one.id, at + 1)}
                />
                <Button small look="quiet" icon={IconX} label={`Take out: ${one.title}`} onPress={() => void takeOut(one)} />
              </span>
            )}
          </li>
        ))}
      </ol>
      <ProblemNote problem={arranging.problem} />
      {canEdit && appeal.offered.length > 0 && (
        <>
          <h4 className={classes['besides']}>Does not go</h4>
          <ul className={classes['list']}>
            {appeal.offered.map((one) => (
              <li key={one.id} className={classes['offered']}>
                <span className="grow">
                  {one.title}
                  <small>{one.shows}</small>
                </span>
                {one.kind === 'record' && (
                  <Button small look="quiet" icon={IconPencil} label={`Say anew: ${one.title}`} onPress={() => setEdited(one)} />
                )}
                <Button small label={`Put in: ${one.title}`} onPress={() => void arrange([...ids, one.id])}>
                  Put in
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {canEdit && <ChooseEnclosure appeal={appeal.id} />}
      {edited && <EnclosureDialog appeal={appeal.id} enclosure={edited} onClose={() => setEdited(undefined)} />}
    </PanelSection>
  )
}
