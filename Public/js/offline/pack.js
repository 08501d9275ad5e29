// A pack is one text; what changed since an older one is told line by line, and the hash says whether all came together.

export const format = 1

/** Puts a new pack together of an old text and a difference. */
export function patched(old, difference) {
  const lines = old.split('\n')
  return difference.lines.flatMap((part) => (typeof part === 'string' ? [part] : lines.slice(part[0], part[0] + part[1]))).join('\n')
}

/** SHA-256 of a text, in hexadecimal digits. */
export async function hash(text) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * The newest text of a language's pack: what changed where an old one is at hand, else all of it.
 * @param read asks an address and gives its text; it throws without network
 */
export async function newest(language, old, read) {
  const path = `/${language}/offline/pack.json`
  if (old) {
    const answer = JSON.parse(await read(`${path}?since=${await hash(old)}`))
    if (answer.lines) {
      const text = patched(old, answer)
      if ((await hash(text)) === answer.to) return text
    }
  }
  const text = await read(path)
  const pack = JSON.parse(text)
  if (pack.format !== format || pack.end !== true) throw new Error('the pack is of another version')
  return text
}
