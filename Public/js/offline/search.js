// Answers from a pack what the server answers from its index: the same services in the same order (Sources/Search). A question about
// a moment the pack does not cover is refused, never guessed.

import { queryWords, wordReader } from './words.js'
import { near } from './spelling.js'

const radius = 6371008.8
const nowhere = 4294967295
const horizon = 366 * 86400
const facets = ['theme', 'need', 'for', 'speaks', 'condition', 'access', 'area', 'label']
const states = ['closed', 'open', 'unknown']
const tiers = { open: 0, soon: 1, today: 2, tomorrow: 3, thisWeek: 4, unknown: 5, closed: 6 }

/** Half away from zero. */
const rounded = (number) => Math.sign(number) * Math.round(Math.abs(number))

/** Sine and cosine in additions and multiplications only, which every machine rounds alike. */
function sineAndCosine(degrees) {
  const quarter = rounded(degrees / 90)
  const x = ((degrees - quarter * 90) * Math.PI) / 180
  const square = x * x
  let sine = 1
  let cosine = 1
  for (let step = 18; step >= 2; step -= 2) {
    sine = 1 - (square / (step * (step + 1))) * sine
    cosine = 1 - (square / (step * (step - 1))) * cosine
  }
  sine *= x
  switch (((quarter % 4) + 4) % 4) {
    case 0: return [sine, cosine]
    case 1: return [cosine, -sine]
    case 2: return [-sine, -cosine]
    default: return [-cosine, sine]
  }
}

function point([latitude, longitude]) {
  const [z, flat] = sineAndCosine(latitude)
  const [sine, cosine] = sineAndCosine(longitude)
  return [flat * cosine, flat * sine, z]
}

function centimetres(a, b) {
  const [dx, dy, dz] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
  return Math.trunc(Math.sqrt(dx * dx + dy * dy + dz * dz) * (radius * 100))
}

/** Metres on the great circle, as the server's list says them. */
export function metres([latitude, longitude], [otherLatitude, otherLongitude]) {
  const here = (latitude * Math.PI) / 180
  const there = (otherLatitude * Math.PI) / 180
  const latitudes = Math.sin((there - here) / 2)
  const longitudes = Math.sin(((otherLongitude - longitude) * Math.PI) / 360)
  const chord = latitudes * latitudes + Math.cos(here) * Math.cos(there) * longitudes * longitudes
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** Numbers written as differences. */
function summed(list) {
  let last = 0
  return list.map((number) => (last += number))
}

export class OfflineIndex {
  /** @param pack a pack as it was fetched, read as JSON */
  constructor(pack) {
    this.pack = pack
    this.read = wordReader(pack)
    this.values = pack.values.map(([facet, value]) => ({ facet, value }))
    this.valueNumbers = new Map(this.values.map(({ facet, value }, number) => [`${facet} ${value}`, number]))
    this.holders = this.values.map(() => [])
    this.documents = pack.documents.map(([id, service, latitude, longitude, timetable, values, card], number) => {
      for (const value of values) this.holders[value].push(number)
      const at = latitude === null ? null : [latitude, longitude]
      return { id, service, at, point: at && point(at), timetable, values, card }
    })
    this.timetables = pack.timetables.map(([changes, next, opening]) => ({
      changes: summed(changes).map((code) => ({ at: pack.from + (code >> 2) * 60, state: code & 3 })), next, opening,
    }))
    this.midnights = pack.days.map((minute) => pack.from + minute * 60)
    this.words = new Map(pack.words.map(([word, list]) => [word, list]))
    this.vocabulary = new Map(pack.vocabulary)
    this.areas = new Map(pack.areas.flatMap((area) => [[area.code, area], ...area.aliases.map((alias) => [alias, area])]))
  }

  /** Whether the pack knows what is open at a moment, in seconds since 1970. */
  covers(second) { return second >= this.pack.from && second < this.pack.until }

  /**
   * @param question `{ words, near: [latitude, longitude], areas, at, open, label, choices: { theme: […], … } }`
   * @returns all that answers, in order, or null for a moment that is not covered
   */
  search({ words = '', near: here = null, areas = [], at, open = false, label = false, choices = {} }) {
    const moment = this.moment(at)
    if (!moment) return null
    const asked = queryWords(this.read, words).map((word) => this.resolved(word))
    let found = this.documents.map((_, number) => number)
    const keep = (set) => { found = found.filter((number) => set.has(number)) }
    for (const [number, name] of facets.entries()) {
      const wanted = name === 'area' ? areas.map((code) => this.areas.get(code)?.code ?? code) : name === 'label' ? (label ? ['1'] : []) : choices[name] ?? []
      const sets = wanted.map((value) => this.holders[this.valueNumbers.get(`${number} ${value}`)] ?? [])
      if (name === 'area' && sets.length) keep(new Set(sets.flat())); else for (const set of sets) keep(new Set(set))
    }
    let named = null
    for (const word of asked) {
      const { any, naming } = this.matches(word)
      keep(any)
      named = named === null ? naming : new Set([...named].filter((number) => naming.has(number)))
    }
    const openings = new Map()
    const opening = (number) => {
      const timetable = this.documents[number].timetable
      if (!openings.has(timetable)) openings.set(timetable, this.opening(timetable, moment))
      return openings.get(timetable)
    }
    if (open) found = found.filter((number) => opening(number).tier === tiers.open)
    const start = here ?? this.areas.get(areas[0])?.at ?? null
    const from = start && point(start)
    const hits = found.map((number) => {
      const document = this.documents[number]
      const far = from ? (document.point ? centimetres(document.point, from) : nowhere) : 0
      return { number, isNamed: named === null || named.has(number), far, ...opening(number) }
    })
    hits.sort((a, b) => b.isNamed - a.isNamed || a.tier - b.tier || a.far - b.far || a.number - b.number)
    return {
      total: hits.length, open: hits.filter((hit) => hit.tier === tiers.open).length, start,
      hits: hits.map((hit) => this.hit(hit, start, moment)), facets: this.counts(hits),
      corrections: asked.filter((word) => word.isKnown && (word.whole.length > 1 || word.whole[0] !== word.typed)).map((word) => [word.typed, word.whole[0]]),
    }
  }

  hit({ number, state, isNamed }, start, moment) {
    const document = this.documents[number]
    const { change, opensAt } = this.ahead(document.timetable, state, moment)
    return { ...document, state: states[state], change, opensAt, isNamed, distance: start && document.at ? metres(document.at, start) : null }
  }

  /** How many have each value of each filter: most first, then by value. */
  counts(hits) {
    const counts = this.values.map(() => 0)
    for (const { number } of hits) for (const value of this.documents[number].values) counts[value] += 1
    const all = Object.fromEntries(facets.map((name) => [name, []]))
    for (const [number, count] of counts.entries()) if (count) all[facets[this.values[number].facet]].push([this.values[number].value, count])
    for (const list of Object.values(all)) list.sort((a, b) => b[1] - a[1])
    return all
  }

  /** A minute and the borders that tell soon from today, tomorrow and this week. */
  moment(second) {
    const at = Math.floor(second / 60) * 60
    if (!this.covers(at)) return null
    const next = this.midnights.findIndex((midnight) => midnight > at)
    return { asked: second, at, soon: at + 7200, day: this.midnights[next], tomorrow: this.midnights[next + 1], week: at + 7 * 86400 }
  }

  tierOfOpening(second, moment) {
    if (second <= moment.soon) return tiers.soon
    if (second < moment.day) return tiers.today
    if (second < moment.tomorrow) return tiers.tomorrow
    return second <= moment.week ? tiers.thisWeek : null
  }

  opening(timetable, moment) {
    const { changes } = this.timetables[timetable]
    let current = 0
    while (current + 1 < changes.length && changes[current + 1].at <= moment.at) current += 1
    const { state } = changes[current]
    if (state === 1) return { tier: tiers.open, state }
    let isUnknown = state === 2
    for (let next = current + 1; next < changes.length; next++) {
      const tier = this.tierOfOpening(changes[next].at, moment)
      if (tier === null) break
      if (changes[next].state === 1) return { tier, state }
      isUnknown ||= changes[next].state === 2
    }
    return { tier: isUnknown ? tiers.unknown : tiers.closed, state }
  }

  /** The next change and, for what is not open, the next opening. */
  ahead(timetable, state, moment) {
    const { changes, next, opening } = this.timetables[timetable]
    const coming = changes.filter((change) => change.at > moment.at)
    let change = null
    if (coming.length) change = { at: coming[0].at, state: states[coming[0].state] }
    else if (next && next[0] < moment.at + horizon) change = { at: next[0], state: states[next[1]] }
    if (state === 1) return { change, opensAt: null }
    if (change?.state === 'open') return { change, opensAt: change.at }
    const first = coming.find((one) => one.state === 1)
    return { change, opensAt: first ? first.at : opening && opening < moment.at + horizon ? opening : null }
  }

  /** A word nobody wrote is replaced by the nearest ones that somebody did. */
  resolved(word) {
    const known = { ...word, isKnown: true }
    if (this.knows(word)) return known
    const found = [near(word.typed, word.isHan, this.words.keys()), near(word.typed, word.isHan, this.vocabulary.keys())].filter(Boolean)
    if (!found.length) return { ...word, isKnown: false }
    const least = Math.min(...found.map((one) => one.distance))
    known.whole = [...new Set(found.filter((one) => one.distance === least).flatMap((one) => one.words))].sort(byCodePoint)
    return known
  }

  knows({ whole, beginning }) {
    if (this.words.has(whole[0])) return true
    if (beginning && some(this.words.keys(), (word) => word.startsWith(beginning))) return true
    if (beginning) return some(this.vocabulary, ([word, values]) => word.startsWith(beginning) && values.length > 0)
    return (this.vocabulary.get(whole[0])?.length ?? 0) > 0
  }

  /** The documents a word finds, and those it names. */
  matches({ whole, beginning }) {
    const any = new Set()
    const naming = new Set()
    const hold = (values, set) => { for (const value of values) for (const number of this.holders[value]) set.add(number) }
    if (beginning) {
      for (const [word, list] of this.words) if (word.startsWith(beginning)) for (const code of summed(list)) any.add(code >> 1)
      for (const [word, values] of this.vocabulary) if (word.startsWith(beginning)) hold(values, any)
    }
    for (const word of whole) {
      for (const code of summed(this.words.get(word) ?? [])) {
        any.add(code >> 1)
        if (code & 1) naming.add(code >> 1)
      }
      hold(this.vocabulary.get(word) ?? [], naming)
    }
    for (const number of naming) any.add(number)
    return { any, naming }
  }
}

function some(list, test) {
  for (const one of list) if (test(one)) return true
  return false
}

function byCodePoint(a, b) {
  const [one, other] = [Array.from(a), Array.from(b)]
  for (let index = 0; index < Math.min(one.length, other.length); index++) {
    const difference = one[index].codePointAt(0) - other[index].codePointAt(0)
    if (difference) return difference
  }
  return one.length - other.length
}
