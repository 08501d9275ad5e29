import test from 'node:test'
import assert from 'node:assert/strict'
import { near, prepare } from '../../Public/js/place.js'

/** A form as the page prints it, reduced to what the module touches. */
function form() {
  const parts = {
    '[data-place-button]': { disabled: false },
    '[data-place-status]': { textContent: '', dataset: { waiting: 'wait', failed: 'choose' } },
  }
  const field = { value: '' }
  const listeners = {}
  return {
    hidden: true, sent: 0, field, parts,
    querySelector: (selector) => parts[selector],
    elements: { namedItem: (name) => (name === 'near' ? field : null) },
    addEventListener: (name, listener) => { listeners[name] = listener },
    submit() { this.sent += 1 },
    tap() {
      const event = { isPrevented: false, preventDefault() { this.isPrevented = true } }
      listeners.submit(event)
      return event.isPrevented
    },
  }
}

test('a position has four decimals, about ten metres', () => {
  assert.equal(near({ coords: { latitude: 48.897512345, longitude: -2.35 } }), '48.8975,-2.3500')
})

test('nothing is asked before the person taps', () => {
  let asked = 0
  const page = form()
  prepare(page, { getCurrentPosition: () => { asked += 1 } })
  assert.equal(page.hidden, false)
  assert.equal(asked, 0)
})

test('a tap asks once, fills the field and sends the form', () => {
  const page = form()
  prepare(page, { getCurrentPosition: (found) => found({ coords: { latitude: 48.9, longitude: 2.36 } }) })
  assert.equal(page.tap(), true)
  assert.equal(page.field.value, '48.9000,2.3600')
  assert.equal(page.sent, 1)
})

test('while waiting the button is off and the page says so', () => {
  const page = form()
  prepare(page, { getCurrentPosition: () => {} })
  page.tap()
  assert.equal(page.parts['[data-place-button]'].disabled, true)
  assert.equal(page.parts['[data-place-status]'].textContent, 'wait')
})

test('refused or not found: the button works again and the page says what to do', () => {
  const page = form()
  prepare(page, { getCurrentPosition: (_, failed) => failed(new Error('denied')) })
  page.tap()
  assert.equal(page.parts['[data-place-button]'].disabled, false)
  assert.equal(page.parts['[data-place-status]'].textContent, 'choose')
  assert.equal(page.sent, 0)
})

test('a telephone without position leaves the form hidden', () => {
  const page = form()
  prepare(page, undefined)
  assert.equal(page.hidden, true)
})
