import type { KeyboardEvent } from 'react'

/* Where the hand goes next on a paper EOB: from field to field by Enter, to the first field that is wrong, to a claim that was just added. */

const fieldsOf = (within: ParentNode): HTMLInputElement[] => [...within.querySelectorAll<HTMLInputElement>('input:not([type=checkbox])')]

function stand(field: HTMLInputElement | null | undefined): void {
  field?.focus()
  field?.select()
}

/** Enter leads to the next field; a list of choices that is open keeps it. */
export function goOn(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event
  if (event.key !== 'Enter' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing)
    return
  if (!(target instanceof HTMLInputElement) || target.getAttribute('aria-expanded') === 'true' || target.type === 'checkbox') return
  event.preventDefault()
  const fields = fieldsOf(event.currentTarget)
  stand(fields[fields.indexOf(target) + (event.shiftKey ? -1 : 1)])
}

export const toNextClaim = (within: ParentNode | null): void => stand(within?.querySelector<HTMLInputElement>('[data-field=next-claim]'))
export const toField = (within: ParentNode | null, label: string): void =>
  stand(within?.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`))

/** The payer’s number of a claim where it is not known, else what its first line was paid. */
export function toClaim(within: ParentNode | null, at: number): void {
  const section = within?.querySelectorAll('[data-paper-claim]')[at]
  if (!section) return
  const fields = fieldsOf(section)
  section.scrollIntoView({ block: 'nearest' })
  stand(fields.find((field) => field.value === ''))
}

export function toWrong(within: ParentNode | null): void {
  stand(within?.querySelector<HTMLInputElement>('input[aria-invalid=true], input[data-error]'))
}

/** After what was changed is drawn. */
export const soon = (run: () => void): void => {
  setTimeout(run)
}

/** A payer that was taken by Enter is done with; a hand that left the field itself is where it wants to be. */
export function afterPayer(within: ParentNode | null): void {
  const fields = within ? fieldsOf(within) : []
  const at = fields.findIndex((field) => field.dataset['field'] === 'payer')
  if (at !== -1 && document.activeElement === fields[at]) stand(fields[at + 1])
}
