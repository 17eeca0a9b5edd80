import type { Argument } from '../../../src-shared/contract/index.ts'
import { refuse, type TaskWork } from '../../store/index.ts'
import { readCertificate, type CertificateFault, type CertificateRead } from '../transports/certificates.ts'
import { certificateDay, validityOf } from './rules.ts'

/* The client certificate of a connection as a person gives it: read from the files that were chosen, or refused with what is wrong with it. */

type Field = 'certificateFile' | 'certificateKeyFile' | 'certificatePhrase'
type Fault = { readonly field: Field; readonly message: string; readonly fix: string }

const FAULTS: Readonly<Record<CertificateFault, Fault>> = {
  none: {
    field: 'certificateFile',
    message: 'This file is no certificate.',
    fix: 'Choose the file they gave you: it ends in .pem, .crt, .cer, .pfx or .p12.',
  },
  keyless: {
    field: 'certificateKeyFile',
    message: 'The private key of the certificate is not in it.',
    fix: 'Choose the file of the private key as well. It was made together with the request for the certificate.',
  },
  'broken-key': {
    field: 'certificateKeyFile',
    message: 'The private key cannot be read.',
    fix: 'Choose the key as it was made, in PEM: from BEGIN PRIVATE KEY to END PRIVATE KEY.',
  },
  phrase: {
    field: 'certificatePhrase',
    message: 'This passphrase does not open it.',
    fix: 'Enter the passphrase that came with the certificate; capitals count.',
  },
  'other-key': {
    field: 'certificateKeyFile',
    message: 'The private key belongs to another certificate.',
    fix: 'Choose the key that was made together with the request for this certificate.',
  },
  old: {
    field: 'certificateFile',
    message: 'This file is encrypted in an old way that is not safe any more.',
    fix: 'Ask them for it anew, encrypted with AES, or as PEM.',
  },
}

type Given = Pick<Argument<'connections.save'>, 'kind' | 'proof' | Field>
export type GivenCertificate = Extract<CertificateRead, { readonly ok: true }>

/**
 * @param hasOne whether one is kept already, which stays when no file is given
 * @returns undefined when none is given
 * @throws Trouble `connection.certificate`, `file.missing`, `file.refused`
 */
export function givenCertificate({ files, clock }: TaskWork, given: Given, hasOne: boolean): GivenCertificate | undefined {
  if (given.kind !== 'core' || given.proof === 'password') return undefined
  const paths = [given.certificateFile, given.certificateKeyFile].flatMap((path) => path || [])
  if (paths.length === 0) {
    if (hasOne) return undefined
    refuse('connection.certificate', {
      message: 'There is no client certificate yet.',
      at: { field: 'certificateFile' },
      fix: FAULTS.none.fix,
    })
  }
  const read = readCertificate(
    paths.map((path) => files.read(path)),
    given.certificatePhrase || null,
  )
  if (!read.ok) {
    const { field, message, fix } = FAULTS[read.why]
    refuse('connection.certificate', { message, at: { field }, fix })
  }
  const { starts, ends } = read.facts
  const is = validityOf(read.facts, clock.now())
  const at = { field: 'certificateFile' }
  if (is === 'over')
    refuse('connection.certificate', {
      message: `This certificate ran out on ${certificateDay(ends)}.`,
      at,
      fix: 'Ask them for a new one.',
    })
  if (is === 'early')
    refuse('connection.certificate', {
      message: `This certificate is not valid before ${certificateDay(starts)}.`,
      at,
      fix: 'Enter it on that day, and look whether the clock of this machine is right.',
    })
  return read
}
