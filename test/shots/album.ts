import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SCREENS } from '../../src-shared/contract/today.ts'
import { STATES, type Look, type Missed, type Stop } from './stop.ts'

/** What a screen is never in, and why. */
const NEVER: Readonly<Record<string, string>> = {
  'today partial': 'its lines are counts; what was held back stands in the list a line leads to',
  'eligibility partial': 'a file of answers is taken in on Exchange, which tells what was not',
  'authorizations partial': 'an authorization is entered whole or not at all',
  'charges partial': 'a row is saved whole or not at all',
  'deposits partial': 'a file of the bank is looked into first, and its dialog tells what cannot be read',
  'denials partial': 'a denial is worked whole or not at all',
  'appeals partial': 'a letter is made whole or not at all',
  'patients partial': 'a patient is saved whole or not at all',
  'months partial': 'its figures are sums of all entries, or none',
  'setup partial': 'a form is saved whole or not at all',
}

/** The states of screens that no stop shows, and that have no reason to be missing. */
export function unshown(stops: readonly Stop[]): readonly string[] {
  const shown = new Set(stops.flatMap(({ shows }) => (shows ?? []).map(([screen, state]) => `${screen} ${state}`)))
  return SCREENS.flatMap((screen) => STATES.map((state) => `${screen} ${state}`)).filter(
    (one) => !shown.has(one) && NEVER[one] === undefined,
  )
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const LOOK_ORDER: readonly Look[] = ['light', 'dark', 'contrast']

/** Writes `index.html`: each place in light and dark side by side, the table of states, and what was not reached. */
export async function writeAlbum(folder: string, stops: readonly Stop[], missed: readonly Missed[]): Promise<number> {
  const pictures = (await readdir(folder)).filter((name) => name.endsWith('.png'))
  const has = new Set(pictures)
  const figure = ({ name, drawn, opens }: Stop): string => {
    const shown = LOOK_ORDER.map((look) => `${name}-${look}.png`).filter((file) => has.has(file))
    const images = shown.map((file) => `<a href="${file}"><img src="${file}" alt="${file}" loading="lazy"></a>`).join('')
    const remarks = [drawn && `drawn as ${drawn}`, ...(opens ?? [])]
      .filter((one) => one !== undefined && one !== '')
      .map((one) => escaped(one ?? ''))
    return `<section id="${name}"><h2>${name}</h2><p>${remarks.join(' · ')}</p><div>${images || 'no picture'}</div></section>`
  }
  const stopOf = (screen: string, state: string): Stop | undefined =>
    stops.find(({ shows }) => shows?.some(([one, other]) => one === screen && other === state) === true)
  const cell = (screen: string, state: string): string => {
    const stop = stopOf(screen, state)
    if (stop) return `<td><a href="#${stop.name}">${stop.name}</a></td>`
    return `<td class="never">${escaped(NEVER[`${screen} ${state}`] ?? 'missing')}</td>`
  }
  const table = `<table><tr><th></th>${STATES.map((state) => `<th>${state}</th>`).join('')}</tr>${SCREENS.map(
    (screen) => `<tr><th>${screen}</th>${STATES.map((state) => cell(screen, state)).join('')}</tr>`,
  ).join('')}</table>`
  const misses = missed.map(({ stop, why }) => `<li><b>${stop}</b> ${escaped(why)}</li>`).join('')
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Parity, every screen and state</title><style>
body{font:13px/18px sans-serif;margin:20px}section div{display:grid;grid-template-columns:1fr 1fr;gap:8px}img{width:100%;border:1px solid #ccc}
h2{margin:24px 0 0}p{color:#555;margin:2px 0 6px}td,th{text-align:left;padding:3px 10px;border-bottom:1px solid #ddd;vertical-align:top}.never{color:#777;max-width:220px}
</style><h1>Parity, every screen and state</h1><p>${pictures.length} pictures of ${stops.length} places.</p>${table}${
      misses === '' ? '' : `<h2>Not reached</h2><ul>${misses}</ul>`
    }${stops.map(figure).join('')}</html>`,
  )
  return pictures.length
}
