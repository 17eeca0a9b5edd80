import { describe, expect, it } from 'vitest'
import { deviceKey, fromKeychain, type Keychain } from './keychain.ts'

const linux = (isAvailable: boolean, backend: string | null): Keychain => ({ platform: 'linux', isAvailable, backend })
const good = linux(true, 'gnome_libsecret')

describe('KY-7 the keychain of the operating system', () => {
  it('KY-7 may hold a key where it is one', () => {
    for (const now of [good, linux(true, 'kwallet6'), { platform: 'darwin', isAvailable: true, backend: null }])
      expect(deviceKey(now)).toEqual({ may: 'use' })
    expect(fromKeychain(good, { backend: 'gnome_libsecret' }, () => Buffer.from('key'))).toEqual({ key: Buffer.from('key') })
  })

  it.each([linux(false, 'gnome_libsecret'), linux(true, 'basic_text'), linux(true, 'unknown'), linux(true, null), linux(false, null)])(
    'KY-7 may not where it is none: %j',
    (now) => {
      expect(deviceKey(now)).toEqual({ may: 'passphrase', words: null })
      expect(fromKeychain(now, { backend: now.backend }, () => Buffer.from('key'))).toMatchObject({
        words: expect.stringContaining('passphrase') as string,
      })
    },
  )

  it('KY-7 changed since says so and asks for the passphrase', () => {
    const changed = deviceKey(linux(true, 'kwallet5'), { backend: 'gnome_libsecret' })
    expect(changed).toMatchObject({ may: 'passphrase', words: expect.stringContaining('another one than before') as string })
  })

  it('KY-7 that gives nothing back leaves the passphrase, and nothing is deleted', () => {
    const answer = fromKeychain(good, { backend: 'gnome_libsecret' }, () => {
      throw new Error('Error while decrypting the ciphertext')
    })
    expect(answer).toMatchObject({ words: expect.stringContaining('Your passphrase opens the store') as string })
  })
})
