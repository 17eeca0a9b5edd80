import { IconBulb } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { Screen } from '../../src-shared/contract/today.ts'
import { useCall, useCommand } from '../app/queries.ts'
import { Button } from '../kit/Button.tsx'
import { Icon } from '../kit/Icon.tsx'
import { capsOf } from '../app/keyboard.tsx'
import { Key } from '../kit/Key.tsx'
import classes from './Hint.module.css'
import { HINTS, NONE_SEEN, seenHints, withSeen } from './hints.ts'

/** The first time on a screen: one sentence and one key, until it is put away for good. */
export function Hint({ screen }: { readonly screen: Screen }): ReactNode {
  const kept = useCall('settings.get', {}).data
  const keep = useCommand('settings.keep')
  const [gone, setGone] = useState<ReadonlySet<Screen>>(new Set())
  // Somebody wants to see them all again.
  const isReset = kept?.['hints'] === NONE_SEEN
  const [wasReset, setWasReset] = useState(isReset)
  if (isReset !== wasReset) {
    setWasReset(isReset)
    if (isReset) setGone(new Set())
  }
  if (!kept || gone.has(screen) || seenHints(kept['hints']).includes(screen)) return null
  const { words, keys } = HINTS[screen]
  const onPutAway = (): void => {
    setGone(new Set([...gone, screen]))
    const seen = [...gone].reduce((value, one) => withSeen(value, one), kept['hints'])
    void keep.run({ key: 'hints', value: withSeen(seen, screen) })
  }
  return (
    <div className={classes['hint']} role="note" aria-label="Hint">
      <Icon of={IconBulb} size={14} />
      <span>
        {words} <Key of={keys} />
        <span className="unseen">{capsOf(keys).join(' ')}</span>
      </span>
      <span className="grow" />
      <Button look="quiet" small onPress={onPutAway}>
        Got it
      </Button>
    </div>
  )
}
