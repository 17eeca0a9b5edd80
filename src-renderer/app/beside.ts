import { useAppearance } from './appearance.tsx'
import { useNotices } from './notices.ts'
import { besideWords, useRouter, type Route } from './routes.ts'

/** Opens another window of the same sitting, at a place or where this one is. Says so when there are enough of them. */
export function useBeside(): (route?: Route) => void {
  const router = useRouter()
  const notices = useNotices()
  const { theme, density, zoom } = useAppearance()
  return (route = router.here.get()) => {
    const looks = { theme, density, zoom: String(zoom) }
    void window.parity.openBeside(besideWords({ route, looks })).then((opened) => {
      if (opened === 'full') notices.tell({ words: 'Four windows are open. Close one of them to open another.', family: 'warn' })
    })
  }
}
