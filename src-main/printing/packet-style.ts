import { pageFonts } from './fonts.ts'

/**
 * The look of a packet: US Letter, black on white so that it survives a fax, the practice's own letterhead. Measures as in the drawn letter, at 96 px
 * to the inch. The foot of each page is stamped afterwards, into the lower margin.
 */
const sheet = `
@page { size: letter; margin: 66px 82px 84px }
* { box-sizing: border-box }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact }
body { margin: 0; background: #fff; color: #11181b; font: 13.5px/20.5px "Inter", sans-serif; letter-spacing: -.003em }
h1, h2, p, table, figure { margin: 0 }
h1 { font-size: 17px; line-height: 22px; font-weight: 600; letter-spacing: -.014em }
h2 { font-size: 12.5px; line-height: 18px; font-weight: 600; margin: 18px 0 6px; break-after: avoid }
b, th { font-weight: 600 }
p { margin-bottom: 11px; orphans: 3; widows: 3 }
ul { margin: 0 0 11px; padding-left: 18px }
li { margin-bottom: 3px }
a { color: inherit; text-decoration: none }
.part { break-before: page }
.part:first-child { break-before: auto }
.num { font-feature-settings: "tnum" }
.whole { white-space: nowrap }
.right { text-align: right }
.quiet { color: #434e54 }
.small { font-size: 12px; line-height: 18px }

.letterhead { display: flex; justify-content: space-between; align-items: flex-end; border-bottom: 1.5px solid #11181b; padding-bottom: 11px }
.letterhead .small { font-size: 11.5px; line-height: 16px; color: #434e54 }
.letterhead .name { font-size: 17px; line-height: 22px; font-weight: 600; letter-spacing: -.014em }
.address { display: flex; justify-content: space-between; margin: 20px 0 16px }
.facts { display: grid; grid-template-columns: 86px 1fr 96px 1fr; gap: 3px 10px; padding: 10px 0; margin-bottom: 16px;
  border-top: 1px solid #b9c2c5; border-bottom: 1px solid #b9c2c5; font-size: 12.5px; line-height: 18px }
.facts span { color: #5c686f }
.facts b { overflow-wrap: anywhere }

table { width: 100%; border-collapse: separate; border-spacing: 0; font-size: 12.5px; line-height: 18px }
th { font-size: 11px; color: #5c686f; text-align: left; padding: 0 10px 4px 0; border-bottom: 1px solid #b9c2c5; vertical-align: bottom; font-weight: 400 }
td { padding: 5px 10px 5px 0; border-bottom: 1px solid #d9dfe1; vertical-align: top }
th:last-child, td:last-child { padding-right: 0 }
tr { break-inside: avoid }
thead { display: table-header-group }
td.num { white-space: nowrap }
.chronology { margin: 2px 0 14px }
.chronology td:first-child { width: 96px }
.chronology th:last-child, .chronology td:last-child { width: 60px; text-align: right }
.chronology td:last-child { font-weight: 600 }
.criteria { margin: 2px 0 14px }
.criteria td:first-child { width: 38% }

.close { break-inside: avoid; break-before: avoid }
.signature { margin: 34px 0 18px; width: 372px; border-top: 1px solid #11181b; padding-top: 5px; font-size: 12.5px; line-height: 18px }
.enclosed { font-size: 12px; line-height: 18px; color: #434e54; display: grid; grid-template-columns: 60px 1fr 1fr; gap: 0 12px; border-top: 1px solid #b9c2c5; padding-top: 9px }
.enclosed b { color: #11181b }
.notice { margin: 12px 0 0; font-size: 11px; line-height: 16px; color: #434e54 }

.fax { font-size: 34px; line-height: 42px; margin: 30px 0 14px }
.fields td:first-child { width: 96px; color: #5c686f }
.fields { margin-bottom: 24px }

.exhibit { display: flex; justify-content: space-between; align-items: flex-start; border-bottom: 1.5px solid #11181b; padding-bottom: 11px; margin-bottom: 14px }
.exhibit p { margin: 2px 0 0; font-size: 12px; line-height: 18px; color: #434e54 }
.label { border: 1.5px solid #11181b; padding: 4px 10px 5px; text-align: center; font-size: 10.5px; line-height: 13px; flex: none; margin-left: 20px }
.label b { display: block; font-size: 20px; line-height: 24px }
.exhibit + .facts { border-top: 0; padding-top: 0 }
tr.line td { border-top: 1px solid #d9dfe1; border-bottom: 0; padding-bottom: 3px }
tr.line:first-child td { border-top: 0 }
tr.own td { background: #eef1f2; padding-bottom: 5px }
tr.own td:first-child { border-left: 3px solid #11181b; padding-left: 7px }
tr.why td { border: 0; padding-top: 3px; padding-bottom: 3px }
tr.sum td { font-weight: 600; border-top: 1px solid #b9c2c5; border-bottom: 1.5px solid #11181b }
.contacts td:first-child { width: 96px }
.contacts td:nth-child(2) { width: 240px }
.contents td:first-child { width: 330px }
.segments td { font-size: 11px; line-height: 16px; padding: 3px 12px 3px 0 }
.segments td:first-child { width: 32px; color: #5c686f }
.segments td:nth-child(2) { width: 47%; font-family: "JetBrains Mono", monospace; font-size: 10px; letter-spacing: 0; font-variant-ligatures: none; overflow-wrap: anywhere }

.boxes { display: grid; grid-template-columns: repeat(12, 1fr); border-left: 1px solid #8b969b; border-top: 1px solid #8b969b }
.box { border-right: 1px solid #8b969b; border-bottom: 1px solid #8b969b; padding: 3px 7px 5px; min-height: 40px; break-inside: avoid }
.box small { display: block; font-size: 9.5px; line-height: 13px; color: #434e54; letter-spacing: 0 }
.box small b { color: #11181b; margin-right: 4px }
.box div { font-size: 12px; line-height: 16px; overflow-wrap: anywhere }
.services { border: 1px solid #8b969b; border-top: 0 }
.services + .boxes { border-top: 0 }
.services tr:last-child td { border-bottom: 0 }
.services th { font-size: 9.5px; line-height: 13px; color: #434e54; padding: 4px 6px; border-bottom: 1px solid #8b969b }
.services td { font-size: 12px; line-height: 16px; padding: 4px 6px }
.services th + th, .services td + td { border-left: 1px solid #d9dfe1 }
`

/** The whole style of a packet, with its fonts. */
export const packetStyle = `${pageFonts}\n${sheet}`

/** The style of the stamps: as many empty pages as the packet has, each with its foot. */
export const stampStyle = `${pageFonts}
@page { size: letter; margin: 0 }
body { margin: 0; font-family: "Inter", sans-serif }
.page { height: 1056px; position: relative; break-after: page; overflow: hidden }
.page:last-child { break-after: auto }
.foot { position: absolute; left: 82px; right: 82px; bottom: 36px; border-top: 1px solid #b9c2c5; padding-top: 7px; display: flex; justify-content: space-between;
  font-size: 10.5px; line-height: 14px; color: #5c686f }
.foot b { font-weight: 400; white-space: nowrap }
.foot span:last-child { font-feature-settings: "tnum"; white-space: nowrap; margin-left: 12px }
`
