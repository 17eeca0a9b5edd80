import type { Control } from 'react-hook-form'
import type { z } from 'zod'
import type {
  AFTER_FETCH,
  CARRIED,
  CONNECTION_STATES,
  Connection,
  ConnectionRow,
  PRESETS,
  PROOFS,
} from '../../../src-shared/contract/connections.ts'
import type { Shape } from '../../../src-shared/contract/fields.ts'

export type Values = z.input<typeof Connection>
export type ConnectionFields = Control<Values, unknown, z.output<typeof Connection>>

export const choicesOf = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }))

/** Beside a secret: what is set stays while nothing is entered. */
export const setHint = (isSet: boolean | undefined): string =>
  isSet === true
    ? 'One is set. Leave this empty to keep it; it is never shown.'
    : 'It is kept in the encrypted store and never shown again.'

export const newConnection: Values = {
  id: null,
  name: '',
  kind: 'sftp',
  preset: 'sftp',
  host: '',
  port: 22,
  user: '',
  auth: 'key',
  url: '',
  envelope: 'mime',
  proof: 'password',
  remittanceType: 'X12_835_Request_005010X221A1',
  claimAnswerType: 'X12_005010_Request_Batch_Results_277CA',
  acknowledges: true,
  isTesting: false,
  sender: '',
  receiver: '',
  authority: '',
  pin: '',
  sendTo: '/inbound',
  fetchFrom: '/outbound',
  afterFetch: 'leave',
  moveTo: '',
  naming: '{name}',
  minutes: 15,
  carries: ['837P'],
  payers: [],
  isForOthers: false,
  password: '',
  privateKey: '',
  keyPhrase: '',
  certificateFile: null,
  certificateKeyFile: null,
  certificatePhrase: '',
  makesKey: false,
}

/** What a form begins with for a connection there is: everything but what never comes back. */
export function valuesOf(row: ConnectionRow): Values {
  const { id, name, kind, preset, host, port, user, auth, url, envelope, sender, receiver, authority, pin } = row
  const { proof, remittanceType, claimAnswerType, acknowledges, isTesting } = row
  const { sendTo, fetchFrom, afterFetch, moveTo, naming, minutes, carries, payers, isForOthers } = row
  return {
    ...newConnection,
    id,
    name,
    kind,
    preset,
    host,
    port,
    user,
    auth,
    url,
    envelope,
    proof,
    remittanceType,
    claimAnswerType,
    acknowledges,
    isTesting,
    sender,
    receiver,
    authority,
    pin,
    sendTo,
    fetchFrom,
    afterFetch,
    moveTo,
    naming,
    minutes,
    carries,
    payers,
    isForOthers,
  }
}

type Preset = { readonly name: string; readonly says: string; readonly fills: Partial<Values> }

/** What is known of each: folders, names, habits. Everything it fills in can be changed; their own guide is right where it differs. */
export const PRESET_WORDS: Readonly<Record<(typeof PRESETS)[number], Preset>> = {
  stedi: {
    name: 'Stedi',
    says: 'SFTP with a key. Test and production have users of their own. No 270 or 276 by this way.',
    fills: {
      kind: 'sftp',
      name: 'Stedi',
      host: 'transfer.us.stedi.com',
      port: 22,
      auth: 'key',
      sendTo: 'to-stedi',
      fetchFrom: 'from-stedi',
      naming: '{name}',
      carries: ['837P'],
    },
  },
  'claim-md': {
    name: 'CLAIM.MD',
    says: 'SFTP. Their set-up page shows the fingerprint to compare. Folders by tax id are looked into.',
    fills: {
      kind: 'sftp',
      name: 'CLAIM.MD',
      auth: 'password',
      sendTo: '/SendFiles',
      fetchFrom: '/ReceiveFiles',
      naming: '{name}',
      carries: ['837P'],
    },
  },
  'office-ally': {
    name: 'Office Ally',
    says: 'SFTP. The name of a file must say what kind of claims it holds.',
    fills: {
      kind: 'sftp',
      name: 'Office Ally',
      auth: 'password',
      sendTo: 'inbound',
      fetchFrom: 'outbound',
      naming: '{kind}_{control}.837',
      carries: ['837P'],
    },
  },
  availity: {
    name: 'Availity',
    says: 'SFTP. Receipts come first, then reports of the batch, then those of the payers.',
    fills: {
      kind: 'sftp',
      name: 'Availity',
      auth: 'password',
      sendTo: '/SendFiles',
      fetchFrom: '/ReceiveFiles',
      naming: '{time}_{control}.837',
      carries: ['837P'],
    },
  },
  sftp: {
    name: 'Another by SFTP',
    says: 'A server with a folder for what you send and one for what comes. Their guide says which.',
    fills: { kind: 'sftp', sendTo: '/inbound', fetchFrom: '/outbound', naming: '{name}' },
  },
  folder: {
    name: 'A pair of folders',
    says: 'Another program on this machine or network empties the one and fills the other.',
    fills: { kind: 'folder', auth: 'password', sendTo: '', fetchFrom: '', naming: '{name}' },
  },
  core: {
    name: 'CAQH CORE over HTTPS',
    says: 'Questions about coverage and claims are answered at once; batches are fetched later.',
    fills: { kind: 'core', auth: 'password', sendTo: '', fetchFrom: '', naming: '{name}', carries: ['270', '276'] },
  },
}

export const CARRIED_WORDS: Readonly<Record<(typeof CARRIED)[number], string>> = {
  '837P': 'Claims (837P)',
  '270': 'Questions about coverage (270)',
  '276': 'Questions about claims (276)',
  '278': 'Requests for authorization (278)',
  '835': 'Remittances, fetched (835)',
}

export const PROOF_WORDS: Readonly<Record<(typeof PROOFS)[number], string>> = {
  password: 'User name and password',
  certificate: 'A client certificate',
  both: 'Both',
}

export const AFTER_WORDS: Readonly<Record<(typeof AFTER_FETCH)[number], string>> = {
  leave: 'Stays where it is',
  move: 'Is moved to another folder',
  delete: 'Is deleted there',
}

export const STATE_WORDS: Readonly<Record<(typeof CONNECTION_STATES)[number], { readonly shape: Shape; readonly word: string }>> = {
  new: { shape: 'draft', word: 'Not used yet' },
  works: { shape: 'active', word: 'Works' },
  unconfirmed: { shape: 'look-here', word: 'To confirm' },
  paused: { shape: 'held', word: 'Paused' },
  offline: { shape: 'silent', word: 'No line' },
  stopped: { shape: 'rejected', word: 'Stopped' },
}
