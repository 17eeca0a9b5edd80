/** A file of the outbox whose claims took another way: it is not sent any more, and stays as it stood then. */
export const withdrawnParcels = {
  number: 420,
  sql: `
alter table outbox add column withdrawn_at text;
`,
}
