import { spokenDay, type Day } from '../../src-shared/day.ts'
import { pageFonts } from './fonts.ts'
import { Html, html } from './html.ts'

/* What every letter of the practice shares: head, address, and how it looks. */

/** Who writes. */
export type Sender = { readonly name: string; readonly phone: string | null; readonly address: readonly string[] }

/** A page with its head: who writes, which paper it is, and its day. */
export const sheet = (title: string, of: { readonly practice: Sender; readonly day: Day }, body: readonly Html[]): Html =>
  html`<html lang="en-US">
    <head>
      <meta charset="utf-8" />
      <title>${title}</title>
      <style>
        ${style}
      </style>
    </head>
    <body>
      <header>
        <div>
          <b>${of.practice.name}</b>
          <small>${[...of.practice.address, of.practice.phone ?? ''].filter(Boolean).join(' · ')}</small>
        </div>
        <small class="end">${title}<br />${spokenDay(of.day)}</small>
      </header>
      ${body}
    </body>
  </html>`

export const lines = (words: readonly string[]): readonly Html[] => words.map((line) => html`<span class="line">${line}</span>`)

const style = new Html(`${pageFonts}
@page { size: letter; margin: 60px 76px 56px }
body { margin: 0; background: #fff; color: #11181b; font: 13px/19px "Inter", sans-serif }
small { font-size: 11px; line-height: 16px; color: #434e54 }
header { display: flex; justify-content: space-between; align-items: flex-end; border-bottom: 1.5px solid #11181b; padding-bottom: 10px }
header b { display: block; font-size: 17px; line-height: 22px; font-weight: 600 }
.top { display: grid; grid-template-columns: 1fr 280px; gap: 40px; margin: 24px 0 }
.line, .top small, .slip div small { display: block }
.due { border: 1.5px solid #11181b; border-radius: 6px; padding: 12px 16px }
.due b { display: block; font-size: 29px; line-height: 37px; font-weight: 600 }
h1 { font-size: 14px; line-height: 20px; font-weight: 600; margin: 16px 0 3px; break-after: avoid }
p { margin: 0 0 3px }
.soft { color: #434e54 }
.said { margin-top: 8px; font-weight: 600 }
.whole { white-space: nowrap }
table { width: 100%; border-collapse: collapse; font-size: 12px; line-height: 17px }
th { font-size: 11px; line-height: 14px; font-weight: 400; color: #5c686f; text-align: left; vertical-align: bottom; padding: 0 0 5px; border-bottom: 1px solid #11181b }
td { padding: 6px 0; border-bottom: 1px solid #d9dfe1; vertical-align: top }
td + td, th + th { padding-left: 12px }
b { font-weight: 600 }
.wide { width: 34% }
.end { text-align: right; white-space: nowrap; font-feature-settings: "tnum" }
.total td { border-bottom: 0; font-weight: 600 }
tr, p { break-inside: avoid }
.slip { break-inside: avoid; display: grid; grid-template-columns: 1fr 280px; gap: 40px; border-top: 1px dashed #b9c2c5; margin-top: 26px; padding-top: 16px; position: relative }
.cut { position: absolute; top: -9px; left: 0; background: #fff; padding-right: 8px }
.slip div small:last-child { margin-top: 10px }
dl { display: grid; grid-template-columns: auto auto; gap: 4px 10px; margin: 0; align-content: start; align-items: center }
dt { color: #434e54 }
dd { margin: 0; text-align: right; font-weight: 600 }
.box { border: 1px solid #b9c2c5; border-radius: 4px; padding: 3px 8px; text-align: left }`)
