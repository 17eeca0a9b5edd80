/**
 * The ledger: entries that sum to zero, claim line by claim line; append-only. `line` and `claim` are opaque numbers here. Sums are kept by
 * triggers beside the postings, never set by anyone, and recomputed by `verify`.
 */
export const ledger = {
  number: 30,
  sql: `
create table entry(
  -- An entry that nobody sealed cannot be committed.
  id integer primary key references seal(entry) deferrable initially deferred,
  kind text not null check (kind in ('charge', 'remittance', 'provider', 'patient', 'write-off', 'transfer', 'reversal')),
  -- What it was made from, once: ('remittance', digest and place), ('claim', line control) ...
  source text not null,
  source_key text not null,
  day text not null,
  user integer not null,
  at text not null,
  note text,
  reverses integer references entry(id),
  unique(source, source_key)) strict;
create unique index entry_reversed_once on entry(reverses) where reverses is not null;

create table posting(
  entry integer not null references entry(id),
  n integer not null,
  account text not null check (account in ('charge', 'payer', 'patient', 'payment', 'adjustment', 'credit', 'provider')),
  claim integer,
  line integer,
  cents integer not null check (cents <> 0 and cents between -100000000000 and 100000000000),
  group_code text,
  reason text,
  -- The segment of the file it came from.
  file integer,
  segment integer,
  primary key (entry, n),
  check (account in ('provider', 'credit', 'payment') or line is not null),
  check ((line is null) = (claim is null))) strict, without rowid;
create index posting_line on posting(line);
create index posting_claim on posting(claim);

create table seal(entry integer primary key references entry(id)) strict;

create trigger seal_balances before insert on seal
  when not exists (select 1 from posting where entry = new.entry)
    or exists (select 1 from posting where entry = new.entry group by line having sum(cents) <> 0)
  begin select raise(abort, 'ledger.unbalanced'); end;
create trigger posting_after_seal before insert on posting
  when exists (select 1 from seal where entry = new.entry)
  begin select raise(abort, 'ledger.sealed'); end;

create trigger entry_kept before update on entry begin select raise(abort, 'ledger.append-only'); end;
create trigger entry_stays before delete on entry begin select raise(abort, 'ledger.append-only'); end;
create trigger posting_kept before update on posting begin select raise(abort, 'ledger.append-only'); end;
create trigger posting_stays before delete on posting begin select raise(abort, 'ledger.append-only'); end;
create trigger seal_kept before update on seal begin select raise(abort, 'ledger.append-only'); end;
create trigger seal_stays before delete on seal begin select raise(abort, 'ledger.append-only'); end;

create table line_sum(
  line integer primary key,
  claim integer not null,
  charge integer not null default 0,
  payer integer not null default 0,
  patient integer not null default 0,
  payment integer not null default 0,
  adjustment integer not null default 0) strict;
create table claim_sum(
  claim integer primary key,
  charge integer not null default 0,
  payer integer not null default 0,
  patient integer not null default 0,
  payment integer not null default 0,
  adjustment integer not null default 0) strict;
create index claim_sum_payer on claim_sum(payer, claim);
create index claim_sum_payment on claim_sum(payment, claim);

create trigger posting_sums after insert on posting when new.line is not null begin
  insert into line_sum(line, claim, charge, payer, patient, payment, adjustment)
    values (new.line, new.claim,
      iif(new.account = 'charge', -new.cents, 0), iif(new.account = 'payer', new.cents, 0), iif(new.account = 'patient', new.cents, 0),
      iif(new.account = 'payment', new.cents, 0), iif(new.account = 'adjustment', new.cents, 0))
    on conflict(line) do update set
      charge = charge + excluded.charge, payer = payer + excluded.payer, patient = patient + excluded.patient,
      payment = payment + excluded.payment, adjustment = adjustment + excluded.adjustment;
  insert into claim_sum(claim, charge, payer, patient, payment, adjustment)
    values (new.claim,
      iif(new.account = 'charge', -new.cents, 0), iif(new.account = 'payer', new.cents, 0), iif(new.account = 'patient', new.cents, 0),
      iif(new.account = 'payment', new.cents, 0), iif(new.account = 'adjustment', new.cents, 0))
    on conflict(claim) do update set
      charge = charge + excluded.charge, payer = payer + excluded.payer, patient = patient + excluded.patient,
      payment = payment + excluded.payment, adjustment = adjustment + excluded.adjustment;
end;
`,
}
