import './safe.ts'

// safe.ts must have run before any other module of the window does; what is imported beside it may run first.
void import('./main.tsx')
