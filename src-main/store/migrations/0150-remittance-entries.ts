/** Which claim payment an entry was made of: asked by `verify` for each entry of a large book. */
export const remittanceEntries = {
  number: 150,
  sql: `
create index remit_claim_entry on remit_claim(entry);
`,
}
