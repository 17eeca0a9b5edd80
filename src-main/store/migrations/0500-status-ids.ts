/** A payer may be asked how claims stand under another id than it takes claims under. */
export const statusIds = {
  number: 500,
  sql: `alter table payer add column status_id text;`,
}
