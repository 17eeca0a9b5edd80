export const DENSITIES = ['compact', 'comfortable'] as const
export type Density = (typeof DENSITIES)[number]

/** The height of a row, as tokens.css has it: the grid must know it before it draws one. */
export const ROW_HEIGHT: Readonly<Record<Density, number>> = { compact: 28, comfortable: 36 }
/** The same for the head of the columns. */
export const HEAD_HEIGHT: Readonly<Record<Density, number>> = { compact: 28, comfortable: 32 }
