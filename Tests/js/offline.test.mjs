import test from 'node:test'
import assert from 'node:assert/strict'
import { hash, newest, patched } from '../../Public/js/offline/pack.js'
import { distance, near } from '../../Public/js/offline/spelling.js'
import { wordReader } from '../../Public/js/offline/words.js'

const whole = '{"format":1,\n"end":true}'

test('a new pack is an old one with what changed', () => {
  assert.equal(patched('a\nb\nc', { lines: [[1, 2], 'd', [0, 1]] }), 'b\nc\nd\na')
})

test('a difference that does not come together is replaced by the whole pack', async () => {
  const asked = []
  const read = async (path) => {
    asked.push(path)
    return path.includes('since') ? JSON.stringify({ to: 'another', lines: ['x'] }) : whole
  }
  assert.equal(await newest('ps', 'old', read), whole)
  assert.deepEqual(asked, [`/ps/offline/pack.json?since=${await hash('old')}`, '/ps/offline/pack.json'])
})

test('a pack of another version is refused', async () => {
  await assert.rejects(newest('ps', null, async () => '{"format":2,"end":true}'))
})

test('words are near as the server says', () => {
  assert.equal(distance([...'douche'], [...'duoche'], 2), 1)
  assert.deepEqual(near('doche', false, ['douche', 'repas']), { distance: 1, words: ['douche'] })
  assert.equal(near('do', false, ['du']), undefined)
})

test('words are cut as the server cuts them', () => {
  const read = wordReader({ folding: [[65, 26, 32], [6, 26, 0], [199, 1, 'ae']], stop: ['de'] })
  assert.deepEqual(read("Douches de l'eau").map((word) => word.text), ['douche', 'eau'])
})
