// The order matters: safe.ts must have run before any other module of the window does.
import './safe.ts'
import './main.tsx'
