/** Letters in which a payer is asked for what it paid below its contract: what each said of which line, and the file it was. */
export const disputes = {
  number: 600,
  sql: `
create table dispute(
  id integer primary key,
  payer integer not null references payer(id),
  day text not null,
  cents integer not null check (cents > 0),
  -- Exactly what was printed.
  file integer not null references file(id),
  at text not null,
  by integer not null) strict;
create index dispute_payer on dispute(payer, day);

create table dispute_line(
  dispute integer not null references dispute(id),
  claim integer not null references claim(id),
  line integer not null references claim_line(id),
  -- The line of the remittance that says what was allowed.
  remit_line integer not null,
  expected integer not null,
  allowed integer not null,
  check (expected > allowed),
  primary key (dispute, line)) strict, without rowid;
create index dispute_line_line on dispute_line(line, remit_line);
create index dispute_line_claim on dispute_line(claim);

create trigger dispute_kept before update on dispute begin select raise(abort, 'ledger.append-only'); end;
create trigger dispute_stays before delete on dispute begin select raise(abort, 'ledger.append-only'); end;
`,
}
