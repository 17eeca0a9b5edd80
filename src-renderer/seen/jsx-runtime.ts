import * as react from 'react/jsx-runtime'
import { shown } from './host.ts'

/* The window's elements are made here in place of React's own runtime (electron.vite.config.ts), Mantine's among them. */

export { Fragment } from 'react/jsx-runtime'

export const jsx: typeof react.jsx = (type, props, key) => react.jsx(type, shown(type, props as never), key)
export const jsxs: typeof react.jsxs = (type, props, key) => react.jsxs(type, shown(type, props as never), key)
