import test from 'node:test'
import assert from 'node:assert/strict'
import { answer, bytes, options, prepare, text } from '../../Public/js/passkey.js'

const question = { challenge: 'AQID', rpId: 'accueil.example', allowCredentials: ['_-8A'], userVerification: 'required' }
const offer = { challenge: 'AQID', user: { id: 'YWI', name: 'n', displayName: 'N' }, excludeCredentials: ['_-8A'] }

/** A form as the page prints it, reduced to what the module touches. */
function form(asked) {
  const parts = { '[data-passkey-status]': { textContent: '', dataset: { failed: 'no' } }, button: { disabled: false } }
  const fields = {}
  const listeners = {}
  return {
    hidden: true, sent: 0, fields, parts, dataset: { passkey: JSON.stringify(asked) },
    querySelector: (selector) => parts[selector],
    elements: { namedItem: (name) => (fields[name] ??= { value: '' }) },
    addEventListener: (name, listener) => { listeners[name] = listener },
    submit() { this.sent += 1 },
    tap: () => listeners.submit({ preventDefault() {} }),
  }
}

test('bytes come back as they were', () => {
  for (const length of [0, 1, 2, 3, 4, 255]) {
    const given = Uint8Array.from({ length }, (_, index) => (index * 37) % 256)
    assert.deepEqual(bytes(text(given.buffer)), given)
  }
  assert.equal(text(Uint8Array.of(255, 239, 0).buffer), '_-8A')
  assert.equal(text(null), '')
})

test('the question is put in the browser’s types', () => {
  const asked = options(JSON.stringify(question))
  assert.deepEqual([...asked.challenge], [1, 2, 3])
  assert.deepEqual([...asked.allowCredentials[0].id], [255, 239, 0])
  assert.equal(asked.userVerification, 'required')
  const made = options(JSON.stringify(offer))
  assert.deepEqual([...made.user.id], [97, 98])
  assert.equal(made.excludeCredentials[0].type, 'public-key')
})

test('a browser without passkeys keeps the form hidden', () => {
  const page = form(question)
  prepare(page, undefined)
  assert.equal(page.hidden, true)
})

test('a tap asks, fills the fields and sends the form', async () => {
  const page = form(question)
  const buffer = Uint8Array.of(1).buffer
  const response = { clientDataJSON: buffer, authenticatorData: buffer, signature: buffer, userHandle: null }
  prepare(page, { get: async () => ({ id: '_-8A', response }) })
  assert.equal(page.hidden, false)
  await page.tap()
  assert.equal(page.sent, 1)
  assert.deepEqual(Object.fromEntries(Object.entries(page.fields).map(([name, field]) => [name, field.value])),
    { client: 'AQ', credential: '_-8A', authenticator: 'AQ', signature: 'AQ', user: '' })
})

test('a new passkey sends its attestation', async () => {
  const buffer = Uint8Array.of(2).buffer
  assert.deepEqual(answer({ id: 'x', response: { clientDataJSON: buffer, attestationObject: buffer } }), { client: 'Ag', attestation: 'Ag' })
})

test('a refusal says so and sends nothing', async () => {
  const page = form(question)
  prepare(page, { get: async () => { throw new Error('NotAllowedError') } })
  await page.tap()
  assert.equal(page.sent, 0)
  assert.equal(page.parts['[data-passkey-status]'].textContent, 'no')
  assert.equal(page.parts.button.disabled, false)
})
