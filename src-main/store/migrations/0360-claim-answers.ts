/** Every statement of a TA1, 999, 277CA or 277 about a claim, as it was made: which submission, which line, by whom, and where it stands in the file. */
export const claimAnswers = {
  number: 360,
  sql: `
create table claim_answer(
  id integer primary key,
  claim integer not null references claim(id),
  submission integer not null references submission(id),
  -- The line it speaks of; null for the claim as a whole.
  line integer references claim_line(id),
  kind text not null,
  said_by text check (said_by in ('clearinghouse', 'payer')),
  verdict text not null check (verdict in ('received', 'accepted', 'rejected', 'noted')),
  category text not null default '',
  status text not null default '',
  entity text not null default '',
  -- What of the claim it concerns, as a biller calls it; empty when it names nothing.
  field text not null default '',
  words text not null,
  -- The day the other side gives its answer, and the day it says it received the claim.
  day text not null,
  receipt text,
  payer_control text,
  trace text,
  file integer references file(id),
  segment integer,
  at text not null) strict;
create index claim_answer_claim on claim_answer(claim, id);
create index claim_answer_submission on claim_answer(submission, id);
`,
}
