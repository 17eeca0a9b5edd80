/** Switches that open a side door into the program: a debugger, another network, less isolation, another program, a picture of the memory. */
const refused = [
  /^remote-(debugging|allow-origins)/,
  /^inspect/,
  /^debug/,
  /^js-flags/,
  /^(no-)?proxy-/,
  /^host-(rules|resolver-rules)/,
  /^(load-extension|disable-extensions-except|whitelisted-extension)/,
  /^disable-.*(security|sandbox|isolat|site-per-process)/,
  /^disable-(features|blink-features|setuid-sandbox|namespace-sandbox|seccomp-filter-sandbox)/,
  /^(no-sandbox|no-zygote|single-process|in-process-gpu|allow-sandbox-debugging)/,
  /^(allow|ignore)-.*(certificate|insecure|file-access|cross-origin)/,
  /^unsafely-/,
  /^(renderer|utility|gpu|ppapi-plugin|zygote)-(cmd-prefix|launcher|startup-dialog)/,
  /^(log-net-log|ssl-key-log-file|net-log|trace-startup|enable-logging|crash-dumps-dir|enable-crash)/,
  /^use-(fake-ui|fake-device)/,
  /^(auto-select|auto-accept)-/,
]

/** The words of a command line that an installed Parity refuses. Chromium takes one hyphen for two, and on Windows also a slash. */
export function refusedSwitches(words: readonly string[], platform: string = process.platform): readonly string[] {
  const beginning = platform === 'win32' ? /^(--?|\/)/ : /^--?/
  return words.filter((word) => {
    const name = word.toLowerCase().replace(beginning, '')
    return beginning.test(word) && refused.some((pattern) => pattern.test(name))
  })
}

/** What Chromium would do of its own accord on the network, and must not; with their values. */
export const quietSwitches: readonly (readonly [name: string, value?: string])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['no-pings'],
  ['disable-breakpad'],
  // The program asks for no other machine by name; a page that was taken over could tell one something by asking for it.
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
]
