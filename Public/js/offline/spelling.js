// Finds words in spite of typing errors, as Search/Text/Spelling does.

const indexed = 7

/** One error from four letters, two from eight. */
export const tolerance = (length) => (length >= 8 ? 2 : length >= 4 ? 1 : 0)

/** The beginning with none to `deletions` letters left out. */
function beginnings(letters, deletions) {
  const start = letters.slice(0, indexed)
  const found = new Set([start.join('')])
  for (let first = 0; first < start.length; first++) {
    const one = start.filter((_, index) => index !== first)
    found.add(one.join(''))
    if (deletions > 1) for (let second = first; second < one.length; second++) found.add(one.filter((_, index) => index !== second).join(''))
  }
  return found
}

/** Letters changed, left out, added or swapped with their neighbour; more than `limit` is given as `limit + 1`. */
export function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 0; i < a.length; i++) {
    const row = [i + 1]
    for (let j = 0; j < b.length; j++) {
      let cost = Math.min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] === b[j] ? 0 : 1))
      if (i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j]) cost = Math.min(cost, before[j - 1] + 1)
      row.push(cost)
    }
    if (Math.min(...row) > limit) return limit + 1
    before = last
    last = row
  }
  return Math.min(last[b.length], limit + 1)
}

/** The words of a list nearest to a word, `{ distance, words }`; undefined where none is near. */
export function near(typed, isHan, lexicon) {
  const letters = Array.from(typed)
  const most = isHan ? 0 : tolerance(letters.length)
  if (most === 0) return undefined
  let best = most
  let found = []
  let mine
  for (const word of lexicon) {
    const own = Array.from(word)
    if (own.length < (word.codePointAt(0) >= 0x3000 ? 4 : 3)) continue
    const far = distance(letters, own, best)
    if (far > best) continue
    mine ??= beginnings(letters, most)
    if (![...beginnings(own, own.length >= 6 ? 2 : 1)].some((one) => mine.has(one))) continue
    if (far < best) {
      best = far
      found = []
    }
    found.push(word)
  }
  return found.length ? { distance: best, words: found } : undefined
}
