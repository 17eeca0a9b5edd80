import '@mantine/core/styles.layer.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './app/tokens.css'
import './app/base.css'
import { App } from './app/App.tsx'
import { beginAppearance } from './app/appearance.tsx'
import { createParts } from './app/parts.ts'
import { startOf } from './app/routes.ts'
import { nonce } from './safe.ts'

const root = document.getElementById('root')
if (root) {
  beginAppearance()
  void window.parity.lastSitting().then((last) => {
    const before = last ?? undefined
    createRoot(root).render(
      <StrictMode>
        <App parts={createParts(window.parity, startOf(before?.whereabouts.screen))} nonce={nonce} before={before} />
      </StrictMode>,
    )
  })
}
