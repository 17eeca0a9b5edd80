// Who may import whom. Each rule is broken on purpose in test/structure/imports.test.ts.
// A path in a rule is a regular expression on the path from the project's root.

const inside = (...rooms) => `^src-main/(${rooms.join('|')})(/|$)`
const anyTest = '[.]test[.]tsx?$'
const packageNamed = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)|^(${names.join('|')})$`

/** The cycle of the money, upstream first: a stage may ask those before it, never those after it. */
const cycle = [
  'eligibility',
  'authorizations',
  'charges',
  'intake',
  'claims',
  'remittance',
  'deposits',
  'denials',
  'appeals',
  'receipts',
  'statements',
  'disputes',
  'months',
  'reports',
  'today',
]
/** What the exchange may hand files to. Nobody but the engine and the demo knows the exchange. */
const servedByExchange = ['eligibility', 'authorizations', 'claims', 'remittance']
const stages = [...cycle, 'exchange']
/** Standing data and access are upstream of every stage. */
const standing = ['practice', 'access']
/** Rooms that know no stage. */
const base = ['store', 'ledger', 'x12', 'codes', 'exports']
/** Everything that has one door, its index.ts. */
const withDoor = [...stages, ...standing, 'exports', 'practice-payer']

/** What a room may import besides itself, src-shared, resources, Node and packages. */
const mayImport = {
  codes: [],
  x12: ['codes'],
  store: [],
  exports: ['store'],
  ledger: ['store'],
  printing: [],
  // It answers what the stages write and shares nothing with their writers but the descriptions.
  'practice-payer': ['x12', 'codes'],
  // What is printed for a patient names its fonts, and leaves under a password.
  access: ['store', 'codes', 'printing', 'exports'],
  practice: ['store', 'ledger', 'x12', 'codes', 'access'],
  ...Object.fromEntries(cycle.map((stage, at) => [stage, [...base, ...standing, ...cycle.slice(0, at)]])),
  // What is printed names the fonts it is printed in.
  authorizations: [...base, ...standing, ...cycle.slice(0, cycle.indexOf('authorizations')), 'printing'],
  claims: [...base, ...standing, ...cycle.slice(0, cycle.indexOf('claims')), 'printing'],
  charges: [...base, ...standing, ...cycle.slice(0, cycle.indexOf('charges')), 'printing'],
  appeals: [...base, ...standing, ...cycle.slice(0, cycle.indexOf('appeals')), 'printing'],
  statements: [...base, ...standing, ...cycle.slice(0, cycle.indexOf('statements')), 'printing'],
  disputes: [...base, ...standing, ...cycle.slice(0, cycle.indexOf('disputes')), 'printing'],
  reports: [...base, ...standing, ...cycle.slice(0, cycle.indexOf('reports')), 'printing'],
  exchange: [...base, ...standing, ...servedByExchange],
  shell: ['printing'],
  engine: [...base, ...standing, ...stages, 'printing', 'demo', 'practice-payer'],
}

const rooms = Object.entries(mayImport).map(([room, others]) => ({
  name: `room-${room}`,
  comment: `src-main/${room} imports ${[...others, 'src-shared'].join(', ')}, and itself.`,
  severity: 'error',
  from: { path: inside(room) },
  to: { path: '^src-main/', pathNot: inside(room, ...others) },
}))

/** The list of licenses is a module that only a build makes (resources/setup/licences.mjs). */
const madeByTheBuild = '^virtual:licences$'

module.exports = {
  forbidden: [
    ...rooms,
    {
      name: 'shared-alone',
      comment: 'src-shared imports zod and itself.',
      severity: 'error',
      from: { path: '^src-shared/', pathNot: anyTest },
      to: { pathNot: ['^src-shared/', packageNamed('zod')] },
    },
    {
      name: 'shared-alone-in-tests',
      comment: 'A test of src-shared may use packages and Node, not the two sides.',
      severity: 'error',
      from: { path: `^src-shared/.*${anyTest}` },
      to: { path: '^(src-main|src-renderer|test)/' },
    },
    {
      name: 'window-alone',
      comment: 'src-renderer imports src-shared, resources, itself and packages; nothing of Node.',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: anyTest },
      to: { pathNot: ['^src-(renderer|shared)/', '^resources/', 'node_modules/', madeByTheBuild] },
    },
    {
      name: 'window-alone-in-tests',
      comment: 'A test of the window may also use what stands in test/support.',
      severity: 'error',
      from: { path: `^src-renderer/.*${anyTest}` },
      to: { pathNot: ['^src-(renderer|shared)/', '^resources/', '^test/support/', 'node_modules/'] },
    },
    {
      name: 'main-without-window',
      comment: 'src-main imports src-main, src-shared, resources, Node and packages; never the window.',
      severity: 'error',
      from: { path: '^src-main/' },
      to: { path: '^src-renderer/' },
    },
    {
      name: 'program-without-tests',
      comment: 'Only a test imports what stands in test/.',
      severity: 'error',
      from: { path: '^src-', pathNot: anyTest },
      to: { path: ['^test/', anyTest] },
    },
    {
      name: 'electron-in-the-shell',
      comment: 'Only src-main/shell, index.ts and preload.ts import electron, so that the engine is plain Node.',
      severity: 'error',
      from: { pathNot: '^src-main/(shell/|index[.]ts$|preload[.]ts$)' },
      to: { path: packageNamed('electron') },
    },
    {
      name: 'entry-points-of-electron',
      comment: 'index.ts and preload.ts open the shell and know nothing else.',
      severity: 'error',
      from: { path: '^src-main/(index|preload)[.]ts$' },
      to: { path: '^src-main/', pathNot: '^src-main/shell/' },
    },
    {
      name: 'through-the-door',
      comment: 'A room is entered through its index.ts. Tests and the demo may look inside.',
      severity: 'error',
      from: { path: '^src-main/([^/]+)/', pathNot: [anyTest, inside('demo')] },
      to: { path: inside(...withDoor), pathNot: ['^src-main/$1/', '^src-main/[^/]+/index[.]ts$'] },
    },
    {
      name: 'sql-in-records',
      comment: 'SQL is built in files named records.ts, in folders named records/, in ledger/ and in store/.',
      severity: 'error',
      from: { path: '^src-main/', pathNot: ['/records([.]ts$|/)', inside('ledger', 'store')] },
      to: { path: packageNamed('kysely') },
    },
    {
      name: 'tables-in-records',
      comment: 'What compiles SQL over the tables of a records/ folder does so in that folder; others know its tables as types.',
      severity: 'error',
      from: { path: '^(.+)/[^/]+$' },
      to: { path: '/records/tables[.]ts$', pathNot: '^$1/tables[.]ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'cipher-in-the-store',
      comment: 'Only store/ opens the encrypted file.',
      severity: 'error',
      from: { path: '^src-main/', pathNot: inside('store') },
      to: { path: packageNamed('@signalapp/sqlcipher') },
    },
    {
      name: 'network-in-the-transports',
      comment: 'Only the lines a person set up speak to a network.',
      severity: 'error',
      from: { path: '^src-', pathNot: ['^src-main/exchange/transports/', anyTest] },
      to: { path: ['^(node:)?(http|https|http2|net|tls|dns|dgram)(/promises)?$', packageNamed('ssh2')], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-rules',
      comment: 'rules.ts decides from what it is given: no store, no records, no Node.',
      severity: 'error',
      from: { path: '/rules[.]ts$' },
      to: { path: [inside('store'), '/(records|actions)[.]ts$', '/records/'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'pure-rules-without-node', severity: 'error', from: { path: '/rules[.]ts$' }, to: { dependencyTypes: ['core'] } },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: madeByTheBuild } },
    {
      name: 'development-stays-at-home',
      comment: 'What the engine and the shell import at run time stands in dependencies. (Electron itself is the runtime.)',
      severity: 'error',
      from: { path: '^src-main/', pathNot: anyTest },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: packageNamed('electron') },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css', '.svg'],
    },
  },
}
