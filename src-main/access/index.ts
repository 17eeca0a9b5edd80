/* Who may do what: roles and their grants, people, the audit log, approvals, and what keeps substance-use records apart. */
export { mayDo, permissionsOf } from './roles.ts'
