declare module 'virtual:licences' {
  /** Every package the program is made of, made at build time from what is installed. */
  export const licences: readonly { readonly name: string; readonly version: string; readonly licence: string; readonly text: string }[]
}
