// Copies or shares the page's bare address: what somebody searched and where they stand is not passed on.

/** Shows a button marked `data-copy` and makes it work. */
export function prepare(button, { clipboard, share, address }) {
  const status = button.parentElement?.querySelector('[data-copy-status]')
  if (!clipboard && !share) return
  button.hidden = false
  button.addEventListener('click', async () => {
    try {
      if (clipboard) await clipboard.writeText(button.dataset.copy || address())
      else await share({ url: button.dataset.copy || address() })
      if (status) status.textContent = button.dataset.copied ?? ''
    } catch {
      // Refused by the person or the browser: the address bar still has it.
      if (status) status.textContent = ''
    }
  })
}

if (typeof document !== 'undefined') {
  const tools = {
    clipboard: navigator.clipboard,
    share: navigator.share?.bind(navigator),
    address: () => location.origin + location.pathname,
  }
  for (const button of document.querySelectorAll('[data-copy]')) prepare(button, tools)
}
