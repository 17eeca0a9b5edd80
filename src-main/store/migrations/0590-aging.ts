/**
 * Since when patients owe what they owe on some claims: the first day after which the patient's part of it was never nothing again at the end of a day.
 * What a person undid counts as if it had not been; a payer's takeback counts on its own day, where its correction stands too.
 * @param which of the claims of postings `p`
 */
const since = (which: string): string => `
  select claim, min(day) as since
  from (
    select claim, day, coalesce(max(iif(owed <= 0, day, '')) over (partition by claim), '') as free
    from (
      select claim, day, sum(sum(cents)) over (partition by claim order by day) as owed
      from (
        select p.claim, p.cents, iif(e.source = 'reversal', coalesce(o.day, e.day), e.day) as day
        from posting as p
        join entry as e on e.id = p.entry
        left join entry as o on o.id = e.reverses
        where p.account = 'patient' and ${which})
      group by claim, day))
  where day > free
  group by claim`

/** How old what is owed is: for payers the day of service says it, for patients the day since which they owe. */
export const aging = {
  number: 590,
  sql: `
-- Claims on which a patient owes, and since when: the day their part of it was last nothing is over.
create table patient_owes(
  claim integer primary key,
  since text not null) strict;
insert into patient_owes(claim, since) ${since('p.claim in (select claim from claim_sum where patient > 0)')};

-- What verify holds it against.
create view patient_owes_since as ${since('p.claim in (select claim from claim_sum where patient > 0)')};

create trigger seal_since after insert on seal begin
  delete from patient_owes where claim in (select claim from posting where entry = new.entry and account = 'patient');
  insert into patient_owes(claim, since) ${since(`p.claim in (
    select posting.claim from posting join claim_sum on claim_sum.claim = posting.claim
    where posting.entry = new.entry and posting.account = 'patient' and claim_sum.patient > 0)`)};
end;

-- In the order of the claims, so that each is read beside the one before.
create index claim_sum_payer_owes on claim_sum(claim, payer) where payer > 0;
create index claim_sum_patient_owes on claim_sum(claim, patient) where patient > 0;
create index claim_age on claim(id, first_day, turn);
`,
}
