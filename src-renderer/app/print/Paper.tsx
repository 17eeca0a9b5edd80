import { useEffect, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { Printed, PrintWish } from '../../../src-shared/bridge.ts'
import { ROLE_WORDS } from '../roles.ts'
import { useSitting } from '../sitting.ts'
import { BrandMark } from '../TitleBar.tsx'
import classes from './Paper.module.css'

/** What goes on paper: a table, or a copy of what stands on the screen. */
export type Laid = { readonly title: string; readonly words: readonly string[]; readonly content: ReactNode | HTMLElement }

const moment = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short' })
/** What a hand uses and paper cannot. */
const forHands = '[data-screen-only], button, input[type=checkbox], input[type=radio], [role=separator], [role=radiogroup], nav, kbd'

/** A copy of a part of the screen as it stands: what was typed stays as words, what is pressed goes. */
export function asItStands(part: HTMLElement | null): HTMLElement {
  const copy = document.createElement('div')
  if (!part) return copy
  const twin = part.cloneNode(true) as HTMLElement
  const typed = [...part.querySelectorAll('input, textarea, select')]
  for (const [n, field] of [...twin.querySelectorAll('input, textarea, select')].entries()) {
    const words = document.createElement('span')
    const from = typed[n]
    const isText = from instanceof HTMLTextAreaElement || (from instanceof HTMLInputElement && !['checkbox', 'radio'].includes(from.type))
    words.textContent = isText ? from.value : ''
    field.replaceWith(words)
  }
  for (const gone of twin.querySelectorAll(forHands)) {
    // A row that is itself pressed is kept for its words.
    const words = gone.tagName === 'BUTTON' && gone.querySelector('b, time, .num, [class*=fam-]') !== null
    if (!words) gone.remove()
  }
  // A panel beside a screen is a page of its own.
  for (const beside of twin.querySelectorAll('aside')) beside.remove()
  copy.append(twin)
  return copy
}

/** Two frames: the sheet is laid out, and its fonts are there. */
const laidOut = async (): Promise<void> => {
  await document.fonts.ready
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
}

/** The page that only the printer sees: white with black letters in every theme. It prints itself when it stands. */
export function Paper({
  laid,
  wish,
  onPrinted,
}: {
  readonly laid: Laid
  readonly wish: PrintWish
  readonly onPrinted: (printed: Printed) => void
}): ReactNode {
  const { practice, user } = useSitting()
  const place = useRef<HTMLDivElement>(null)
  const isAsked = useRef(false)
  const [printedAt] = useState(() => moment.format(new Date()))
  const { content } = laid
  const isCopy = content instanceof HTMLElement
  const isSample = practice.isSample ? ' · sample practice, nothing is real' : ''
  useEffect(() => {
    if (isCopy) place.current?.replaceChildren(content)
    if (isAsked.current) return
    isAsked.current = true
    const foot = `${practice.name}${isSample} · ${laid.title} · holds patient information`
    void laidOut()
      .then(() => window.parity.print({ ...wish, foot }))
      .then(onPrinted, () => onPrinted('failed'))
  }, [content, isCopy, isSample, laid.title, onPrinted, practice.name, wish])
  return createPortal(
    <div className={`paper ${classes['sheet']}`} data-theme="light" data-density="compact" aria-hidden>
      <header className={classes['head']}>
        <div>
          <b className={classes['practice']}>{practice.name}</b>
          <h1>{laid.title}</h1>
          {laid.words.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </div>
        <div className={classes['when']}>
          <BrandMark size={18} />
          <p>{printedAt}</p>
          <p>
            {user.name}, {ROLE_WORDS[user.role].inSentence}
          </p>
        </div>
      </header>
      {isCopy ? <div ref={place} className={classes['copy']} /> : (content as ReactNode)}
    </div>,
    document.body,
  )
}
