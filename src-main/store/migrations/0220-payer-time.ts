/** How a payer counts minutes, where it does not count them as most do. */
export const payerTime = {
  number: 220,
  sql: `
-- Codes of 15 minutes: a unit from more than half of it, or from all of it.
alter table payer add column quarter_hours text not null default 'midpoint' check (quarter_hours in ('midpoint', 'full'));
-- The minute from which the first 90840 counts.
alter table payer add column crisis_from integer not null default 75 check (crisis_from in (75, 76));
-- The least minutes of a family session.
alter table payer add column family_least integer not null default 26 check (family_least between 26 and 60);
-- Whether the E/M beside psychotherapy carries 25.
alter table payer add column em_with_25 integer not null default 0 check (em_with_25 in (0, 1));
`,
}
