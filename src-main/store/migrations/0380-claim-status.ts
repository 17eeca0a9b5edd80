/** How claims stand with their payers: questions (276), answers (277), and what was last told of each claim. */
export const claimStatus = {
  number: 380,
  sql: `
create table status_inquiry(
  id integer primary key,
  -- The order in which questions, answers and contacts came.
  n integer not null unique,
  claim integer not null references claim(id),
  payer integer not null references payer(id),
  -- The claim as it had left by then.
  submission integer not null references submission(id),
  -- TRN02, which comes back with the answer.
  trace text not null unique,
  asked_at text not null,
  user integer not null,
  -- The 276: its file, BHT03, ISA13 and GS06.
  request integer not null references file(id),
  reference text not null,
  interchange integer not null,
  group_control integer not null,
  answer integer references file(id),
  answered_at text,
  words text not null default '') strict;
create index status_inquiry_claim on status_inquiry(claim, id);
create index status_inquiry_request on status_inquiry(request);
create index status_inquiry_reference on status_inquiry(reference);

-- One claim of an answer; a question may be answered with several, of which those that are not the claim asked about are kept too.
create table status_answer(
  id integer primary key,
  n integer not null unique,
  claim integer not null references claim(id),
  inquiry integer references status_inquiry(id),
  payer integer not null references payer(id),
  file integer not null references file(id),
  segment integer not null,
  is_ours integer not null check (is_ours in (0, 1)),
  outcome text not null,
  title text not null,
  why text not null,
  again text,
  day text not null,
  control text,
  payer_control text,
  charge integer,
  paid integer,
  decided text,
  check_number text,
  at text not null) strict;
create index status_answer_claim on status_answer(claim, id);
create index status_answer_file on status_answer(file, segment);

-- The newest word on a claim that its payer has not decided by remittance: derived from questions, answers and contacts.
create table claim_told(
  claim integer primary key references claim(id),
  outcome text not null,
  title text not null,
  why text not null,
  -- The day from which it is work again; null is at once.
  again text,
  at text not null) strict;
create index claim_told_again on claim_told(outcome, again);
create trigger claim_told_over after update of status on claim
  when new.status is not old.status and new.status not in ('received', 'accepted', 'silent') begin
  delete from claim_told where claim = new.id;
end;
`,
}
