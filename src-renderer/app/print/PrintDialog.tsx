import { TextInput } from '@mantine/core'
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react'
import { useState, type ReactNode, type RefObject } from 'react'
import type { PrintWish } from '../../../src-shared/bridge.ts'
import { Button } from '../../kit/Button.tsx'
import { Choices } from '../../kit/Choices.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { useNotices } from '../notices.ts'
import { useCommand } from '../queries.ts'
import { useRoute, type Route } from '../routes.ts'
import { useSitting, useWhyNot } from '../sitting.ts'
import { asItStands, Paper, type Laid } from './Paper.tsx'
import type { PrintableList } from './printable.ts'

type What = 'list' | 'panel' | 'screen'
type Props = {
  readonly list: PrintableList | undefined
  readonly title: string
  readonly stage: RefObject<HTMLElement | null>
  readonly onClose: () => void
}

/** The panel beside a list, if one is open. */
const panelOf = (stage: HTMLElement | null): HTMLElement | null => stage?.querySelector<HTMLElement>('aside[aria-label]') ?? null

/** What the open row is, for the log. */
const rowOf = (route: Route): { readonly claim?: number; readonly patient?: number } =>
  route.screen === 'claims' && route.open !== undefined
    ? { claim: route.open }
    : route.screen === 'patients' && route.open !== undefined
      ? { patient: route.open }
      : {}

/** Asks what shall be printed and why, writes that down, and prints. */
export function PrintDialog({ list, title, stage, onClose }: Props): ReactNode {
  const { today } = useSitting()
  const route = useRoute()
  const notices = useNotices()
  const whyNot = useWhyNot('exports')
  const note = useCommand('desk.print')
  const [panel] = useState(() => panelOf(stage.current))
  const whole: What = list ? 'list' : 'screen'
  const [what, setWhat] = useState<What>(whole)
  const [reason, setReason] = useState('For work in the practice')
  const [laid, setLaid] = useState<Laid & { readonly wish: PrintWish }>()
  const panelName = panel?.getAttribute('aria-label') ?? 'The panel'
  const name = what === 'list' ? (list?.title ?? title) : what === 'panel' ? panelName : title

  const print = async (to: PrintWish['to']): Promise<void> => {
    const rows = what === 'list' ? (list?.rows ?? 0) : 0
    const reply = await note.run({ screen: route.screen, what, onto: to, rows, reason, ...(what === 'panel' && rowOf(route)) })
    if (!reply.ok) return
    const content = what === 'list' && list ? await list.table() : asItStands(what === 'panel' ? panel : stage.current)
    setLaid({
      title: name,
      words: what === 'list' ? (list?.words ?? []) : [],
      content,
      // No name of a file tells of a patient, and a view may be called after one.
      wish: {
        to,
        name: `${title} ${today}`,
        foot: '',
        isWide: what === 'list' && list?.isWide === true,
      },
    })
  }
  const onPrinted = (printed: 'done' | 'stopped' | 'failed'): void => {
    onClose()
    if (printed === 'done') notices.tell({ words: laid?.wish.to === 'pdf' ? 'The PDF is written.' : 'Sent to the printer.' })
    if (printed === 'failed') notices.tell({ words: 'It was not printed: the printer or the folder did not take it.', family: 'bad' })
  }
  const isOff = whyNot !== undefined || reason.trim().length < 3 || laid !== undefined
  return (
    <>
      <Dialog
        title={`Print ${name}`}
        isOpen
        onClose={onClose}
        width={480}
        actions={
          <>
            <Button
              look="go"
              icon={IconPrinter}
              keys="Mod+Enter"
              inFields
              disabled={isOff}
              isBusy={note.isBusy}
              onPress={() => void print('paper')}
            >
              Print
            </Button>
            <Button icon={IconFileTypePdf} disabled={isOff} isBusy={note.isBusy} onPress={() => void print('pdf')}>
              Save as PDF
            </Button>
            <Button keys="Escape" inFields onPress={onClose}>
              Not now
            </Button>
          </>
        }
      >
        {panel && (
          <Choices
            label="What to print"
            all={[whole, 'panel'] as const}
            words={{
              list: ['The list', counted(list?.rows ?? 0, 'row')],
              screen: [title, 'All of it, without the panel'],
              panel: [panelName, 'As it stands beside it'],
            }}
            chosen={what}
            onChoose={setWhat}
          />
        )}
        {what === 'list' && list && (
          <p>
            {counted(list.rows, 'row')}. {list.words.join('. ')}.
          </p>
        )}
        <TextInput
          label="Why it leaves"
          description="The log keeps who printed what, and why. Paper names patients: keep it, or shred it."
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        {whyNot !== undefined && <Note family="warn" title={whyNot} />}
        {note.problem && <Note family="bad" title={note.problem.message} isNews />}
      </Dialog>
      {laid && <Paper laid={laid} wish={laid.wish} onPrinted={onPrinted} />}
    </>
  )
}
