/* The exchange: files that come and go, recognised by what is in them and handed to the rooms they concern. */
export { handlers } from './actions.ts'
export { takeFile } from './importing.ts'
