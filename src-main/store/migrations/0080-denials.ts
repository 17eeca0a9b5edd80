/** Denied lines as work, and the appeals made of them. */
export const denials = {
  number: 80,
  sql: `
create table denial(
  id integer primary key,
  claim integer not null references claim(id),
  line integer not null references claim_line(id),
  remit_claim integer not null references remit_claim(id),
  remit_line integer references remit_line(id),
  payer integer not null references payer(id),
  group_code text not null,
  reason text not null,
  remarks text not null default '',
  cents integer not null,
  cause text not null,
  playbook text not null default '',
  action text not null check (action in ('correct', 'appeal', 'rebill', 'bill-patient', 'close', 'investigate')),
  next_step text not null,
  status text not null check (status in ('new', 'in-work', 'waiting', 'closed')),
  outcome text check (outcome in ('paid', 'upheld', 'written-off', 'patient-billed')),
  owner text not null default '',
  opened text not null,
  due text not null,
  closed_at text,
  note text not null default '',
  unique(remit_claim, line)) strict;
create index denial_open on denial(status, due, id);
create index denial_claim on denial(claim);

create table appeal(
  id integer primary key,
  denial integer not null references denial(id),
  claim integer not null references claim(id),
  level integer not null,
  template text not null,
  status text not null check (status in ('draft', 'ready', 'sent', 'won', 'partly-won', 'lost', 'withdrawn')),
  due text not null,
  answer_by text not null,
  signer integer references provider(id),
  letter text not null,
  created_at text not null,
  changed_at text not null,
  -- The day it left, how, and under which number.
  sent_at text,
  sent_by text,
  tracking text not null default '',
  packet integer references file(id),
  unique(denial, level)) strict;
create index appeal_status on appeal(status, due, id);
`,
}
