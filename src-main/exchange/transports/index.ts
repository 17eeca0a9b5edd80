import { openCore } from './core.ts'
import { openFolder } from './folder.ts'
import type { Line, Open, Route, Step } from './line.ts'
import { openSftp } from './sftp.ts'

const WAYS: Readonly<Record<Route['kind'], Open>> = { folder: openFolder, sftp: openSftp, core: openCore }

/** Opens the line of a route. @throws LineTrouble */
export const openLine = (route: Route, step?: Step): Promise<Line> => WAYS[route.kind](route, step)
