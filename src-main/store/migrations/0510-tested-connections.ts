/** A connection that is still being tested: claims leave by it as tests alone (ISA15 T). */
export const testedConnections = {
  number: 510,
  sql: `alter table connection add column is_testing integer not null default 0 check (is_testing in (0, 1));`,
}
