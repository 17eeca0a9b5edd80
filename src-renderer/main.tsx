import '@mantine/core/styles.layer.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './app/tokens.css'
import './app/base.css'
import { App, loadWindow } from './app/App.tsx'
import { beginAppearance } from './app/appearance.tsx'
import { createParts } from './app/parts.ts'
import { besideOf, startOf } from './app/routes.ts'
import { trainingIsSmall } from './app/Training.tsx'
import { nonce } from './safe.ts'

const root = document.getElementById('root')
if (root) {
  beginAppearance()
  // After the first paint: whoever types a passphrase does not wait for what stands behind it.
  requestAnimationFrame(() => requestIdleCallback(() => void loadWindow(), { timeout: 400 }))
  void Promise.all([window.parity.lastSitting(), window.parity.place()]).then(([last, place]) => {
    const before = last ?? undefined
    const beside = besideOf(place)
    // Who opens a second window has read it in the first.
    trainingIsSmall.set(beside !== undefined)
    createRoot(root).render(
      <StrictMode>
        <App
          parts={createParts(window.parity, beside?.route ?? startOf(before?.whereabouts.screen))}
          nonce={nonce}
          before={before}
          looks={beside?.looks ?? before?.whereabouts}
        />
      </StrictMode>,
    )
  })
}
