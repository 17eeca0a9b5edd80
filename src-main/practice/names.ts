/** `Jane Doe` */
export const fullName = (person: { readonly first: string | null; readonly last: string }): string =>
  person.first ? `${person.first} ${person.last}` : person.last

/** `Marcus Bell, LCSW` */
export const providerName = (provider: { readonly first: string | null; readonly last: string; readonly credential: string }): string =>
  provider.credential ? `${fullName(provider)}, ${provider.credential}` : fullName(provider)
