/* The sample practice, the practice payers that answer it, and the demo. */
export { SAMPLE_NAME, SAMPLE_PASSPHRASE, SAMPLE_USER } from './people.ts'
export { runDemo, type DemoCall } from './run.ts'
export { fillSample } from './sample.ts'
export * as practicePayer from './payer.ts'
