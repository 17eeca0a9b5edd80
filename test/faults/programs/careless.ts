import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/* Files that nobody waits for: the negative control of files that are replaced as a whole. */

fs.fsyncSync = () => undefined
syncBuiltinESMExports()
