"""Checks of the public pages in Chromium; see docs/accessibility.md for what they do not see."""
import os, sys, time
sys.path.insert(0, os.path.dirname(__file__))
from playwright.sync_api import sync_playwright
import journeys, looks, passkeys
from site_under_test import Report, Site


def arguments(given):
    screenshots = None
    if len(given) == 3 and given[1] == "--screenshots":
        screenshots = given[2]
    elif len(given) != 1:
        raise SystemExit("scripts/browser: BINARY [--screenshots DIR]")
    return given[0], screenshots


def main():
    binary, screenshots = arguments(sys.argv[1:])
    began = time.time()
    report, site = Report(), Site(binary)
    try:
        site.wait()
        pages = site.pages()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            looks.sizes(report, site, pages)
            looks.axe(report, site, pages, browser)
            looks.colours(report, site, pages, browser)
            looks.narrow(report, site, pages, browser)
            looks.slow(report, site, browser)
            journeys.all(report, site, pages, browser)
            passkeys.all(report, site, browser)
            if screenshots:
                looks.screenshots(site, pages, browser, screenshots)
            browser.close()
    finally:
        site.stop()
    print(f"browser: {report.passed} passed, {report.failed} failed, in {time.time() - began:.0f} s")
    raise SystemExit(1 if report.failed else 0)


main()
