export const KEYS = 'keys.json'
/** The book of a generation. */
export const bookName = (generation: number): string => (generation === 1 ? 'book.db' : `book-${generation}.db`)
