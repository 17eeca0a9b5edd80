import '@mantine/core/styles.layer.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './app/tokens.css'
import './app/base.css'
import { App } from './app/App.tsx'
import { beginAppearance } from './app/appearance.tsx'
import { createParts } from './app/parts.ts'
import { nonce } from './safe.ts'

const root = document.getElementById('root')
if (root) {
  beginAppearance()
  createRoot(root).render(
    <StrictMode>
      <App parts={createParts(window.parity)} nonce={nonce} />
    </StrictMode>,
  )
}
