/* Numbers and addresses as a letter has them. */

/** `440001234` is `44000-1234`. */
export const zipWords = (zip: string): string => (/^\d{9}$/.test(zip) ? `${zip.slice(0, 5)}-${zip.slice(5)}` : zip)

/** `5550100142` is `(555) 010-0142`; what has another form stays as it is. */
export function phoneWords(number: string | null | undefined): string | null {
  if (!number) return null
  return /^\d{10}$/.test(number) ? `(${number.slice(0, 3)}) ${number.slice(3, 6)}-${number.slice(6)}` : number
}

/** The lines of an address as an envelope has them; none when street or city is missing. */
export function addressLines(streets: readonly (string | null)[], city: string | null, state: string | null, zip: string | null): string[] {
  const street = streets.filter((one): one is string => !!one)
  if (street.length === 0 || !city) return []
  return [street.join(', '), [`${city}${state ? `, ${state}` : ''}`, zip ? zipWords(zip) : ''].filter(Boolean).join(' ')]
}
