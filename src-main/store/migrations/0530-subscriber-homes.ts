/** Where the subscriber of a dependent lives: with the patient, elsewhere, or nobody told. */
export const subscriberHomes = {
  number: 530,
  sql: `
alter table coverage add column subscriber_lives text not null default 'unknown'
  check (subscriber_lives in ('unknown', 'with-patient', 'elsewhere'));
alter table coverage add column subscriber_line1 text;
alter table coverage add column subscriber_line2 text;
alter table coverage add column subscriber_city text;
alter table coverage add column subscriber_state text;
alter table coverage add column subscriber_zip text;
`,
}
