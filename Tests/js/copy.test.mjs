import test from 'node:test'
import assert from 'node:assert/strict'
import { prepare } from '../../Public/js/copy.js'

function button() {
  const status = { textContent: '' }
  const listeners = {}
  return {
    hidden: true, status, dataset: { copied: 'copied' },
    parentElement: { querySelector: () => status },
    addEventListener: (name, listener) => { listeners[name] = listener },
    tap: () => listeners.click(),
  }
}
const address = () => 'https://parvis.example/fr/find'

test('a tap copies the address and says so', async () => {
  const page = button()
  const copied = []
  prepare(page, { clipboard: { writeText: async (text) => { copied.push(text) } }, address })
  assert.equal(page.hidden, false)
  await page.tap()
  assert.deepEqual(copied, [address()])
  assert.equal(page.status.textContent, 'copied')
})

test('the address the page names is copied, not the one that says where the reader stands', async () => {
  const page = button()
  page.dataset.copy = 'https://parvis.example/fr/services/1'
  const copied = []
  prepare(page, { clipboard: { writeText: async (text) => { copied.push(text) } }, address: () => 'https://parvis.example/fr/services/1?near=48.9,2.3' })
  await page.tap()
  assert.deepEqual(copied, ['https://parvis.example/fr/services/1'])
})

test('without a clipboard the telephone shares', async () => {
  const page = button()
  const shared = []
  prepare(page, { share: async (what) => { shared.push(what.url) }, address })
  await page.tap()
  assert.deepEqual(shared, [address()])
})

test('refused: nothing is claimed', async () => {
  const page = button()
  prepare(page, { clipboard: { writeText: async () => { throw new Error('denied') } }, address })
  await page.tap()
  assert.equal(page.status.textContent, '')
})

test('a browser that can do neither keeps the button hidden', () => {
  const page = button()
  prepare(page, { address })
  assert.equal(page.hidden, true)
})
