import type { ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { PrintedPage } from '../../kit/PrintedPage.tsx'
import classes from './Appeals.module.css'

type Props = {
  readonly preview: Output<'appeals.preview'>
  readonly shown: string
  readonly onShow: (id: string) => void
}

/** The parts of the packet in small, as they will be printed. */
export function Pages({ preview, shown, onShow }: Props): ReactNode {
  return (
    <nav className={classes['pages']} aria-label="Pages">
      <h3>{preview.pages.length} parts</h3>
      <ol className={classes['thumbs']}>
        {preview.pages.map((page, n) => (
          <li key={page.id}>
            <button
              type="button"
              className={classes['thumb']}
              aria-current={page.id === shown ? 'page' : undefined}
              aria-keyshortcuts={n < 9 ? String(n + 1) : undefined}
              title={page.title}
              onClick={() => onShow(page.id)}
            >
              <span className={classes['picture']}>
                <PrintedPage html={page.html} style={preview.style} width={78} />
                {page.label !== '' && <b aria-hidden>{page.label}</b>}
              </span>
              <span className={classes['caption']}>
                <span className="num">{n + 1}</span> {shortTitle(page.title, page.label)}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p className="small third">Each part begins on a page of its own. Every page is numbered when the packet is made.</p>
    </nav>
  )
}

/** `Exhibit C. Eligibility answer, 04/20/2026` is `C, Eligibility answer`. */
const shortTitle = (title: string, label: string): string =>
  label === ''
    ? (title.split(',')[0] ?? title)
    : `${label}, ${(title.replace(/^Exhibit \w+\. /, '').split(',')[0] ?? '').replace(/ as sent.*$/, '')}`
