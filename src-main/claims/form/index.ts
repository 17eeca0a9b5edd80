/* The form of a claim: the CMS-1500 (02/12), seen, drawn, and sent on paper. */
import { refuse, type Handlers } from '../../store/index.ts'
import { formPrinter, formPrinters, setFormPrinters } from '../records/paper.ts'
import { moveMany, printMany } from './printing.ts'
import { claimForm } from './seeing.ts'

export const formHandlers = {
  'claims.form': (work, { id }) => claimForm(work, id),

  'claims.print': (work, input) => printMany(work, input),

  'claims.route': (work, { to: _paper, ...input }) => moveMany(work, input),

  'forms.printers': ({ db }) => ({ printers: formPrinters(db) }),

  'forms.savePrinters': ({ db, announce }, { printers }) => {
    setFormPrinters(db, printers)
    announce('practice')
    return {}
  },

  'forms.test': async ({ read, files, clock }, { path, paper, printer }) => {
    const known = read(({ db }) => ({ shift: printer === undefined ? undefined : (formPrinter(db, printer) ?? refuse('record.missing')) }))
    const { drawing, testSheet } = await import('./drawing.ts')
    const page = await drawing(paper, new Date(clock.now()), known.shift && { right: known.shift.across, down: known.shift.down })
    page.add(testSheet())
    const bytes = await page.save()
    files.write(path, bytes)
    return { path, bytes: bytes.byteLength }
  },
} satisfies Pick<Handlers, 'claims.form' | 'claims.print' | 'claims.route' | 'forms.printers' | 'forms.savePrinters' | 'forms.test'>
