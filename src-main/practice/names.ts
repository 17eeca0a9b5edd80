/** `Jane Doe` */
export const fullName = (person: { readonly first: string | null; readonly last: string }): string =>
  person.first ? `${person.first} ${person.last}` : person.last

/** A name as names are compared, `LAST|FIRST`: files carry capitals, and an accent has two spellings in Unicode. */
export const foldedName = (person: { readonly first: string; readonly last: string }): string =>
  `${person.last}|${person.first}`.toLocaleUpperCase('en-US').normalize('NFC')

/** `Marcus Bell, LCSW` */
export const providerName = (provider: { readonly first: string | null; readonly last: string; readonly credential: string }): string =>
  provider.credential ? `${fullName(provider)}, ${provider.credential}` : fullName(provider)
