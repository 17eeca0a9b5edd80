import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** The files the build made for the window: a closed map from path to file, so that no request is ever joined to a path. */
export type Bundle = { readonly file: (path: string) => Promise<Served | undefined> }
type Served = { readonly body: Buffer; readonly contentType: string }

/** Reads the folder's names once, at start. What is not among them does not exist. */
export function openBundle(folder: string): Bundle {
  const files = new Map<string, string>()
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || contentTypes[extname(entry.name)] === undefined) continue
    const place = join(entry.parentPath, entry.name)
    files.set(`/${relative(folder, place).split(sep).join('/')}`, place)
  }
  return {
    async file(path) {
      const place = files.get(path)
      if (place === undefined) return undefined
      return { body: await readFile(place), contentType: contentTypes[extname(place)] ?? 'application/octet-stream' }
    },
  }
}

const commonHeaders = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const

/** An answer to a request of ours, which nobody keeps. */
export function answer(body: string | Buffer, headers: Readonly<Record<string, string>>): Response {
  return new Response(body, { headers: { ...commonHeaders, ...headers } })
}

export function nothing(): Response {
  return new Response(null, { status: 404, headers: commonHeaders })
}
