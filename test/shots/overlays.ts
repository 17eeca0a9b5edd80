import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import ts from 'typescript'

const renderer = join(import.meta.dirname, '../../src-renderer')

/** What opens above the page, by the name of its element. */
const KINDS: ReadonlySet<string> = new Set([
  'Dialog',
  'Drawer',
  'FormDrawer',
  'ReasonDialog',
  'Modal',
  'Modal.Root',
  'MantineDrawer.Root',
  'Drawer.Root',
  'Popover',
  'HoverCard',
  'Menu',
  'Combobox',
  'Spotlight',
])
/** Parts of which others are made; each use of them counts instead. */
const PARTS = /^kit\/(Dialog|FormDrawer|ReasonDialog)\.tsx#/

/** What stands open for so short a time that nobody can stop at it, and why. */
const PASSING: Readonly<Record<string, string>> = {
  'screens/patients/PatientDrawer.tsx#PatientDrawer': 'the panel has the patient before the form can be opened',
  'screens/setup/CredentialsDrawer.tsx#CredentialsDrawer': 'what is kept of one clinician is there before anybody can look',
  'screens/intake/ScheduleDialog.tsx#ScheduleDialog': 'a few sessions are brought in before anybody can look',
  'screens/statements/StatementsDialog.tsx#StatementsDialog':
    'the statements of a practice take minutes; test/e2e/statements.test.ts makes them',
  'screens/statements/StatementsDialog.tsx#Done': 'it stands at the end of those minutes; test/e2e/statements.test.ts reads it',
}

/**
 * Every dialog, drawer, menu and pop-over the window can open: `screens/claims/HoldDialog.tsx#HoldDialog`, and `…:2` for the second one that a
 * component draws. Read from the sources, so that a new one cannot be forgotten.
 */
export function overlays(): readonly string[] {
  return filesOf(renderer)
    .flatMap((file) => overlaysOf(relative(renderer, file).split(sep).join('/'), readFileSync(file, 'utf8')))
    .filter((one) => !PARTS.test(one) && PASSING[one] === undefined)
    .toSorted()
}

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx') && !name.endsWith('.test.tsx'))
    .map((name) => join(folder, name))

/** @param file below `src-renderer`, with `/` */
export function overlaysOf(file: string, text: string): readonly string[] {
  const found: string[] = []
  const count = new Map<string, number>()
  const visit = (node: ts.Node, component: string): void => {
    const inside = componentOf(node) ?? component
    if ((ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) && KINDS.has(node.tagName.getText())) {
      const n = (count.get(inside) ?? 0) + 1
      count.set(inside, n)
      found.push(`${file}#${inside}${n > 1 ? `:${n}` : ''}`)
    }
    ts.forEachChild(node, (child) => visit(child, inside))
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX), '')
  return found
}

/** The name of the component a node begins: a function, or a constant that holds one, with a capital. */
function componentOf(node: ts.Node): string | undefined {
  if (!ts.isFunctionDeclaration(node) && !ts.isVariableDeclaration(node) && !ts.isFunctionExpression(node)) return undefined
  const name = node.name && ts.isIdentifier(node.name) ? node.name.text : ''
  return /^\p{Lu}\p{Ll}/u.test(name) ? name : undefined
}
