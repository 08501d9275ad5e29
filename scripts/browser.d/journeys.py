"""What people do: without a script, with one, with a keyboard; and what the browser must not be made to do."""
import re

SUNDAY = "2026-11-29T19:30"


def all(report, site, pages, browser):
    hungry(report, site, browser)
    forms(report, site, pages, browser)
    scripts(report, site, pages, browser)
    quiet(report, site, pages, browser)
    keyboard(report, site, browser)


def hungry(report, site, browser):
    """Just arrived, hungry, reads Pashto, stands at the Porte de la Chapelle on a Sunday evening; no script runs."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False, locale="ps")
    page = context.new_page()
    page.goto(site.base + "/")
    report.check("no script: / in Pashto", [page.url] if not page.url.endswith("/ps/") else [])
    page.locator('.needs a[href*="theme=eat"]').click()
    page.locator(".card h3 a").first.click()
    state = page.locator("main .badge").first
    said = (state.get_attribute("class") or "").split()[-1] if state.count() else "nothing"
    top = state.bounding_box() if state.count() else None
    report.check(f"no script: 2 taps from home to a service that says “{said}”", [] if said in ("open", "soon", "closed", "unknown") else [page.url])
    report.check("no script: open or closed is in the first screen of the service", [] if top and top["y"] < 600 else [str(top)])
    page.goto(site.base + "/ps/place?theme=eat")
    page.locator("#place").fill("Porte de la Chapelle")
    page.locator(".search button").click()
    report.check("no script: Porte de la Chapelle typed", [] if "place=" in page.url and page.locator(".card").count() else [page.url])
    card = page.locator(".card").first.bounding_box()
    report.check(f"the first result begins at {card['y']:.0f} px of 640", [f"{card['y']:.0f} px"] if card["y"] > 560 else [])
    page.locator(".moment summary").click()
    page.locator("#at").fill(SUNDAY)
    page.locator(".moment button").click()
    wrong = [] if "19%3A30" in page.url or "19:30" in page.url else [page.url]
    if "19:30" not in page.locator(".moment summary").inner_text():
        wrong.append("the page does not name the moment")
    if "place=" not in page.url or "theme=eat" not in page.url:
        wrong.append("the search was lost: " + page.url)
    report.check("no script: Sunday 19:30 asked, place and need kept", wrong)
    kept = page.url.split("?")[1]
    page.locator("header .lang").click()
    page.locator('a[hreflang="ar"]').first.click()
    report.check("no script: another language keeps the search", [] if "/ar/find?" in page.url and sorted(page.url.split("?")[1].split("&")) == sorted(kept.split("&")) else [page.url])
    context.close()


def forms(report, site, pages, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.base + pages["service"].format(l="fr"))
    page.locator("#feedback details summary").click()
    page.locator("#feedback input[type=radio]").first.check()
    page.locator("#words").fill("Un essai.")
    page.locator("#feedback details form button").click()
    report.check("no script: feedback sent and thanked", [] if page.locator("#feedback [role=status]").count() else [page.url])
    page.goto(site.base + pages["missing"].format(l="fr"))
    page.locator("#words").fill("Des mots à garder.")
    page.locator("main form button").click()
    kept = page.locator("#words").input_value()
    report.check("no script: missing form refused, and what was typed kept", [] if kept == "Des mots à garder." and page.locator(".errors").count() else [kept])
    page.locator("#need").select_option(index=1)
    page.locator("#area").select_option(index=1)
    page.locator("main form button").click()
    report.check("no script: missing form sent and thanked", [] if page.locator("main [role=status]").count() else [page.url])
    context.close()


def scripts(report, site, pages, browser):
    context = browser.new_context(permissions=["geolocation"], geolocation={"latitude": 48.8976, "longitude": 2.3590})
    page = context.new_page()
    page.goto(site.base + "/fr/place?theme=eat")
    page.locator("[data-place-button]").click()
    page.wait_for_url(re.compile(r"near=48\.89"), timeout=10_000)
    report.check("script: where I am now, granted", [] if page.locator(".card").count() else [page.url])
    context.close()
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.base + "/fr/place?theme=eat")
    page.locator("[data-place-button]").click()
    status = page.locator("[data-place-status]")
    said = status.get_attribute("data-failed")
    try:
        page.wait_for_function("(said) => document.querySelector('[data-place-status]').textContent === said", arg=said, timeout=20_000)
        wrong = []
    except Exception:
        wrong = [status.inner_text()]
    report.check("script: where I am now, denied, says what to do", wrong)
    context.close()
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    # The reader's own position must not travel with the link.
    bare = pages["service"].format(l="fr").split("?")[0]
    page.goto(site.base + bare + "?near=48.8975,2.3597&q=douche")
    button = page.locator("[data-copy]")
    if button.is_visible():
        button.click()
        page.wait_for_timeout(300)
        copied = page.evaluate("navigator.clipboard.readText()")
        wrong = [] if copied.endswith(bare) and page.locator("[data-copy-status]").inner_text() else [f"copied “{copied}”"]
    else:
        wrong = ["the button is not shown"]
    report.check("script: copy the link", wrong)
    context.close()


def quiet(report, site, pages, browser):
    """No request elsewhere, nothing kept in the browser, no complaint in its console."""
    context = browser.new_context()
    page = context.new_page()
    elsewhere, console = [], []
    page.on("request", lambda request: None if request.url.startswith((site.base, "data:")) else elsewhere.append(request.url))
    page.on("console", lambda message: console.append(f"{page.url}: {message.text}") if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: console.append(f"{page.url}: {error}"))
    kept = []
    for name, path in pages.items():
        before = len(console)
        page.goto(site.base + path.format(l="fr"), wait_until="networkidle" if name in ("home", "place") else "load")
        if name == "error":
            # The browser itself writes a line for every 404.
            console[before:] = [line for line in console[before:] if "404" not in line]
        counts = page.evaluate("async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, document.cookie.length]")
        if any(counts):
            kept.append(f"{name}: {counts}")
    kept += [cookie["name"] for cookie in context.cookies()]
    report.check(f"no request to anybody else on {len(pages)} pages", elsewhere)
    report.check("no cookie, no storage", kept)
    report.check("no error and no policy violation in the console", console)
    context.close()


FOCUS = """() => { const it = document.activeElement, b = it.getBoundingClientRect(), s = getComputedStyle(it)
  return { tag: it.tagName, top: b.top + scrollY, left: b.left, width: b.width, line: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 1, main: !!it.closest('main'), need: !!it.closest('.needs') } }"""


def keyboard(report, site, browser):
    for language, is_rtl in (("fr", False), ("ar", True)):
        page = browser.new_page(viewport={"width": 360, "height": 640})
        page.goto(site.base + f"/{language}/")
        page.keyboard.press("Tab")
        skip = page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        report.check(f"keyboard, {language}: the first key leads to the content", [] if skip and page.evaluate("document.activeElement.id") == "main" else ["no"])
        seen, invisible = [], []
        for _ in range(16):
            page.keyboard.press("Tab")
            place = page.evaluate(FOCUS)
            seen.append(place)
            if not place["line"]:
                invisible.append(place["tag"])
        report.check(f"keyboard, {language}: the focus shows", invisible)
        needs = [place for place in seen if place["need"]]
        backwards = [
            f"{a['left']:.0f},{a['top']:.0f} before {b['left']:.0f},{b['top']:.0f}" for a, b in zip(needs, needs[1:])
            if b["top"] < a["top"] - 2 or (abs(b["top"] - a["top"]) <= 2 and (b["left"] > a["left"]) == is_rtl)]
        report.check(f"keyboard, {language}: the order follows the page ({len(needs)} steps)", backwards if len(needs) > 4 else ["too few steps"])
        page.close()
