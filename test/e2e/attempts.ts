import type { Bridge } from '../../src-shared/bridge.ts'

// EL-2: what a page that was taken over would try. Each attempt runs in the page with an address of its own that would tell of it; it got in
// when that address was asked for, or when the attempt says `true`.

/** What every attempt may use in the page. */
export type Aid = {
  /** Puts an element on the page; true when it loaded. */
  readonly put: (tag: string, attributes: Readonly<Record<string, string>>) => Promise<boolean>
  /** A document or worker whose script reports; true when it ran. */
  readonly reports: (start: (script: string) => unknown) => Promise<boolean>
  readonly blob: (text: string, type: string) => string
  readonly click: (attributes: Readonly<Record<string, string>>) => void
  readonly ask: (url: string) => void
  /** Makes a call to another machine by a server that helps with it. */
  readonly callBy: (server: string) => Promise<boolean>
  /** True when a script of the page changed the mark. */
  readonly ran: (start: (script: string) => unknown) => Promise<boolean>
}
declare const aid: Aid
declare const parity: Bridge<File>
// A page of today knows more than its types do.
declare const navigator: any
declare const self: any

export function installAid(): void {
  const wait = (ms: number): Promise<false> => new Promise((done) => setTimeout(() => done(false), ms))
  const made: Aid = {
    put: (tag, attributes) =>
      new Promise((done) => {
        const element = document.createElement(tag)
        element.addEventListener('load', () => done(true))
        element.addEventListener('error', () => done(false))
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
        document.body.append(element)
      }),
    reports(start) {
      const mark = `report-${crypto.randomUUID()}`
      const heard = new Promise<true>((done) => {
        const channel = new BroadcastChannel(mark)
        channel.addEventListener('message', () => done(true))
        window.addEventListener('message', ({ data }) => data === mark && done(true))
      })
      start(`try { parent.postMessage('${mark}', '*') } catch {} try { new BroadcastChannel('${mark}').postMessage(1) } catch {}`)
      return Promise.race([heard, wait(800)])
    },
    blob: (text, type) => URL.createObjectURL(new Blob([text], { type })),
    click(attributes) {
      const link = document.createElement('a')
      for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value)
      document.body.append(link)
      link.click()
    },
    ask(url) {
      const request = new XMLHttpRequest()
      request.open('GET', url)
      request.send()
    },
    async callBy(urls) {
      const call = new RTCPeerConnection({ iceServers: [{ urls, username: 'x', credential: 'x' }] })
      call.createDataChannel('x')
      await call.setLocalDescription(await call.createOffer())
      await wait(500)
      call.close()
      return false
    },
    async ran(start) {
      const mark = `mark${Math.random().toString(36).slice(2)}`
      start(`globalThis.${mark} = true`)
      await wait(100)
      return Reflect.get(globalThis, mark) === true
    },
  }
  Object.assign(globalThis, { aid: made })
}

/** Gets an address of its own, and its name in the table. */
type Attempt = (url: string, name: string) => unknown

/** The same attempt under several names. */
const each = (names: string, attempt: Attempt): Record<string, Attempt> =>
  Object.fromEntries(names.split(', ').map((name) => [name, attempt]))

/** Everything that leaves the page where it is. */
export const attempts: Readonly<Record<string, Attempt>> = {
  // The network
  fetch: (url) => fetch(url, { mode: 'no-cors' }),
  'fetch that outlives the page': (url) => fetch(url, { mode: 'no-cors', keepalive: true, method: 'POST', body: 'x' }),
  'fetch of a file': () => fetch('file:///etc/hostname').then(() => true),
  'fetch of our own page': () => fetch('app://bundle/index.html').then(() => true),
  'fetch of a data address': () => fetch('data:text/plain,x').then(() => true),
  XMLHttpRequest: (url) => aid.ask(url),
  WebSocket: (url) => new WebSocket(url.replace('http', 'ws')),
  EventSource: (url) => new EventSource(url),
  sendBeacon: (url) => void navigator.sendBeacon(url, 'x'),
  WebTransport: (url) => new self.WebTransport(url.replace('http:', 'https:')).ready.then(() => true),
  picture: (url) => aid.put('img', { src: url }),
  'picture set': (url) => aid.put('img', { srcset: `${url} 1x` }),
  'picture in a data address': () => aid.put('img', { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==' }),
  'background of a style': (url) => void (document.body.style.backgroundImage = `url(${url})`),
  'style sheet': (url) => aid.put('link', { rel: 'stylesheet', href: url }),
  'style that imports': (url) => document.head.append(Object.assign(document.createElement('style'), { textContent: `@import "${url}"` })),
  font: (url) => new FontFace('There', `url(${url})`).load(),
  video: (url) => aid.put('video', { src: url, autoplay: '' }),
  poster: (url) => void aid.put('video', { poster: url }),
  prefetch: (url) => void aid.put('link', { rel: 'prefetch', href: url }),
  preload: (url) => void aid.put('link', { rel: 'preload', as: 'fetch', crossorigin: '', href: url }),
  'module preload': (url) => void aid.put('link', { rel: 'modulepreload', href: url }),
  manifest: (url) => void aid.put('link', { rel: 'manifest', href: url }),
  icon: (url) => void aid.put('link', { rel: 'icon', href: url }),
  preconnect: (url) => void aid.put('link', { rel: 'preconnect', href: url }),
  'picture in an SVG': (url) => {
    const image = document.createElementNS('http://www.w3.org/2000/svg', 'image')
    image.setAttribute('href', url)
    const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
    drawing.append(image)
    document.body.append(drawing)
  },
  ping: (url) => aid.click({ href: '#there', ping: url }),
  download: (url) => aid.click({ href: url, download: 'there.txt' }),
  'call to a STUN server': (url) => aid.callBy(`stun:127.0.0.1:${new URL(url).port}`),
  'call to a TURN server': (url) => aid.callBy(`turn:127.0.0.1:${new URL(url).port}?transport=tcp`),

  // Documents inside the page
  'frame of http': (url) => void aid.put('iframe', { src: url }),
  'frame of data': () =>
    aid.reports((script) => aid.put('iframe', { src: `data:text/html,<script>${encodeURIComponent(script)}</script>` })),
  'frame of a blob': () => aid.reports((script) => aid.put('iframe', { src: aid.blob(`<script>${script}</script>`, 'text/html') })),
  'frame of javascript': () => aid.reports((script) => aid.put('iframe', { src: `javascript:${script}` })),
  'frame of markup': () => aid.reports((script) => aid.put('iframe', { srcdoc: `<script>${script}</script>` })),
  'frame moved on': (url) => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    frame.contentWindow?.location.assign(url)
  },
  'empty frame has Node': () => 'require' in (document.body.appendChild(document.createElement('iframe')).contentWindow ?? {}),
  'empty frame has the bridge': () =>
    'call' in ((document.body.appendChild(document.createElement('iframe')).contentWindow as unknown as { parity?: object })?.parity ?? {}),
  object: (url) => void aid.put('object', { data: url }),
  embed: (url) => void aid.put('embed', { src: url }),
  webview: (url) => void aid.put('webview', { src: url, style: 'width:9px;height:9px' }),
  portal: (url) => void aid.put('portal', { src: url }),

  // Code
  script: (url) => aid.put('script', { src: url }),
  'module script': (url) => aid.put('script', { src: url, type: 'module' }),
  import: (url) => import(url).then(() => true),
  'import of data': (url) => import(`data:text/javascript,export default ${url.length}`).then(() => true),
  'inline script': () =>
    aid.ran((script) => document.body.append(Object.assign(document.createElement('script'), { textContent: script }))),
  'inline listener': () =>
    aid.ran((script) => {
      const button = document.body.appendChild(document.createElement('button'))
      button.setAttribute('onclick', script)
      button.click()
    }),
  eval: () => aid.ran((script) => setTimeout(Reflect.get(self, 'eval') as () => void, 0, script)),
  Function: () => aid.ran((script) => setTimeout(() => (Reflect.construct(self.Function, [script]) as () => void)())),
  'timer with text': () => aid.ran((script) => self.setTimeout(script, 0)),
  'javascript link': () => aid.ran((script) => aid.click({ href: `javascript:void(${script})` })),
  'markup with a listener': () =>
    aid.ran((script) =>
      Reflect.set(document.body.appendChild(document.createElement('div')), 'innerHTML', `<img src=x onerror="${script}">`),
    ),
  'markup beside': () =>
    aid.ran((script) =>
      (document.body as unknown as Record<string, (...words: string[]) => void>)['insertAdjacentHTML']?.(
        'beforeend',
        `<img src=x onerror="${script}">`,
      ),
    ),
  'markup from a range': () =>
    aid.ran((script) => document.body.append(document.createRange().createContextualFragment(`<script>${script}</script>`))),
  'a policy of its own': () => {
    self.trustedTypes.createPolicy('mine', { createHTML: (text: string) => text })
    return true
  },
  worker: (url) => new Worker(url),
  'worker of a blob': () => aid.reports((script) => new Worker(aid.blob(script, 'text/javascript'))),
  'shared worker': (url) => new SharedWorker(url),
  'service worker': () => navigator.serviceWorker.register('/sw.js').then(() => true),
  worklet: (url) => new AudioContext().audioWorklet.addModule(url),

  // What a page may ask a person for
  ...each(
    'may geolocation, may notifications, may camera, may microphone, may midi, may clipboard-read, may clipboard-write, may persistent-storage, may screen-wake-lock, may window-management, may local-fonts, may idle-detection',
    (_url, name) => navigator.permissions.query({ name: name.slice(4) }).then(({ state }: PermissionStatus) => state === 'granted'),
  ),
  'ask for notifications': () => Notification.requestPermission().then((state) => state === 'granted'),
  'a notification': () =>
    new Promise((done) => {
      new Notification('x').addEventListener('show', () => done(true))
    }),
  'where one is': () =>
    new Promise((done) =>
      navigator.geolocation.getCurrentPosition(
        () => done(true),
        () => done(false),
      ),
    ),
  'camera and microphone': () => navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(() => true),
  'the screen': () => navigator.mediaDevices.getDisplayMedia({ video: true }).then(() => true),
  'reading the clipboard': () => navigator.clipboard.readText().then(() => true),
  'writing the clipboard': () => navigator.clipboard.writeText('x').then(() => true),
  Bluetooth: () => navigator.bluetooth.requestDevice({ acceptAllDevices: true }).then(() => true),
  USB: () => navigator.usb.requestDevice({ filters: [] }).then(() => true),
  HID: () => navigator.hid.requestDevice({ filters: [] }).then((found: unknown[]) => found.length > 0),
  serial: () => navigator.serial.requestPort().then(() => true),
  MIDI: () => navigator.requestMIDIAccess().then(() => true),
  'a cookie': () => {
    document.cookie = 'left=behind'
    return document.cookie !== ''
  },

  // Node and the bridge
  ...each(
    'has require, has process, has module, has Buffer, has global, has electron, has ipcRenderer',
    (_url, name) => name.slice(4) in self,
  ),
  'Node behind the bridge': () => {
    const { constructor } = parity.call as unknown as { constructor: (text: string) => () => unknown }
    return typeof constructor('return process')() === 'object'
  },
  'another call in the bridge': () => {
    Object.assign(parity, { call: () => Promise.resolve('') })
    return true
  },
  'another bridge': () => Reflect.defineProperty(self, 'parity', { value: {} }),
  'listening on the port': async () => {
    let heard = false
    const own = MessagePort.prototype.postMessage
    MessagePort.prototype.postMessage = function (this: MessagePort, ...words: [unknown]) {
      heard = true
      return own.apply(this, words)
    }
    await parity.call('{"t":"call","id":900003,"name":"store.status","input":{}}')
    MessagePort.prototype.postMessage = own
    return heard
  },
  'the path of a made-up file': () => parity.pathOf(new File(['x'], 'passwd')).then(() => true),
  'the path of a dropped file': () => {
    const drop = new DataTransfer()
    drop.items.add(new File(['x'], '/etc/passwd'))
    return parity.pathOf(drop.files[0] as File).then(() => true)
  },
  'the path of something else': () => parity.pathOf({ path: '/etc/passwd' } as unknown as File).then(() => true),

  // Other windows
  'a window of http': (url) => window.open(url) !== null,
  'a window of ours': () => window.open('app://bundle/index.html') !== null,
  'an empty window': () => window.open() !== null,
  'a window from a link': (url) => aid.click({ href: url, target: '_blank' }),
  'a window without us': (url) => window.open(url, '_blank', 'noopener'),

  // The last, for it takes a whole page away where it works.
  'markup written': async () => {
    await new Promise((done) => setTimeout(done, 1200))
    return aid.ran((script) => (document as unknown as Record<string, (text: string) => void>)['write']?.(`<script>${script}</script>`))
  },
}

/** What would take the page elsewhere. Each must leave it where it is. */
export const departures: Readonly<Record<string, Attempt>> = {
  'location.assign': (url) => location.assign(url),
  'location.replace': (url) => location.replace(url),
  'location of the top': (url) => void ((top as Window).location.href = url),
  'navigation API': (url) => void self.navigation.navigate(url),
  'a link': (url) => aid.click({ href: url }),
  'a link under another base': (url) => {
    document.head.append(Object.assign(document.createElement('base'), { href: `${url}/` }))
    aid.click({ href: 'there' })
  },
  'a form': (url) => {
    const form = Object.assign(document.createElement('form'), { action: url, method: 'post' })
    document.body.append(form)
    form.submit()
  },
  'a meta refresh': (url) => {
    const meta = Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0; url=${url}` })
    document.head.append(meta)
  },
  'an address of another origin in the history': (url) => history.pushState({}, '', url),
  'a file': () => location.assign('file:///etc/hostname'),
  'a data address': () => location.assign('data:text/html,there'),
  'a blob': () => location.assign(aid.blob('<p>there', 'text/html')),
  'another page of ours': () => location.assign('app://bundle/assets/'),
  'a page to be printed': () => location.assign('app://print/x.html'),
  'an address of another program': () => location.assign('mailto:x@127.0.0.1'),
  'the page before': () => history.back(),
}
