/** The one page of the window, and the origin everything of it has. */
export const windowOrigin = 'app://bundle'
export const windowAddress = `${windowOrigin}/index.html`

/** Pages on their way to paper have an origin of their own. */
export const printOrigin = 'app://print'

/**
 * The window's content security policy. Mantine writes style elements, which is what the nonce and the trusted-types policy are for;
 * nothing of it lets markup or a script in.
 */
export function windowPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ')
}

/** A printed page runs no script at all. Its style stands in the page, and a practice's logo comes inside it. */
export const printPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')
