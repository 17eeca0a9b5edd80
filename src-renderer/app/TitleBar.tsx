import { IconSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Icon } from '../kit/Icon.tsx'
import { Key } from '../kit/Key.tsx'
import classes from './TitleBar.module.css'

/** The mark: two equal bars, each as far from the middle as the other. */
export function BrandMark({ size, label }: { readonly size: number; readonly label?: string }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <rect x="1" y="4" width="14" height="4.8" rx="1.6" fill="var(--accent)" />
      <rect x="5" y="11.2" width="14" height="4.8" rx="1.6" fill="var(--ink)" />
    </svg>
  )
}

const lines = { minimise: 'M0 5h10', maximise: 'M.5 .5h9v9h-9z', close: 'M0 0l10 10M10 0L0 10' } as const

function Control({
  line,
  label,
  onPress,
}: {
  readonly line: keyof typeof lines
  readonly label: string
  readonly onPress: () => void
}): ReactNode {
  return (
    <button
      type="button"
      className={`${classes['control']} ${line === 'close' ? classes['close'] : ''}`}
      aria-label={label}
      onClick={onPress}
    >
      <svg width="10" height="10" viewBox="0 0 10 10" fill="none" stroke="currentColor" strokeWidth="1" aria-hidden>
        <path d={lines[line]} />
      </svg>
    </button>
  )
}

/** The window's own edge: the mark, whose practice it is, the way to everything, and the window's buttons where the system draws none. */
export function TitleBar({ practice, onFind }: { readonly practice?: string; readonly onFind?: () => void }): ReactNode {
  const isMac = window.parity.platform === 'darwin'
  return (
    <header className={`${classes['bar']} ${isMac ? classes['mac'] : ''}`}>
      <div className={classes['brand']}>
        <BrandMark size={18} label="Parity" />
        Parity
        {practice !== undefined && <span className={`${classes['practice']} cut`}>{practice}</span>}
      </div>
      {onFind ? (
        <button type="button" className={classes['omni']} onClick={onFind} aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}>
          <Icon of={IconSearch} size={14} />
          <span className="grow">Find a patient, claim, payer, code or action</span>
          <Key of="Mod+k" />
        </button>
      ) : (
        <span />
      )}
      {isMac ? (
        <span />
      ) : (
        <div className={classes['controls']}>
          <Control line="minimise" label="Minimize" onPress={() => window.parity.minimise()} />
          <Control line="maximise" label="Maximize" onPress={() => window.parity.maximise()} />
          <Control line="close" label="Close the window" onPress={() => window.parity.close()} />
        </div>
      )}
    </header>
  )
}
