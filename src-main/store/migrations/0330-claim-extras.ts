/** What goes with a claim besides its services: words, why it is late, and what is attached to it. */
export const claimExtras = {
  number: 330,
  sql: `
create table claim_said(
  claim integer not null references claim(id),
  turn integer not null,
  -- NTE ADD.
  note text,
  -- CLM20.
  delay text,
  -- REF G1 of a payer behind the first; that of the first stands on the claim.
  authorization text,
  primary key (claim, turn)) strict, without rowid;

-- PWK: what it is, how it is sent, and the number that ties it to the claim; held here until asked for, it has none.
create table claim_attachment(
  claim integer not null references claim(id),
  n integer not null,
  report text not null,
  sent_by text not null,
  control text,
  primary key (claim, n)) strict, without rowid;
`,
}
