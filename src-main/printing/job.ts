/**
 * A page to be laid out on US Letter. Fonts stand at `/fonts/…` as in the window; pictures come inside the page.
 * Header and footer are Chromium's print templates: they state their own font size, and the margins leave them room.
 */
export type PrintJob = {
  readonly html: string
  readonly header?: string
  readonly footer?: string
  readonly marginsInches?: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }
}

/** @throws an Error with a sentence when the page cannot be printed */
export type Print = (job: PrintJob) => Promise<Uint8Array>
