// zod would try whether it may compile functions, which the policy refuses and reports. It reads this when it is loaded.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

/** Chromium's trusted types, as far as this window uses them. */
type TrustedTypes = { readonly createPolicy: (name: 'default', rules: { readonly createHTML: (text: string) => string | null }) => unknown }
declare const trustedTypes: TrustedTypes

// Mantine writes its style sheets through a sink for markup. Style text passes; whatever could be markup does not.
trustedTypes.createPolicy('default', { createHTML: (text) => (text.includes('<') ? null : text) })

/** What a style element needs to be let in; fresh for every load of the page. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name=nonce]')?.content ?? ''
// The scroll lock under Mantine's dialogs writes a style element of its own and asks this name.
Object.assign(globalThis, { __webpack_nonce__: nonce })
