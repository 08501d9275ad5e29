// Makes a passkey or signs in with one: asks the browser, puts its answer into the form and sends the form.

export const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

export const text = (buffer) =>
  btoa(Array.from(new Uint8Array(buffer ?? []), (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

const named = (ids) => (ids ?? []).map((id) => ({ type: 'public-key', id: bytes(id) }))

/** The page's question in the browser's own types. */
export function options(question) {
  const asked = JSON.parse(question)
  asked.challenge = bytes(asked.challenge)
  if (asked.user) return { ...asked, user: { ...asked.user, id: bytes(asked.user.id) }, excludeCredentials: named(asked.excludeCredentials) }
  return { ...asked, allowCredentials: named(asked.allowCredentials) }
}

/** What the form sends of the browser's answer. */
export function answer({ id, response }) {
  const fields = { client: text(response.clientDataJSON) }
  if (response.attestationObject) return { ...fields, attestation: text(response.attestationObject) }
  return {
    ...fields, credential: id, authenticator: text(response.authenticatorData),
    signature: text(response.signature), user: text(response.userHandle),
  }
}

/** Shows a form marked `data-passkey`, which is useless without a script, and makes its button work. */
export function prepare(form, credentials) {
  const status = form.querySelector('[data-passkey-status]')
  const button = form.querySelector('button')
  if (!credentials || !button) return
  form.hidden = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (status) status.textContent = ''
    button.disabled = true
    try {
      const publicKey = options(form.dataset.passkey)
      const given = await (publicKey.user ? credentials.create({ publicKey }) : credentials.get({ publicKey }))
      for (const [name, value] of Object.entries(answer(given))) form.elements.namedItem(name).value = value
      form.submit()
    } catch {
      // Refused by the person, or no passkey here: the other ways stay open.
      button.disabled = false
      if (status) status.textContent = status.dataset.failed ?? ''
    }
  })
}

if (typeof document !== 'undefined') {
  const credentials = typeof PublicKeyCredential === 'undefined' ? undefined : navigator.credentials
  for (const form of document.querySelectorAll('[data-passkey]')) prepare(form, credentials)
}
