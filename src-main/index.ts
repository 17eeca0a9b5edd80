import { startShell } from './shell/start.ts'

startShell()
