import { PDFDocument } from '@cantoo/pdf-lib'
import { must } from '../../src-shared/result.ts'
import { bind, openPrinted } from '../../src-main/appeals/binding.ts'
import { handlers } from '../../src-main/appeals/index.ts'
import { electronPrinter } from '../../src-main/printing/electron-printer.ts'
import { deniedClaim } from '../support/denied.ts'
import { paperPdf } from '../support/paper.ts'
import { testFiles, testTask } from '../support/task.ts'
import { goal, missed, print, series } from './report.ts'

/*
 * P14: an appeal packet of twenty pages, eight of them printed and twelve of the record. Binding it (bookmarks, labels, a foot on each page) beside the same
 * merge with the PDF library alone; and the whole, with what Chromium takes to print. Run: npm run bench -- packet [RUNS]
 */

const [RUNS = 15] = process.argv.slice(2).flatMap((word) => (/^\d+$/.test(word) ? [parseInt(word, 10)] : []))
const RECORD = 12

const figures = { bound: [] as number[], floor: [] as number[], whole: [] as number[], printing: [] as number[] }
const timed = async <T>(into: number[], body: () => Promise<T>): Promise<T> => {
  const start = performance.now()
  const value = await body()
  into.push(performance.now() - start)
  return value
}

const printer = electronPrinter(must('the runtime is named', process.env['PARITY_ELECTRON']))
try {
  const { at, denial } = deniedClaim()
  const { id } = at.command((work) => handlers['appeals.start'](work, { denial, template: 'L-RETRO', level: 1 }))
  const record = await paperPdf(RECORD)
  const task = { ...testTask(at, testFiles({ 'plan.pdf': record })), printer }
  await handlers['appeals.enclose'](task, { id, path: 'plan.pdf', kind: 'treatment-plan', title: 'Treatment plan', shows: 'the goals' })
  const prints: Uint8Array[] = []
  let printing = 0
  const watched = {
    ...task,
    printer: {
      print: async (job: Parameters<typeof printer.print>[0]) => {
        const start = performance.now()
        const pdf = await printer.print(job)
        printing += performance.now() - start
        prints.push(pdf)
        return pdf
      },
    },
  }
  const make = () => handlers['appeals.packet'](watched, { id, isSealed: false })
  const made = await make()
  print(`A packet of ${made.pages} pages, ${(made.bytes / 1024).toFixed(0)} kilobytes, ${RUNS} runs`)
  const stamps = must('the feet were printed', prints.at(-1))
  const printed = must('the pages were printed', prints.at(-2))
  for (let n = 0; n < RUNS; n++) {
    printing = 0
    await timed(figures.whole, make)
    figures.printing.push(printing)
    await timed(figures.bound, async () =>
      bind(await openPrinted(printed), stamps, {
        about: { title: 'Appeal', author: 'Cedar Hollow', at: new Date(at.clock.now()) },
        bookmarks: made.contents,
        labels: [{ prefix: '', page: 1 }],
        enclosed: [{ pdf: record, page: made.pages - RECORD + 1 }],
      }),
    )
    await timed(figures.floor, async () => {
      const whole = await PDFDocument.load(printed)
      const other = await PDFDocument.load(record)
      for (const page of await whole.copyPages(other, other.getPageIndices())) whole.addPage(page)
      return whole.save()
    })
  }
} finally {
  await printer.close()
}

const bound = series('opened, pages put in, feet laid on, bookmarks, saved', figures.bound)
const floor = series('floor: the same pages merged and saved with the PDF library alone', figures.floor)
const whole = series('the whole: gathered, laid out, printed, bound, kept', figures.whole)
series('of which Chromium prints', figures.printing)
goal('P14: bound, beside the floor', bound.median / floor.median, 3)
goal('P14: the whole', whole.median, 250, 'ms')
process.exitCode = missed() > 0 ? 1 : 0
