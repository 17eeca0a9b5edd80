export type Enclosed = { readonly name: string; readonly bytes: Uint8Array }
/** What is in it, or the sentence that says why it is not opened. */
export type Unwrapped = { readonly is: 'ZIP' | 'mail' } & ({ readonly files: readonly Enclosed[] } | { readonly refused: string })
