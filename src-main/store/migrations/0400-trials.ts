/** Claims that left as a test: under a number of their own, in a batch whose ISA15 is T, and nothing of it moves the claim. */
export const trials = {
  number: 400,
  sql: `
create table trial(
  id integer primary key,
  claim integer not null references claim(id),
  batch integer not null references batch(id),
  -- CLM01, never used before or again.
  control text not null unique,
  answer text check (answer in ('received', 'accepted', 'rejected')),
  unique(batch, claim)) strict;
create index trial_claim on trial(claim);
`,
}
