import type { ReactNode } from 'react'
import type { Screen } from '../../src-shared/contract/today.ts'
import { Icon } from '../kit/Icon.tsx'
import { screens, useScreens } from '../screens/screens.ts'
import { useCall } from './queries.ts'
import classes from './Rail.module.css'
import { useRoute, useRouter } from './routes.ts'

/** The screens, each with how many things in it need someone. */
export function Rail(): ReactNode {
  const counts = useCall('desk.counts', {}).data
  const names = useScreens()
  return (
    <nav className={classes['rail']} aria-label="Screens">
      {names
        .filter((screen) => screen !== 'setup')
        .map((screen) => (
          <Entry key={screen} screen={screen} count={counts?.[screen]} />
        ))}
      <span className="grow" />
      <Entry screen="setup" count={undefined} />
    </nav>
  )
}

function Entry({ screen, count = 0 }: { readonly screen: Screen; readonly count: number | undefined }): ReactNode {
  const route = useRoute()
  const router = useRouter()
  const { title, icon, keys } = screens[screen]
  const isOn = route.screen === screen
  return (
    <button
      type="button"
      className={`${classes['entry']} ${isOn ? classes['on'] : ''}`}
      aria-current={isOn ? 'page' : undefined}
      title={`${title} (${keys})`}
      onClick={(event) => {
        // The screen takes the focus, so that its keys and Enter are its own.
        event.currentTarget.blur()
        router.visit(screen)
      }}
    >
      <Icon of={icon} size={18} />
      {title}
      {count > 0 && (
        <em className={`${classes['count']} ${count > 99 ? classes['long'] : ''}`}>
          <span className="unseen">, needs someone: </span>
          {count > 999 ? '999+' : count}
        </em>
      )}
    </button>
  )
}
