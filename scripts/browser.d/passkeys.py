"""Passkeys with the browser's own virtual authenticator: added, used as second proof, used alone, refused, renamed, removed."""
import subprocess

PASSPHRASE = "quatre mots pris au hasard 71"


def account(site, email, name):
    subprocess.run([site.binary, "account", "create", "--email", email, "--name", name, "--language", "fr", "--passphrase"],
                   env=site.environment, input=PASSPHRASE + "\n", text=True, check=True, capture_output=True, timeout=120)


def visitor(site, browser):
    """A browser with an authenticator in it, on the sign-in page."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.set_default_timeout(30_000)
    console = context.new_cdp_session(page)
    console.send("WebAuthn.enable")
    key = console.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}})
    return page, console, key["authenticatorId"]


def sign_in(site, page, email):
    page.goto(site.named + "/fr/sign-in")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=passphrase]").fill(PASSPHRASE)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: not url.endswith("/fr/sign-in"))


def carry(console, key, other, other_key):
    """Puts the passkeys of one authenticator into another; returns them."""
    found = console.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]
    for credential in found:
        other.send("WebAuthn.addCredential", {"authenticatorId": other_key, "credential": credential})
    return found


def all(report, site, browser):
    account(site, "nadia.exemple@structure.example", "Nadia Exemple")
    page, console, key = visitor(site, browser)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    sign_in(site, page, "nadia.exemple@structure.example")
    page.locator('a[href$="/account/passkeys"]').click()
    page.locator("[data-passkey] button").click()
    page.wait_for_url("**/fr/account")
    report.check("passkeys: one is added", [] if "Clé d’accès" in page.locator("main").inner_text() else [page.url])

    # The second proof, in a browser that has the same authenticator.
    other, other_console, other_key = visitor(site, browser)
    carried = carry(console, key, other_console, other_key)
    report.check("passkeys: the authenticator has one for this site", [] if [c["rpId"] for c in carried] == ["localhost"] else [str(len(carried))])
    sign_in(site, other, "nadia.exemple@structure.example")
    wrong = [] if "/fr/sign-in/factor" in other.url else [other.url]
    other.locator("[data-passkey] button").click()
    other.wait_for_url("**/fr/account")
    report.check("passkeys: the second proof after the passphrase", wrong)

    # Alone, and not for somebody the authenticator does not know.
    alone, alone_console, alone_key = visitor(site, browser)
    carry(other_console, other_key, alone_console, alone_key)
    alone_console.send("WebAuthn.setUserVerified", {"authenticatorId": alone_key, "isUserVerified": False})
    alone.goto(site.named + "/fr/sign-in")
    alone.locator("[data-passkey] button").click()
    alone.wait_for_function("document.querySelector('[data-passkey-status]').textContent.length > 0")
    report.check("passkeys: nobody enters alone whom the authenticator did not know", [] if alone.url.endswith("/fr/sign-in") else [alone.url])
    alone_console.send("WebAuthn.setUserVerified", {"authenticatorId": alone_key, "isUserVerified": True})
    alone.locator("[data-passkey] button").click()
    alone.wait_for_url("**/fr/account")
    report.check("passkeys: alone, without a passphrase", [] if "Nadia Exemple" in alone.locator("main").inner_text() else [alone.url])

    # The first authenticator has counted less than the server has seen: a copy.
    page.locator('main form[action$="/sign-out"] button').click()
    page.wait_for_url("**/fr/sign-in")
    page.locator("[data-passkey] button").click()
    page.locator(".errors").wait_for()
    report.check("passkeys: a copy that counts from before is refused", [] if "/fr/sign-in" in page.url else [page.url])

    alone.locator('a[href*="/account/passkeys/"]').click()
    alone.locator("input[name=name]").fill("Téléphone de Nadia")
    alone.locator("main form button").first.click()
    alone.wait_for_url("**/fr/account")
    named = "Téléphone de Nadia" in alone.locator("main").inner_text()
    alone.locator("button[name=factor]").click()
    alone.locator("button[name=factor]").wait_for(state="detached")
    left = alone.locator("button[name=factor]").count()
    report.check("passkeys: renamed, then removed", [] if named and left == 0 else [f"named: {named}, left: {left}"])
    report.check("passkeys: no error and no policy violation in the console", [line for line in complaints if "422" not in line])

    # Everything else works without a script.
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(site.named + "/fr/sign-in")
    hidden = not plain.locator("[data-passkey]").is_visible()
    sign_in(site, plain, "nadia.exemple@structure.example")
    report.check("passkeys: without a script the button is hidden and the passphrase works",
                 [] if hidden and plain.url.endswith("/fr/account") else [plain.url])
    for one in (page, other, alone, plain):
        one.context.close()
