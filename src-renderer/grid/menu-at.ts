/** Which menu is asked for, and where, in px of the window. */
export type MenuAt = { readonly x: number; readonly y: number } & (
  { readonly is: 'head'; readonly column: string } | { readonly is: 'row'; readonly index: number; readonly column: string | undefined }
)

/** Where the menu of a head opens: below it. */
export function menuBelow(head: Element | null | undefined, column: string): MenuAt | undefined {
  const at = head?.getBoundingClientRect()
  return at && { is: 'head', column, x: at.left, y: at.bottom }
}
