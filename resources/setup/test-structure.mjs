// @ts-check
import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { inProject, root } from './places.mjs'
import { run } from './run.mjs'

const sides = ['src-shared', 'src-main', 'src-renderer']

/**
 * Checks who imports whom. It also fails when a source file was not looked at: a cruise that can't read TypeScript finds nothing to refuse.
 * @returns {Promise<import('./run.mjs').Ended>}
 */
export async function structure() {
  const program = inProject('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
  const words = [...sides, '--config', '.dependency-cruiser.cjs']
  const [{ code, output }, listed, files] = await Promise.all([
    run(process.execPath, [program, ...words]),
    run(process.execPath, [program, ...words, '--output-type', 'json']),
    sourceFiles(),
  ])
  const cruised = cruisedModules(listed.output)
  const missed = files.filter((file) => !cruised.has(file))
  if (missed.length === 0) return { code, output }
  return {
    code: 1,
    output: `${output}These ${missed.length} of ${files.length} source files were not looked at:\n${missed.map((file) => `  ${file}\n`).join('')}`,
  }
}

/** @param {string} output */
function cruisedModules(output) {
  try {
    return new Set(/** @type {{ modules: { source: string }[] }} */ (JSON.parse(output)).modules.map((module) => module.source))
  } catch {
    return new Set()
  }
}

async function sourceFiles() {
  const found = await Promise.all(sides.map((side) => readdir(inProject(side), { withFileTypes: true, recursive: true })))
  return found
    .flat()
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
}
