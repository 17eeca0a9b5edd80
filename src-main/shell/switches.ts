/** Switches that open a side door into the program. An installed Parity does not start with one of them. */
const refused = [
  /^--?remote-debugging-/,
  /^--?inspect/,
  /^--?debug/,
  /^--?js-flags/,
  /^--?proxy-/,
  /^--?host-(rules|resolver-rules)/,
  /^--?load-extension/,
  /^--?disable-.*(security|sandbox|isolat)/,
  /^--?no-sandbox/,
  /^--?(allow|ignore)-.*(certificate|insecure|file-access)/,
]

/** The words of a command line that an installed Parity refuses. */
export function refusedSwitches(words: readonly string[]): readonly string[] {
  return words.filter((word) => refused.some((pattern) => pattern.test(word.toLowerCase())))
}

/** What Chromium would do of its own accord on the network, and must not. */
export const quietSwitches = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'no-pings',
] as const
