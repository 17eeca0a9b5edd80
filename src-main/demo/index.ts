/* The sample practice and the demo. */
export { SAMPLE_NAME, SAMPLE_PASSPHRASE, SAMPLE_USER } from './people.ts'
export { runDemo, type DemoCall } from './run.ts'
export { fillSample } from './sample.ts'
