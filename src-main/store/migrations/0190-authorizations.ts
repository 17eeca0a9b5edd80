/** Authorizations, and the ledger of what was counted against each. */
export const authorizations = {
  number: 190,
  sql: `
-- What a payer has agreed to pay for, or was asked to. Quantities are whole parts of its unit: visits, units, days; minutes where the unit is an hour.
create table authorization(
  id integer primary key,
  patient integer not null references patient(id),
  coverage integer not null references coverage(id),
  payer integer not null references payer(id),
  number text not null default '',
  status text not null check (status in ('requested', 'approved', 'denied', 'voided')),
  starts text not null,
  ends text not null,
  -- Codes, families (9083*) and ranges (90832-90837), parted by spaces; empty is any.
  codes text not null default '',
  -- One clinician, or any.
  provider integer references provider(id),
  unit text not null check (unit in ('visit', 'unit', 'hour', 'day')),
  amount integer not null check (amount between 1 and 1000000),
  -- Used before it was entered here.
  earlier integer not null default 0 check (earlier between 0 and 1000000),
  reference text not null default '',
  note text not null default '',
  renews integer references authorization(id),
  created_at text not null,
  created_by integer not null,
  check (ends >= starts)) strict;
create index authorization_patient on authorization(patient, starts);
create index authorization_ends on authorization(status, ends);

-- A quantity moves from one account to another for one session, charge or claim; append-only. A subject's movements are a chain: each begins
-- where the one before it ended.
create table authorization_movement(
  id integer primary key,
  authorization integer not null references authorization(id),
  kind text not null check (kind in ('session', 'charge', 'claim')),
  subject integer not null,
  n integer not null,
  from_account text not null check (from_account in ('left', 'reserved', 'used', 'confirmed')),
  to_account text not null check (to_account in ('left', 'reserved', 'used', 'confirmed')),
  quantity integer not null check (quantity between 1 and 1000000),
  cause text not null,
  day text not null,
  user integer not null,
  at text not null,
  check (from_account <> to_account),
  unique (kind, subject, n)) strict;
create index authorization_movement_of on authorization_movement(authorization, id);

create trigger authorization_movement_chain before insert on authorization_movement
  when new.n <> 1 + coalesce((select max(n) from authorization_movement where kind = new.kind and subject = new.subject), 0)
    or not exists (select 1 from (select 'left' as to_account, null as authorization, null as quantity where new.n = 1
      union all select to_account, authorization, quantity from authorization_movement
        where kind = new.kind and subject = new.subject and n = new.n - 1) as before
      where before.to_account = new.from_account
        and (before.to_account = 'left' or (before.authorization = new.authorization and before.quantity = new.quantity)))
  begin select raise(abort, 'authorization.chain'); end;
create trigger authorization_movement_kept before update on authorization_movement begin select raise(abort, 'authorization.append-only'); end;
create trigger authorization_movement_stays before delete on authorization_movement begin select raise(abort, 'authorization.append-only'); end;

-- Sums, kept by a trigger beside the movements, never set by anyone, and recomputed by verify.
create table authorization_sum(
  authorization integer primary key references authorization(id),
  reserved integer not null default 0,
  used integer not null default 0,
  confirmed integer not null default 0) strict;
create trigger authorization_sum_begins after insert on authorization begin
  insert into authorization_sum(authorization) values (new.id);
end;
create trigger authorization_movement_sums after insert on authorization_movement begin
  update authorization_sum set
    reserved = reserved + iif(new.to_account = 'reserved', new.quantity, 0) - iif(new.from_account = 'reserved', new.quantity, 0),
    used = used + iif(new.to_account = 'used', new.quantity, 0) - iif(new.from_account = 'used', new.quantity, 0),
    confirmed = confirmed + iif(new.to_account = 'confirmed', new.quantity, 0) - iif(new.from_account = 'confirmed', new.quantity, 0)
    where authorization = new.authorization;
end;

-- What a person said a service counts against, with the reason; the newest holds. No authorization is said too.
create table authorization_choice(
  id integer primary key,
  patient integer not null references patient(id),
  kind text not null check (kind in ('session', 'charge', 'claim')),
  subject integer not null,
  authorization integer references authorization(id),
  reason text not null,
  user integer not null,
  at text not null) strict;
create index authorization_choice_patient on authorization_choice(patient, id);
create trigger authorization_choice_kept before update on authorization_choice begin select raise(abort, 'authorization.append-only'); end;
create trigger authorization_choice_stays before delete on authorization_choice begin select raise(abort, 'authorization.append-only'); end;

-- Where an authorization leads: the day of the last service it covers, the first booked service it does not, and whether another follows it.
create table authorization_outlook(
  authorization integer primary key references authorization(id),
  last_day text,
  uncovered_day text,
  renewed integer not null default 0) strict;
`,
}
