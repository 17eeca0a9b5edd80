/** What the bank says came in, and which remittances it belongs to. A tie that was undone stays with who and when. */
export const bankLines = {
  number: 540,
  sql: `
create table bank_file(
  id integer primary key,
  -- The bytes as they came.
  file integer not null references file(id),
  at text not null,
  by integer not null,
  name text not null,
  added integer not null,
  -- The first and the last day of what it says, brought in or known before.
  from_day text not null,
  to_day text not null) strict;

-- Money that came in on an account. What went out stands in the file alone.
create table bank_line(
  id integer primary key,
  file integer not null references bank_file(id),
  account text not null,
  day text not null,
  cents integer not null check (cents > 0),
  description text not null,
  reference text not null,
  -- The bank's own id (FITID); empty where its file has none.
  bank_id text not null,
  -- Account and id, or account, day, amount and words; n counts lines that are equal in it.
  identity text not null,
  n integer not null,
  unique (identity, n)) strict;
create index bank_line_day on bank_line(day, id);
create trigger bank_line_kept before update on bank_line begin select raise(abort, 'deposit.append-only'); end;
create trigger bank_line_stays before delete on bank_line begin select raise(abort, 'deposit.append-only'); end;

-- Lines and remittances that are one payment; one side alone is put aside with a reason.
create table bank_match(
  id integer primary key,
  at text not null,
  -- Null when Parity tied it by itself.
  by integer,
  why text not null,
  undone_at text,
  undone_by integer) strict;
create table bank_match_line(
  match integer not null references bank_match(id),
  bank_line integer not null references bank_line(id),
  primary key (match, bank_line)) strict, without rowid;
create index bank_match_line_line on bank_match_line(bank_line);
create table bank_match_remittance(
  match integer not null references bank_match(id),
  remittance integer not null references remittance(id),
  -- What the tie said of the day the money came; null where it was said before.
  deposit integer references deposit(id),
  primary key (match, remittance)) strict, without rowid;
create index remittance_trace on remittance(trace);
create index bank_match_remittance_one on bank_match_remittance(remittance);

create trigger bank_match_kept before update of id, at, by, why on bank_match begin select raise(abort, 'deposit.append-only'); end;
create trigger bank_match_undone_once before update of undone_at, undone_by on bank_match when old.undone_at is not null
  begin select raise(abort, 'deposit.append-only'); end;
create trigger bank_match_stays before delete on bank_match begin select raise(abort, 'deposit.append-only'); end;
create trigger bank_match_line_kept before update on bank_match_line begin select raise(abort, 'deposit.append-only'); end;
create trigger bank_match_line_stays before delete on bank_match_line begin select raise(abort, 'deposit.append-only'); end;
create trigger bank_match_remittance_kept before update on bank_match_remittance begin select raise(abort, 'deposit.append-only'); end;
create trigger bank_match_remittance_stays before delete on bank_match_remittance begin select raise(abort, 'deposit.append-only'); end;
-- A line, and a remittance, stands in one match at a time.
create trigger bank_match_line_once before insert on bank_match_line
  when exists (select 1 from bank_match_line as other join bank_match on bank_match.id = other.match
    where other.bank_line = new.bank_line and bank_match.undone_at is null)
  begin select raise(abort, 'deposit.tied'); end;
create trigger bank_match_remittance_once before insert on bank_match_remittance
  when exists (select 1 from bank_match_remittance as other join bank_match on bank_match.id = other.match
    where other.remittance = new.remittance and bank_match.undone_at is null)
  begin select raise(abort, 'deposit.tied'); end;

-- Every line of the bank and every remittance, each in one row: 3n a match, 3n + 1 a line alone, 3n + 2 a remittance alone.
create view deposit_row as
select 3 * one.id as id,
  case when one.bank is null or one.told is null then 'aside' when one.bank = one.told then 'agrees' else 'differs' end as state,
  coalesce((select min(bank_line.day) from bank_match_line join bank_line on bank_line.id = bank_match_line.bank_line where bank_match_line.match = one.id),
    (select min(remittance.day) from bank_match_remittance join remittance on remittance.id = bank_match_remittance.remittance
      where bank_match_remittance.match = one.id)) as day,
  coalesce((select min(remittance.payer_name) from bank_match_remittance join remittance on remittance.id = bank_match_remittance.remittance
      where bank_match_remittance.match = one.id),
    (select min(bank_line.description) from bank_match_line join bank_line on bank_line.id = bank_match_line.bank_line
      where bank_match_line.match = one.id)) as party,
  coalesce((select group_concat(remittance.trace, ' ') from bank_match_remittance join remittance on remittance.id = bank_match_remittance.remittance
      where bank_match_remittance.match = one.id),
    (select min(bank_line.reference) from bank_match_line join bank_line on bank_line.id = bank_match_line.bank_line
      where bank_match_line.match = one.id)) as reference,
  one.bank, one.told, iif(one.bank is null or one.told is null, 0, one.bank - one.told) as off, null as due, one.why
from (select bank_match.id, bank_match.why,
    (select sum(bank_line.cents) from bank_match_line join bank_line on bank_line.id = bank_match_line.bank_line where bank_match_line.match = bank_match.id) as bank,
    (select sum(remittance.cents) from bank_match_remittance join remittance on remittance.id = bank_match_remittance.remittance
      where bank_match_remittance.match = bank_match.id) as told
  from bank_match where bank_match.undone_at is null) as one
union all
select 3 * bank_line.id + 1, 'money', bank_line.day, bank_line.description, bank_line.reference, bank_line.cents, null, bank_line.cents, null, ''
from bank_line where not exists (select 1 from bank_match_line join bank_match on bank_match.id = bank_match_line.match
  where bank_match_line.bank_line = bank_line.id and bank_match.undone_at is null)
union all
select 3 * one.id + 2, case when not one.pays then 'none' when one.told_of then 'remittance' else 'before' end, one.day, one.payer_name, one.trace,
  null, one.cents, iif(one.pays and one.told_of, -one.cents, 0),
  iif(one.pays and one.told_of, date(one.day, iif(one.method = 'CHK', '+10 days', '+5 days')), null), ''
from (select remittance.*,
    -- No payment, nothing to pay, or the same payment told of again.
    remittance.cents > 0 and remittance.method <> 'NON' and not exists (select 1 from remittance as earlier where earlier.id < remittance.id
      and earlier.trace = remittance.trace and earlier.payer_number = remittance.payer_number and earlier.day = remittance.day
      and earlier.cents = remittance.cents) as pays,
    -- Whether the bank's files reach back to its day.
    coalesce(remittance.day >= (select min(bank_file.from_day) from bank_file), 0) as told_of
  from remittance where not exists (select 1 from bank_match_remittance join bank_match on bank_match.id = bank_match_remittance.match
    where bank_match_remittance.remittance = remittance.id and bank_match.undone_at is null)) as one;
`,
}
