import type { ReactNode } from 'react'
import type { Screen } from '../../src-shared/contract/today.ts'
import { Icon } from '../kit/Icon.tsx'
import { screens, useScreens } from '../screens/screens.ts'
import { useCall } from './queries.ts'
import classes from './Rail.module.css'
import { useRoute, useRouter, type Route } from './routes.ts'

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
      <PinnedViews names={names} />
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

/** Saved views that a person wants at hand, each with how many rows it has. */
function PinnedViews({ names }: { readonly names: readonly Screen[] }): ReactNode {
  const views = useCall('views.list', {}).data ?? []
  const pinned = views.filter(({ isOnRail, screen }) => isOnRail && names.includes(screen))
  const counts = useCall('views.counts', {}, { when: pinned.length > 0, keep: true }).data
  const route = useRoute()
  const router = useRouter()
  if (pinned.length === 0) return null
  return (
    <div className={classes['pinned']} role="group" aria-label="Views on the rail">
      {pinned.map(({ id, name, screen }) => {
        const tab = `saved ${id}`
        const isOn = route.screen === screen && 'tab' in route && route.tab === tab
        const count = counts?.find((one) => one.id === id)?.total
        return (
          <button
            key={id}
            type="button"
            className={`${classes['view']} ${isOn ? classes['on'] : ''}`}
            aria-current={isOn ? 'page' : undefined}
            title={`${screens[screen].title}: ${name}`}
            onClick={(event) => {
              event.currentTarget.blur()
              router.go({ screen, tab } as Route)
            }}
          >
            <span className={classes['viewName']}>{name}</span>
            {count !== undefined && <b className="num">{count.toLocaleString('en-US')}</b>}
          </button>
        )
      })}
    </div>
  )
}
