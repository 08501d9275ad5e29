"""The whole way through a provider: out, back, tied, entered, signed out; and each attack on it."""
import html
import http.cookiejar
import json
import os
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "trials.d"))
from trial import Trial, free_port, wait_until

PASSPHRASE = "quatre mots pris au hasard 71"
EMAIL = "nadia.exemple@structure.example"
LEVEL = "https://proconnect.gouv.fr/assurance/consistency-checked-2fa"


class Still(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_): return None


class Browser:
    """Keeps cookies; goes where it is sent one step at a time."""

    def __init__(self, base):
        self.base = base
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(Still, urllib.request.HTTPCookieProcessor(self.jar))

    def ask(self, address, form=None):
        data = urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(urllib.parse.urljoin(self.base, address), data)
        try:
            answer = self.opener.open(request, timeout=20)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            self.text = answer.read().decode()
            self.status = answer.status
            self.headers = answer.headers
        return answer.headers.get("Location", "")

    def submit(self, page, action, fields):
        self.ask(page)
        part = next(part for part in self.text.split("<form ")[1:] if f'action="{action}"' in part).split("</form>")[0]
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', part))
        return self.ask(action, {**hidden, **fields})

    def cookie(self, name): return next((cookie for cookie in self.jar if cookie.name == name), None)

    @property
    def is_in(self):
        self.ask("/fr/account")
        return self.status == 200


def main(binary):
    trial = Trial("provider")
    port, own = free_port(), free_port()
    base, issuer = f"http://localhost:{own}", f"http://127.0.0.1:{port}/api/v2"
    trial.start([sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "provider.py"), str(port), "parvis", "a-long-secret",
                 base + "/sign-in/provider"], "provider.log")
    with open(trial.path("secret"), "w", encoding="utf-8") as file:
        file.write("a-long-secret\n")
    settings = {"PARVIS_DATA": trial.path("data"), "PORT": str(own), "PARVIS_PUBLIC_URL": base, "PARVIS_OIDC_ISSUER": issuer,
                "PARVIS_OIDC_CLIENT": "parvis", "PARVIS_OIDC_SECRET_FILE": trial.path("secret"), "PARVIS_OIDC_ACR": LEVEL}
    code, said = trial.run([binary, "serve"], env={"PARVIS_DATA": trial.path("half"), "PARVIS_OIDC_ISSUER": issuer}, fails=True)
    trial.show("half a configuration is refused in one sentence", said.splitlines()[-1] if said else "", code != 0 and len(said.splitlines()) == 1 and "PARVIS_OIDC_SECRET_FILE" in said)
    trial.start([binary, "serve"], "parvis.log", env=settings)

    def answers(address):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return True
        except OSError:
            return False

    wait_until(lambda: answers(issuer + "/jwks"), 60, "the provider's start")
    wait_until(lambda: answers(base + "/readyz"), 120, "the start of parvis")

    def set_bend(**how):
        request = urllib.request.Request(f"http://127.0.0.1:{port}/bend", json.dumps(how).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    invitation = trial.run([binary, "account", "create", "--email", EMAIL, "--name", "Nadia Exemple", "--language", "fr"], env=settings)[1]
    link = re.search(r"link=([A-Za-z0-9_-]{43})", invitation).group(1)

    def out(browser, path="/fr/sign-in/provider"):
        """Out to the provider, where somebody is signed in already; the address that leads back."""
        return browser.ask(browser.ask(path))

    def whole(browser, path="/fr/sign-in/provider"): return browser.ask(out(browser, path))

    one = Browser(base)
    at = whole(one)
    trial.show("an identity nobody tied opens nothing", at, at == "/fr/sign-in?provider=unknown" and not one.is_in)
    at = whole(one, "/fr/sign-in/provider?link=" + link)
    trial.show("an invitation ties it, and it enters", at, at == "/fr/account" and one.is_in)
    one.ask("/fr/account")
    trial.show("the account page names the establishment", "12345678901234", "12345678901234" in one.text)
    two = Browser(base)
    at = whole(two)
    trial.show("it enters again, with the code's proof, and its level stands for two proofs", at, at == "/fr/account" and two.is_in)
    two.ask("/fr/account/app")
    trial.show("what asks for a second proof opens", two.status, two.status == 200)

    for how in ["nonce", "audience", "issuer", "expired", "level", "none", "confusion", "key", "subject"]:
        set_bend(how=how)
        browser = Browser(base)
        at = whole(browser)
        trial.show(f"attack: {how}", at, at == "/fr/sign-in?provider=failed" and not browser.is_in)
    set_bend()
    browser = Browser(base)
    back = out(browser)
    at = browser.ask(back.replace("state=", "state=x"))
    trial.show("attack: another state", at, at.endswith("provider=failed") and not browser.is_in)
    browser = Browser(base)
    back = out(browser)
    kept = browser.cookie("parvis-provider")
    at = browser.ask(back)
    again = Browser(base)
    again.jar.set_cookie(kept)
    replayed = again.ask(back)
    trial.show("attack: a code used again, in a browser with a copy of the cookie", f"{at}, then {replayed}",
               at == "/fr/account" and replayed.endswith("provider=failed") and not again.is_in)
    victim = Browser(base)
    out(victim)
    at = victim.ask(out(Browser(base)))
    trial.show("attack: the attacker's code in the victim's browser", at, at.endswith("provider=failed") and not victim.is_in)
    set_bend(user="sub-stranger")
    browser = Browser(base)
    at = whole(browser)
    trial.show("another person at the provider opens nothing", at, at.endswith("provider=unknown") and not browser.is_in)
    set_bend()

    two.submit("/fr/account", "/fr/sign-out", {})
    exit_at = html.unescape(re.search(r'<a class="button" href="([^"]+)"', two.text).group(1))
    after = two.ask(exit_at)
    home = two.ask(after)
    trial.show("signing out leads on to the provider and back", home, set_bend()["ended"] == ["sub-nadia"] and home.endswith("/sign-in") and not two.is_in)

    log = trial.log("parvis.log")
    trial.show("the log names no person and no code", f"{len(log.splitlines())} lines",
               not re.search(r"sub-nadia|code=|eyJ|structure\.example|a-long-secret", log))
    raise SystemExit(trial.table())


main(sys.argv[1])
