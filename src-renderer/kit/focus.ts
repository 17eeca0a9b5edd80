/** Whether a dialog or a menu has the focus: what comes beneath it meanwhile leaves it there. */
export const isBeneath = (): boolean => Boolean(document.activeElement?.closest('[role=dialog], [role=menu]'))

/** A list is there to be walked through: it takes the focus when it comes, unless one is typing by then. */
export function arrive(list: HTMLElement | null): void {
  if (!isBeneath() && !document.activeElement?.matches('input, textarea, select')) list?.focus({ preventScroll: true })
}
