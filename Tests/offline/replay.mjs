// Asks the phone's module what the server was asked, and says where the answers differ: node replay.mjs PACK ANSWERS
// ANSWERS has two lines a question: the query of /api/v1/search, and the answer.
import { readFileSync } from 'node:fs'
import assert from 'node:assert/strict'
import { OfflineIndex } from '../../Public/js/offline/search.js'

const [, , packFile, answersFile] = process.argv
const index = new OfflineIndex(JSON.parse(readFileSync(packFile, 'utf8')))
const lines = readFileSync(answersFile, 'utf8').split('\n').filter(Boolean)
// Numbers as keys of an object come first, whatever the answer's order: counts are compared value by value.
const counts = (facets) => Object.fromEntries(Object.entries(facets).map(([name, list]) => [name, Object.fromEntries(list)]))
const second = (text) => (text ? Date.parse(text) / 1000 : null)
let differences = 0
let found = 0
let elapsed = 0

function question(query) {
  const from = new URLSearchParams(query)
  const choices = Object.fromEntries(['theme', 'need', 'for', 'speaks', 'condition', 'access'].map((name) => [name, from.getAll(name)]))
  return {
    words: from.get('q') ?? '', near: from.get('near')?.split(',').map(Number) ?? null, areas: from.getAll('area'),
    at: second(from.get('at')), open: from.get('open') === '1', label: from.get('label') === '1', choices,
  }
}

for (let number = 0; number < lines.length; number += 2) {
  const server = JSON.parse(lines[number + 1])
  const started = performance.now()
  const phone = index.search(question(lines[number]))
  elapsed += performance.now() - started
  const shown = (list) => list.map((one) => [one.id, one.service, one.state, one.changes, one.to, one.opens, one.distance])
  try {
    assert.ok(phone, 'the moment is covered')
    assert.deepEqual(
      { total: phone.total, open: phone.open, corrections: phone.corrections, facets: counts(phone.facets) },
      { total: server.total, open: server.open, corrections: Object.entries(server.corrections), facets: server.facets })
    assert.deepEqual(
      shown(phone.hits.slice(0, server.results.length).map((hit) => ({
        ...hit, changes: hit.change?.at ?? null, to: hit.change?.state, opens: hit.opensAt, distance: hit.distance === null ? undefined : Math.round(hit.distance),
      }))),
      shown(server.results.map((one) => ({ ...one, changes: second(one.changes_at), to: one.changes_to, opens: second(one.opens_at) }))))
    found += server.results.length
  } catch (error) {
    differences += 1
    if (differences <= 5) console.error(`${lines[number]}\n${error.message.slice(0, 1500)}\n`)
  }
}
const questions = lines.length / 2
console.log(`${questions} questions, ${found} results alike, ${differences} answers that differ, ${(elapsed / questions).toFixed(2)} ms a question`)
process.exit(differences || !found ? 1 : 0)
