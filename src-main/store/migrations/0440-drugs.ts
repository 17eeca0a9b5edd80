/** The drug of a line: its NDC, how much of it, and the number of its prescription; and whether a payer takes no drug without. */
export const drugs = {
  number: 440,
  sql: `
create table charge_drug(
  charge integer not null references charge(id),
  -- That of the line.
  n integer not null,
  -- LIN03; as it was typed until a claim of it is checked.
  ndc text not null,
  -- CTP04, in thousandths.
  thousandths integer,
  -- CTP05-1.
  unit text,
  -- REF01 and REF02: XZ a prescription, VY the parts of a compound.
  number_kind text check (number_kind in ('XZ', 'VY')),
  number text,
  primary key (charge, n)) strict, without rowid;

create table claim_drug(
  line integer primary key references claim_line(id),
  claim integer not null references claim(id),
  ndc text not null,
  thousandths integer,
  unit text,
  number_kind text check (number_kind in ('XZ', 'VY')),
  number text) strict;
create index claim_drug_claim on claim_drug(claim);

-- As payers of its kind do, never without, or not at all.
alter table payer add column wants_ndc text not null default 'usual' check (wants_ndc in ('usual', 'always', 'never'));
`,
}
