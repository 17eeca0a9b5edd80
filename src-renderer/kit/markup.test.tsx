import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { elementsOf } from './markup.ts'

const drawn = (markup: string): string => renderToStaticMarkup(<>{elementsOf(markup)}</>)

test('a printed page comes out as it was made', () => {
  const page =
    '<section class="part" id="letter"><h1>Contents</h1> <p class="small">A &amp; B&ensp;&lt;none&gt;<br />two</p>\n<table> <tbody> <tr class="own"><td colspan="3" style="width: 170px">x</td></tr> </tbody></table></section>'
  expect(drawn(page)).toBe(
    '<section class="part"><h1>Contents</h1> <p class="small">A &amp; B\u2002&lt;none&gt;<br/>two</p>\n<table><tbody><tr class="own"><td colSpan="3" style="width:170px">x</td></tr></tbody></table></section>',
  )
})

test('what could run, load or lead away does not come out', () => {
  expect(drawn('<p>a<script>alert(1)</script><img src="x" onerror="go()"><iframe src="y"></iframe>b</p>')).not.toMatch(
    /<script|<img|<iframe/,
  )
  expect(drawn('<a href="https://example.org" onclick="go()">there</a>')).toBe('<span>there</span>')
  expect(drawn('<p>open</td></p>')).toBe('<p>open</p>')
})
