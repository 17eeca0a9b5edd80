import type { ReactNode } from 'react'
import type { Shape } from '../../src-shared/contract/fields.ts'
import { drawingOf, LOOKS } from './shapes.ts'
import { explained } from '../help/terms.ts'
import { Term } from '../help/Term.tsx'
import classes from './Status.module.css'

/** The shape alone, where the word stands beside it. */
export function Mark({ shape, size = 14 }: { readonly shape: Shape; readonly size?: number }): ReactNode {
  return (
    <svg className={`fam-${LOOKS[shape].family}`} width={size} height={size} viewBox="0 0 14 14" aria-hidden>
      {drawingOf(shape)}
    </svg>
  )
}

type Props = { readonly shape: Shape; readonly word?: string | undefined }

/** A status in a row: shape and word in its colour. */
export function Status({ shape, word }: Props): ReactNode {
  return (
    // In a row the word is explained where it is pointed at; the same word is a stop for the keyboard at the head of the panel.
    <span className={`${classes['status']} fam-${LOOKS[shape].family}`} {...explained(word ?? LOOKS[shape].word)}>
      <Mark shape={shape} />
      {word ?? LOOKS[shape].word}
    </span>
  )
}

/** A status at the head of a panel or in a bar. */
export function Tag({ shape, word }: Props): ReactNode {
  return (
    <span className={`${classes['tag']} ${classes[LOOKS[shape].family]}`}>
      <Mark shape={shape} />
      <Term>{word ?? LOOKS[shape].word}</Term>
    </span>
  )
}
