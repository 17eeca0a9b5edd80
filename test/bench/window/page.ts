/* Code that runs in the page. Times are milliseconds of the page's own clock, begun at the event that a person causes and ended by the frame that shows it. */

/** Waits until something is on the screen: the frame after the one in which the condition holds. @returns the page's clock then */
const SHOWN = `(test) => new Promise((done, failed) => {
  const until = performance.now() + 60000
  const look = () => {
    if (test()) return requestAnimationFrame(() => setTimeout(() => done(performance.now())))
    if (performance.now() > until) return failed(new Error('It never showed: ' + test))
    requestAnimationFrame(look)
  }
  look()
})`

const TYPE = `(field, text) => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}`

/** When the condition was on the screen, by the machine's clock. */
export const shownAt = (test: string): string => `(${SHOWN})(() => ${test}).then((at) => performance.timeOrigin + at)`

/** The first page has its doors, and they can be pressed. */
export const DOORS = `[...document.querySelectorAll('button')].some((one) => one.textContent.includes('Choose a store') && !one.disabled)`
/** A row of a list with its content. */
export const ROWS = `document.querySelector('[role=grid] [aria-rowindex="2"] [role=gridcell]') !== null`
/** The front page with its figures. */
export const DESK = `document.querySelector('main') !== null && /Owed to the practice/.test(document.querySelector('main').textContent)`

/** Chooses the store by the third door and waits for the passphrase's field. */
export const CHOOSE = `(async () => {
  [...document.querySelectorAll('button')].find((one) => one.textContent.includes('Choose a store')).click()
  await (${SHOWN})(() => document.querySelector('input[type=password]') !== null)
  await (${SHOWN})(() => document.querySelector('form [role=combobox], form input').value !== '')
})()`

/** Types the passphrase and gives it. @returns how long it took until the condition was on the screen */
export const unlock = (passphrase: string, test: string): string => `(async () => {
  const type = ${TYPE}
  const field = document.querySelector('input[type=password]')
  type(field, ${JSON.stringify(passphrase)})
  await (${SHOWN})(() => [...document.querySelectorAll('button')].some((one) => one.textContent.startsWith('Unlock') && !one.disabled))
  const from = performance.now()
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent.startsWith('Unlock'))
  button.click()
  return (await (${SHOWN})(() => ${test})) - from
})()`

/** Presses what has these words on the rail. @returns how long until the condition was on the screen */
export const visit = (words: string, test: string): string => `(async () => {
  const place = [...document.querySelectorAll('nav button, nav a')].find((one) => one.textContent.includes(${JSON.stringify(words)}))
  const from = performance.now()
  place.click()
  return (await (${SHOWN})(() => ${test})) - from
})()`
