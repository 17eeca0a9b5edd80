/** Which characters are in which file of a family. */
const latin =
  'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215'
const extended = 'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+1E00-1E9F, U+2C60-2C7F, U+A720-A7FF'

/**
 * The style text that brings our fonts to a printed page: "Inter" in 400 and 600, and "JetBrains Mono".
 * These are single cuts: Chromium puts a variable font into a PDF as nameless outlines (Type 3), a single cut as a real font.
 */
export const pageFonts = [
  face('Inter', 400, 'inter-latin-400-normal', latin),
  face('Inter', 600, 'inter-latin-600-normal', latin),
  face('Inter', 400, 'inter-latin-ext-400-normal', extended),
  face('Inter', 600, 'inter-latin-ext-600-normal', extended),
  face('JetBrains Mono', 400, 'jetbrains-mono-latin-400-normal', latin),
].join('\n')

function face(family: string, weight: number, file: string, range: string): string {
  return `@font-face { font-family: "${family}"; font-weight: ${weight}; src: url("/fonts/${file}.woff2") format("woff2"); unicode-range: ${range} }`
}
