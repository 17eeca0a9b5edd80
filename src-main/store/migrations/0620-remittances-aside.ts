/**
 * A remittance that shall never be posted, with the reason a person gave: a test file, one of another practice, a paper EOB that was typed wrongly. It
 * counts as quarantined, asks for nothing, and no money is missed for it.
 */
export const remittancesAside = {
  number: 620,
  sql: `
alter table remittance add column aside text check (aside is null or (aside <> '' and status = 'quarantined'));
-- What it was before: 'rehearsed', 'quarantined', or 'partly' where what it had posted was undone.
alter table remittance add column aside_was text check ((aside_was is null) = (aside is null));

drop view deposit_row;
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
    -- Set aside, no payment, nothing to pay, or the same payment told of again.
    remittance.aside is null and remittance.cents > 0 and remittance.method <> 'NON' and not exists (select 1 from remittance as earlier
      where earlier.id < remittance.id and earlier.aside is null and earlier.trace = remittance.trace and earlier.payer_number = remittance.payer_number and earlier.day = remittance.day
      and earlier.cents = remittance.cents) as pays,
    -- Whether the bank's files reach back to its day.
    coalesce(remittance.day >= (select min(bank_file.from_day) from bank_file), 0) as told_of
  from remittance where not exists (select 1 from bank_match_remittance join bank_match on bank_match.id = bank_match_remittance.match
    where bank_match_remittance.remittance = remittance.id and bank_match.undone_at is null)) as one;
`,
}
