// Uses the telephone's position once, when the person taps; it goes into the form and nowhere else.

/** About 10 metres: enough to walk from. */
export const rounded = (degrees) => degrees.toFixed(4)

/** @param {{coords: {latitude: number, longitude: number}}} position */
export const near = ({ coords }) => `${rounded(coords.latitude)},${rounded(coords.longitude)}`

/** Shows a form marked `data-place`, which is useless without a script, and makes its button work. */
export function prepare(form, geolocation) {
  const button = form.querySelector('[data-place-button]')
  const status = form.querySelector('[data-place-status]')
  const field = form.elements.namedItem('near')
  if (!button || !field || !geolocation) return
  const say = (words) => { if (status) status.textContent = words ?? '' }
  form.hidden = false
  form.addEventListener('submit', (event) => {
    if (field.value) return
    event.preventDefault()
    say(status?.dataset.waiting)
    button.disabled = true
    geolocation.getCurrentPosition(
      (position) => {
        field.value = near(position)
        say('')
        form.submit()
      },
      () => {
        button.disabled = false
        say(status?.dataset.failed)
      },
      { enableHighAccuracy: false, timeout: 15000, maximumAge: 60000 },
    )
  })
}

if (typeof document !== 'undefined') {
  for (const form of document.querySelectorAll('form[data-place]')) prepare(form, navigator.geolocation)
  // Coming back to the page finds the form as it was first: ask again, do not reuse.
  addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[data-place]')) {
      form.elements.namedItem('near').value = ''
      form.querySelector('[data-place-button]').disabled = false
    }
  })
}
