import { use, type ComponentType, type ReactNode } from 'react'

/** A part of the window whose code comes after the first paint. */
export type Later<P extends object> = ComponentType<P> & { readonly load: () => Promise<void> }

/**
 * A component whose code is loaded when it is first shown, or before that by `load`. One that is there already shows at once, without a frame of nothing;
 * until it is there, the nearest Suspense waits.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  let Known: ComponentType<P> | undefined
  let loading: Promise<void> | undefined
  const begin = (): Promise<void> =>
    (loading ??= load().then((component) => {
      Known = component
    }))
  const Shown = (props: P): ReactNode => {
    if (!Known) use(begin())
    return Known && <Known {...props} />
  }
  return Object.assign(Shown, { load: begin })
}
