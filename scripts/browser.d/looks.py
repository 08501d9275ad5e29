"""What a page is: its weight, its speed, what axe says of it, how it fits a small screen."""
import os, re
from axe_playwright_python.sync_playwright import Axe
from site_under_test import LANGUAGES

KB = 1024
# Every rule that axe ties to WCAG 2.0 to 2.2, A and AA, and to the French reference.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "RGAAv4"]

# A target is what a finger meets. A link inside a sentence keeps the height of its line (WCAG 2.5.8, exception "inline").
TARGETS = """() => {
  const small = []
  const inSentence = (link) => {
    if (link.closest('sup')) return true
    const block = link.closest('p, li, td, dd, figcaption')
    return block && getComputedStyle(link).display === 'inline'
      && block.innerText.trim().length > link.innerText.trim().length + 1
  }
  for (const target of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
    const label = target.closest('label') ?? target
    const box = label.getBoundingClientRect()
    const overlay = getComputedStyle(target, '::after').position === 'absolute' && getComputedStyle(target, '::after').content !== 'none'
    if (!box.width || !target.checkVisibility() || overlay || target.closest('[aria-hidden=true], .skip, svg')) continue
    if (target.matches('.skip') || (target.tagName === 'A' && inSentence(target))) continue
    if (box.height < 47.5) small.push(`${target.tagName.toLowerCase()} “${(target.innerText || target.id).trim().slice(0, 25)}” ${Math.round(box.height)} px high`)
  }
  return small
}"""

# Words that stick out of the box that holds them.
CUT = """() => [...document.querySelectorAll('a, button, summary, label, p, li, h1, h2, h3, td')]
  .filter((it) => it.checkVisibility() && !it.closest('.hidden, .homepage, .lang, [aria-hidden=true]'))
  .filter((it) => { const style = getComputedStyle(it); return style.overflow !== 'visible' && (it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1) })
  .map((it) => it.tagName + ' “' + it.innerText.slice(0, 25) + '”')"""

SIDEWAYS = """() => {
  const root = document.scrollingElement
  if (root.scrollWidth <= innerWidth) return []
  const wide = [...document.querySelectorAll('body *')].filter((it) => { const b = it.getBoundingClientRect(); return b.width && (b.right > innerWidth + 1 || b.left < -1) && !it.closest('.skip, .homepage, .hidden') })
  return [`${root.scrollWidth} px wide in ${innerWidth}: ` + wide.slice(0, 2).map((it) => it.tagName + '.' + it.className).join(', ')]
}"""


def sizes(report, site, pages):
    """Weights as they travel, in every language."""
    for name, path in pages.items():
        if name == "error":
            continue
        weights = {language: site.get(path.format(l=language))[0] for language in LANGUAGES}
        report.check(
            f"{name}: at most 14 KB in {len(LANGUAGES)} languages (heaviest: {max(weights, key=weights.get)}, {max(weights.values()) / KB:.1f} KB)",
            [f"{language} {weight / KB:.1f} KB" for language, weight in weights.items() if weight > 14 * KB])
    sheets = {(s, l): site.get(f"/{l}/sheets/{s}")[0] for s in site.sheets for l in LANGUAGES}
    (sheet, language), weight = max(sheets.items(), key=lambda entry: entry[1])
    report.check(
        f"{len(site.sheets)} sheets: at most 14 KB (heaviest: {sheet} in {language}, {weight / KB:.1f} KB)",
        [f"{s} {l} {w / KB:.1f} KB" for (s, l), w in sheets.items() if w > 14 * KB])
    scripts = {path: site.get(path)[0] for page in pages.values() for path in re.findall(r'<script[^>]* src="([^"]+)"', site.get(page.format(l="fr"))[1])}
    report.check(f"JavaScript at most 15 KB ({sum(scripts.values()) / KB:.1f} KB)", [f"{sum(scripts.values())} bytes"] if sum(scripts.values()) > 15 * KB else [])
    first = {language: site.get(pages["home"].format(l=language))[0] + sum(scripts.values()) + site.get("/icon.svg")[0] for language in LANGUAGES}
    report.check(f"first visit at most 60 KB in all ({max(first.values()) / KB:.1f} KB)", [f"{l} {w / KB:.1f} KB" for l, w in first.items() if w > 60 * KB])


def axe(report, site, pages, browser):
    """Violations of WCAG 2.2 A and AA and of the French reference."""
    tool, options = Axe(), {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    for width, height, names in ((360, 640, list(pages) + ["missing, problems"]), (1280, 900, ["find", "service"])):
        context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
        page = context.new_page()
        for name in names:
            problems, statuses = [], []
            for language in ("fr", "ar", "ti", "zh-Hans", "qps-plocm"):
                if name == "missing, problems":
                    page.goto(site.base + pages["missing"].format(l=language))
                    with page.expect_navigation() as answer:
                        page.locator("main form button").click()
                    status = answer.value.status
                else:
                    status = page.goto(site.base + pages[name].format(l=language)).status
                expected = {"missing, problems": 422, "error": 404}.get(name, 200)
                if status != expected:
                    problems.append(f"{language} answered {status}, not {expected}")
                for violation in tool.run(page, options=options).response["violations"]:
                    problems.append(f"{language} {violation['id']} at {violation['nodes'][0]['target'][0]}")
            report.check(f"axe, {width} px: {name}", problems)
        context.close()


def colours(report, site, pages, browser):
    """Contrast in dark colours, by axe; what stays visible when the system chooses the colours; what stands still; what is printed."""
    tool, options = Axe(), {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    context = browser.new_context(viewport={"width": 360, "height": 640}, bypass_csp=True, color_scheme="dark", reduced_motion="reduce")
    page = context.new_page()
    for name in list(pages) + ["styleguide"]:
        problems = []
        for language in ("fr", "ar"):
            page.goto(site.base + pages.get(name, "/{l}/styleguide").format(l=language))
            problems += [f"{language} {v['id']} at {v['nodes'][0]['target'][0]}" for v in tool.run(page, options=options).response["violations"]]
            problems += [f"{language} moves: {it}" for it in page.evaluate(MOVES)]
        report.check(f"dark colours, nothing moves: {name}", problems)
    page.emulate_media(color_scheme="light", forced_colors="active")
    page.goto(site.base + "/fr/styleguide")
    report.check("forced colours: badges, chips and notices have an edge", page.evaluate(EDGELESS))
    page.emulate_media(media="print", forced_colors="none", color_scheme="dark")
    page.goto(site.base + pages["service"].format(l="fr"))
    report.check("printed service: no control, dark words on white", page.evaluate(PRINTED))
    context.close()


MOVES = """() => [...document.querySelectorAll('body *')].filter((it) => { const s = getComputedStyle(it)
  return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0 }).slice(0, 2).map((it) => it.tagName)"""

EDGELESS = """() => [...document.querySelectorAll('.badge, .chip, .tag, .notice')]
  .filter((it) => parseFloat(getComputedStyle(it).borderTopWidth) < 1).map((it) => it.className)"""

PRINTED = """() => [
  ...[...document.querySelectorAll('form, .share, .bottom, .skip, button')].filter((it) => it.checkVisibility()).map((it) => 'shown: ' + it.tagName),
  ...(getComputedStyle(document.documentElement).color === 'rgb(0, 0, 0)' ? [] : ['words are ' + getComputedStyle(document.documentElement).color]),
  ...(document.querySelector('h1').checkVisibility() && document.querySelector('main .badge').checkVisibility() ? [] : ['title or state is not printed'])]"""


def narrow(report, site, pages, browser):
    """320 px without scrolling sideways, targets of 48 px, text twice as large."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    for name, path in (pages | {"styleguide": "/{l}/styleguide"}).items():
        sideways, targets, zoomed = [], [], []
        for language in ("fr", "ar", "ti", "bo", "ka"):
            page.goto(site.base + path.format(l=language))
            page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true")
            sideways += [f"{language} {it}" for it in page.evaluate(SIDEWAYS)]
            targets += [f"{language} {it}" for it in page.evaluate(TARGETS)]
            page.set_viewport_size({"width": 640, "height": 640})
            page.evaluate("document.documentElement.style.fontSize = '225%'")
            zoomed += [f"{language} {it}" for it in page.evaluate(CUT) + page.evaluate(SIDEWAYS)]
            page.set_viewport_size({"width": 320, "height": 640})
        report.check(f"320 px: {name} does not scroll sideways", sideways)
        report.check(f"320 px: {name} has targets of 48 px", targets)
        report.check(f"text at 200 %: {name} is not cut", zoomed)
    context.close()


def slow(report, site, browser):
    """The home page over 50 kbit/s and 500 ms."""
    for language in ("fr", "ps"):
        context = browser.new_context(viewport={"width": 360, "height": 640})
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", {"offline": False, "latency": 500, "downloadThroughput": 50_000 / 8, "uploadThroughput": 50_000 / 8})
        page.goto(site.base + f"/{language}/")
        paint, ready = page.evaluate("""() => new Promise((done) => new PerformanceObserver((list) => {
            const paint = list.getEntriesByName('first-contentful-paint')[0]
            if (paint) done([paint.startTime, performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd])
          }).observe({ type: 'paint', buffered: true }))""")
        report.check(
            f"GPRS (50 kbit/s, 500 ms): home in {language}: first paint {paint / 1000:.1f} s, usable {ready / 1000:.1f} s, at most 3 s",
            [f"{ready / 1000:.2f} s"] if max(paint, ready) > 3000 else [])
        context.close()


def screenshots(site, pages, browser, folder):
    """Pictures for a person to look at."""
    os.makedirs(folder, exist_ok=True)
    for width, height in ((360, 640), (1280, 900)):
        context = browser.new_context(viewport={"width": width, "height": height})
        page = context.new_page()
        for name in pages:
            for language in ("fr", "ar", "ti", "fr-x-falc"):
                page.goto(site.base + pages[name].format(l=language))
                page.screenshot(path=os.path.join(folder, f"{name.replace(', ', '-').replace(' ', '-')}-{language}-{width}.png"), full_page=True)
        context.close()
