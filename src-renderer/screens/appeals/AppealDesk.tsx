import { useRef, useState, type ReactNode } from 'react'
import { useKeys } from '../../app/keyboard.tsx'
import { useCall } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useWhyNot } from '../../app/sitting.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Back } from '../../kit/Back.tsx'
import { Button } from '../../kit/Button.tsx'
import { counted } from '../../kit/figures.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { ScreenBody } from '../../kit/Screen.tsx'
import { AppealHead, type DeskMoves } from './AppealHead.tsx'
import { AppealPanel } from './AppealPanel.tsx'
import classes from './Appeals.module.css'
import { DecisionDialog } from './DecisionDialog.tsx'
import { FactDialog } from './FactDialog.tsx'
import { LetterBar } from './LetterBar.tsx'
import { LetterSheet } from './LetterSheet.tsx'
import { ParagraphDialog } from './ParagraphDialog.tsx'
import { PacketDialog } from './PacketDialog.tsx'
import { Pages } from './Pages.tsx'
import { Paper, ShownPart } from './Paper.tsx'
import { SentDialog } from './SentDialog.tsx'
import { StandingBanner } from './StandingBanner.tsx'
import { useLetter, useSigner } from './useLetter.ts'
import { usePacket } from './usePacket.ts'
import { usePlaces } from './usePlaces.ts'
import { isInLetter, isOpen, type Appeal } from './words.ts'

/** One appeal: the letter as it is written, the pages as they will be printed, and what must be so before it leaves. */
export function AppealDesk({ id, ...moves }: DeskMoves & { readonly id: number }): ReactNode {
  const asked = useCall('appeals.get', { id })
  useKeys('Appeals', [
    { keys: 'Escape', words: 'Back to the list', run: moves.onClose },
    { keys: ']', words: 'Next in the list', run: () => moves.onMove(1), when: moves.place !== undefined },
    { keys: '[', words: 'The one before', run: () => moves.onMove(-1), when: moves.place !== undefined },
  ])
  if (asked.data) return <Desk appeal={asked.data} moves={moves} />
  return (
    <>
      <AppealHead {...moves} />
      <ScreenBody>
        <Answer of={asked}>{() => null}</Answer>
      </ScreenBody>
    </>
  )
}

const LETTER = 'letter'

function Desk({ appeal, moves }: { readonly appeal: Appeal; readonly moves: DeskMoves }): ReactNode {
  const mayWrite = useWhyNot('appeals.write') === undefined
  const canEdit = isOpen(appeal) && mayWrite
  const router = useRouter()
  const preview = useCall('appeals.preview', { id: appeal.id })
  const letter = useLetter(appeal)
  const signer = useSigner(letter, appeal)
  const packet = usePacket(appeal)
  const [shown, setShown] = useState(LETTER)
  const [isPrinted, setPrinted] = useState(false)
  const [isSending, setSending] = useState(false)
  const [isAdding, setAdding] = useState(false)
  const [isDeciding, setDeciding] = useState(false)
  const [isInserting, setInserting] = useState(false)
  const [agreed, setAgreed] = useState<ReadonlySet<string>>(new Set())
  const isWriting = canEdit && shown === LETTER && !isPrinted
  const showLetter = (): void => {
    setShown(LETTER)
    setPrinted(false)
  }
  const desk = useRef<HTMLDivElement>(null)
  const places = usePlaces(desk, appeal.facts, showLetter)
  const unsaid = appeal.needs.filter(({ id, holds }) => !holds && !agreed.has(id))

  /** The one filled button: what brings this appeal one step on. */
  const step = ((): { readonly words: string; readonly run: () => void } | undefined => {
    if (!canEdit) return undefined
    if (letter.isChanged) return { words: 'Save the letter', run: () => void letter.save() }
    if (appeal.missing.length > 0) {
      const first = appeal.missing.find((name) => isInLetter(name, appeal)) ?? appeal.missing[0] ?? ''
      return { words: `Fill in ${counted(appeal.missing.length, 'fact')}`, run: () => places.fill(first) }
    }
    if (appeal.packet !== null) return { words: 'Record as sent', run: () => setSending(true) }
    if (unsaid.length > 0) return { words: 'Confirm what it shows', run: places.confirm }
    return { words: 'Make the packet', run: () => void packet.choose() }
  })()

  useKeys('This appeal', [
    { keys: 'e', words: 'Write in the letter', run: places.begin, when: canEdit },
    ...(preview.data?.pages ?? []).slice(0, 9).map((page, n) => ({
      keys: String(n + 1),
      ...(n === 0 && { words: 'The first part; the others by their numbers' }),
      run: () => setShown(page.id),
    })),
  ])
  return (
    <div className={classes['desk']} ref={desk}>
      <AppealHead
        {...moves}
        appeal={appeal}
        actions={
          <>
            {!canEdit && appeal.status !== 'withdrawn' && (
              <Button needs="appeals.write" isBusy={packet.task.isBusy} onPress={() => void packet.choose()}>
                Save the packet as PDF
              </Button>
            )}
            {appeal.mayDecide && appeal.status !== 'sent' && (
              <Button
                look="go"
                keys="o"
                group="This appeal"
                needs="denials.read"
                onPress={() => router.go({ screen: 'denials', open: appeal.denial })}
              >
                Go on with its denial
              </Button>
            )}
            {appeal.mayDecide && (
              <Button
                look={appeal.status === 'sent' ? 'go' : 'default'}
                keys={appeal.status === 'sent' ? 'Mod+Enter' : 'x'}
                inFields={appeal.status === 'sent'}
                group="This appeal"
                needs="appeals.write"
                onPress={() => setDeciding(true)}
              >
                {appeal.status === 'sent' ? 'Note the decision' : 'Note another decision'}
              </Button>
            )}
            {step && (
              <Button look="go" keys="Mod+Enter" inFields group="This appeal" isBusy={letter.isBusy} onPress={step.run}>
                {step.words}
              </Button>
            )}
          </>
        }
      />
      <StandingBanner appeal={appeal} />
      <ScreenBody>
        <div className={classes['writing']}>
          <LetterBar
            appeal={appeal}
            isChanged={letter.isChanged}
            isWriting={isWriting}
            canTurn={shown === LETTER}
            onTurn={() => setPrinted(!isPrinted)}
            onInsert={() => {
              places.remember()
              setInserting(true)
            }}
            onParagraph={() => {
              places.remember()
              setAdding(true)
            }}
          />
          {letter.isBack && <Back onDiscard={letter.discard} />}
          {letter.problem && (
            <div className={classes['problem']}>
              <ProblemNote problem={letter.problem} />
            </div>
          )}
          <Paper label={isWriting ? 'The letter' : 'The page'}>
            {(width) =>
              isWriting ? (
                <LetterSheet appeal={appeal} signer={signer} blocks={letter.blocks} onChange={letter.setBlocks} onLeave={places.remember} />
              ) : (
                <Answer of={preview}>{(pages) => <ShownPart preview={pages} shown={shown} width={width} />}</Answer>
              )
            }
          </Paper>
        </div>
        {preview.data && <Pages preview={preview.data} shown={shown} onShow={setShown} />}
        <AppealPanel
          appeal={appeal}
          form={letter.form}
          agreed={agreed}
          onAgree={(need, isSo) => setAgreed(new Set(isSo ? [...agreed, need] : [...agreed].filter((one) => one !== need)))}
          onShow={setShown}
          onFill={places.fill}
        />
      </ScreenBody>
      <PacketDialog packet={packet} onSent={canEdit ? () => setSending(true) : undefined} />
      {isSending && (
        <SentDialog
          appeal={appeal}
          onClose={() => {
            setSending(false)
            places.rest()
          }}
        />
      )}
      {isAdding && (
        <ParagraphDialog
          facts={appeal.facts}
          blocks={letter.blocks}
          onClose={() => {
            setAdding(false)
            places.back()
          }}
          onChoose={(text) => {
            setAdding(false)
            // Before the last one, which says until when an answer is asked for.
            letter.setBlocks(letter.blocks.toSpliced(Math.max(1, letter.blocks.length - 1), 0, { is: 'paragraph', text }))
            places.back()
          }}
        />
      )}
      {isDeciding && (
        <DecisionDialog
          appeal={appeal}
          onClose={() => {
            setDeciding(false)
            places.rest()
          }}
        />
      )}
      {isInserting && (
        <FactDialog
          facts={appeal.facts}
          onClose={() => {
            setInserting(false)
            places.back()
          }}
          onChoose={(name) => {
            setInserting(false)
            places.insert(name)
          }}
        />
      )}
    </div>
  )
}
