// Cuts what is typed into the words the pack knows, by the server's own rules (Core/Text): the letters' table comes with the pack.

const longest = 48

const isHan = (c) => (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x20000 && c <= 0x323af)
const isApostrophe = (c) => c === 0x27 || c === 0x2019 || c === 0x02bc
const isCyrillic = (c) => c >= 0x0400 && c <= 0x052f
const size = (c) => (c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
const scalars = (text) => Array.from(text, (letter) => letter.codePointAt(0))

/** What each letter becomes; undefined: it separates words. */
function folder(runs) {
  const starts = []
  let end = 0
  const all = runs.map(([gap, count, rule]) => {
    const first = end + gap
    end = first + count
    starts.push(first)
    return { end, rule: typeof rule === 'number' ? rule : scalars(rule) }
  })
  const one = (c) => {
    let low = 0
    let high = starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (starts[middle] <= c) low = middle + 1; else high = middle
    }
    const run = all[low - 1]
    if (!run || c >= run.end) return undefined
    return typeof run.rule === 'number' ? [c + run.rule] : run.rule
  }
  return (c) => {
    if (isHan(c)) return [c]
    // A Hangul syllable is its letters.
    if (c >= 0xac00 && c <= 0xd7a3) return scalars(String.fromCodePoint(c).normalize('NFKD')).flatMap(one)
    return one(c)
  }
}

/** A reader of texts: `read(text)` gives its words in order, each `{ text, isHan, length }`. */
export function wordReader(pack) {
  const fold = folder(pack.folding)
  const stop = new Set(pack.stop)
  return (text) => {
    const words = []
    let word = []
    let bytes = 0
    let previous
    let lastHan
    let standsAlone = false
    const say = (letters, han) => words.push({ text: String.fromCodePoint(...letters), isHan: han, length: letters.length })
    const finishHan = () => {
      if (lastHan !== undefined && standsAlone) say([lastHan], true)
      lastHan = undefined
      standsAlone = false
    }
    const finish = () => {
      previous = undefined
      if (!word.length) return
      const last = word.at(-1)
      if (bytes >= 4 && (last === 0x73 || last === 0x78)) {
        if (word.at(-2) !== last) word.pop()
      } else if (bytes >= 10 && word[0] === 0x627 && word[1] === 0x644) {
        word.splice(0, 2)
      }
      const isLetter = word.length === 1 && word[0] >= 0x61 && word[0] <= 0x7a
      if (!isLetter && !stop.has(String.fromCodePoint(...word))) say(word, false)
      word = []
      bytes = 0
    }
    for (const c of scalars(text)) {
      if (isHan(c)) {
        finish()
        if (lastHan !== undefined) say([lastHan, c], true)
        standsAlone = lastHan === undefined
        lastHan = c
        continue
      }
      if (isApostrophe(c) && previous !== undefined && isCyrillic(previous)) continue
      const letters = fold(c)
      for (const letter of letters ?? []) {
        previous = letter
        if (bytes < longest - 3) {
          word.push(letter)
          bytes += size(letter)
        }
      }
      if (letters === undefined) {
        finish()
        finishHan()
      } else if (lastHan !== undefined && word.length) {
        finishHan()
      }
    }
    finish()
    finishHan()
    return words
  }
}

/** The first words of a question, as the search understands them. */
export function queryWords(read, text) {
  const letters = Array.from(text).slice(0, 256)
  const all = read(letters.join(''))
  const endsOpen = letters.length > 0 && /[\p{Alphabetic}\p{N}]/u.test(letters.at(-1))
  const words = []
  for (const [index, word] of all.entries()) {
    const isLast = index === all.length - 1
    if (!isLast && words.some((one) => one.typed === word.text && one.isHan === word.isHan)) continue
    const isLong = word.isHan ? word.length === 1 : word.length >= (word.text.codePointAt(0) >= 0x800 ? 2 : 3)
    words.push({ typed: word.text, isHan: word.isHan, whole: [word.text], beginning: isLast && endsOpen && isLong ? word.text : null })
    if (words.length === 12) break
  }
  return words
}
