"""Walks every page of a running Parvis signed in as people of every role, and attacks what it finds there: each form, each parameter, each address."""

import base64
import collections
import hashlib
import hmac
import html.parser
import http.client
import re
import struct
import time
import urllib.parse

PASSPHRASE = "sept lampes sous la pluie 4"
# What would be markup, an attribute or a script if a page printed it as it is; each leaves a trace that the reader below knows.
PROBE = "\"><xssprobe>'onxssprobe='1' \" onxssprobe=\"1\"</textarea></title></style><script>xssprobe()</script>{{{t}}}<!--"
LINK = "javascript:xssprobe()//"
STATEMENTS = ["' OR '1'='1", "1; DROP TABLE journal_entry--", "') UNION SELECT 1,2,3--", "\\", "%\u0000", "' || pg_sleep(5) --", "\U0001f9e8'"]
PATHS = ["..%2f..%2f..%2fetc%2fpasswd", "%2e%2e%2fkeys", "..%5c..%5ckeys", "%00", "a%0d%0aX-Probe:%201", "%27%20OR%20%271%27=%271"]
IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d+")
# They end what the walk stands on; they are tried last, by themselves.
LAST = re.compile(r"/(sign-out|account/sessions|account/factors|account/recovery)$")


class Page(html.parser.HTMLParser):
    """Links and forms of a page, and whatever of a probe has become more than text."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.links, self.forms, self.through = [], [], []
        self.form = self.select = self.area = None
        self.in_script = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, given):
        values = {name: value or "" for name, value in given}
        if tag == "xssprobe" or any(name.startswith("onxss") for name in values):
            self.through.append(f"<{tag}>")
        for name in ("href", "src", "action", "formaction"):
            if values.get(name, "").strip().lower().startswith(("javascript:", "data:text")):
                self.through.append(f"{tag} {name}")
        self.in_script = tag == "script"
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        elif tag == "form":
            self.form = {"action": values.get("action", "").split("#")[0], "method": values.get("method", "get").lower(), "fields": [], "buttons": [],
                         "file": "multipart" in values.get("enctype", "")}
            self.forms.append(self.form)
        elif self.form is not None and tag == "input":
            self.field(values)
        elif self.form is not None and tag == "textarea":
            self.area = {"name": values.get("name", ""), "kind": "textarea", "value": ""}
            self.form["fields"].append(self.area)
        elif self.form is not None and tag == "select":
            self.select = {"name": values.get("name", ""), "kind": "select", "value": None}
            self.form["fields"].append(self.select)
        elif tag == "option" and self.select is not None and (self.select["value"] is None or "selected" in values):
            self.select["value"] = values.get("value", "")
        elif self.form is not None and tag == "button" and values.get("name"):
            self.form["buttons"].append((values["name"], values.get("value", "")))

    def field(self, values):
        kind = values.get("type", "text")
        if kind in ("checkbox", "radio") and "checked" not in values:
            kind = "unchecked " + kind
        if values.get("name") and kind not in ("submit", "button"):
            self.form["fields"].append({"name": values["name"], "kind": kind, "value": values.get("value", "")})

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None
        self.in_script = False

    def handle_data(self, data):
        if self.area is not None:
            self.area["value"] += data
        if self.in_script and "xssprobe" in data:
            self.through.append("<script>")


TYPED = ("text", "search", "textarea", "email", "url", "tel", "password", "number", "date", "time", "datetime-local", "month", "week", "hidden", "select")


def pattern(path):
    """The page an address is one of: /fr/work/services/… whatever the service, the desk of translators whatever the language."""
    path = urllib.parse.urlsplit(path).path
    path = re.sub(r"/(work/translations|sheets)/(?!people)[^/]+", r"/\1/*", path)
    return re.sub(r"(/\*/sheets)/[^/]+", r"\1/*", IDENTIFIER.sub("*", path))


def is_elsewhere(path):
    """In another language than the walk: those are read again at its end."""
    return re.match(r"/(?!fr/)[a-z]{2,3}(-[A-Za-z]+)*/", path) is not None and not path.startswith("/api/")


class Person:
    """Somebody's browser: cookies, an address of their own, and what went wrong while they walked."""

    def __init__(self, port, address, name="a stranger"):
        self.port, self.address, self.name = port, address, name
        self.jar = {}
        self.wrong, self.asked = [], 0
        self.slowest = 0.0

    def ask(self, path, fields=None, headers=None):
        """Status, headers in lower case, text; the answer of every request is looked at for traces and failures."""
        body = urllib.parse.urlencode(fields) if fields is not None else None
        return self.send(path, body.encode() if body is not None else None, "application/x-www-form-urlencoded", headers)

    def send(self, path, body, kind, headers=None):
        if not self.jar and body is not None:
            # Open forms are counted by address: a stranger is another one each time.
            self.address = f"127.7.{self.asked // 250 % 250}.{self.asked % 250 + 1}"
        given = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.jar.items()), **(headers or {})}
        if body is not None:
            given |= {"Content-Type": kind, "Sec-Fetch-Site": "same-origin"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(self.address, 0))
        start = time.monotonic()
        try:
            connection.request("GET" if body is None else "POST", path, body, given)
            answer = connection.getresponse()
            received = [(name.lower(), value) for name, value in answer.getheaders()]
            status, text = answer.status, answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException, ValueError) as error:
            status, received, text = 0, [], str(error)
        finally:
            connection.close()
        self.asked += 1
        self.slowest = max(self.slowest, time.monotonic() - start)
        for name, value in received:
            if name == "set-cookie":
                cookie, _, rest = value.partition(";")
                name, _, value = cookie.partition("=")
                self.jar.pop(name, None)
                if value and "Max-Age=0" not in rest:
                    self.jar[name] = value
        self.look(path, status, dict(received), text)
        return status, dict(received), text

    def look(self, path, status, received, text):
        if status == 0 or status >= 500:
            self.wrong.append(f"{path} answered {status}")
        if "x-probe" in received:
            self.wrong.append(f"{path} let a header in")
        kind = received.get("content-type", "")
        if text and (not kind or kind.startswith("text/") and "charset=utf-8" not in kind):
            self.wrong.append(f"{path} says {kind!r} of its content")
        if "no-store" not in received.get("cache-control", "") and self.jar and "/work" in path.split("?")[0]:
            self.wrong.append(f"{path} may be kept")
        if kind.startswith("text/html"):
            through = Page(text).through
            if through:
                self.wrong.append(f"{path} printed {through[0]} of a probe")

    def follow(self, answer):
        for _ in range(4):
            place = answer[1].get("location", "")
            if answer[0] not in (301, 302, 303) or not place.startswith("/"):
                break
            answer = self.ask(place)
        return answer

    def submit(self, path, action, **typed):
        """Sends the form of a page with what is typed into it."""
        form = next(form for form in Page(self.ask(path)[2]).forms if form["action"] == action)
        return self.ask(action, {**plain(form), **typed})

    def sign_in(self, email):
        return self.submit("/fr/sign-in", "/fr/sign-in", email=email, passphrase=PASSPHRASE)

    def add_factor(self):
        """A code app, as a person adds it; the session has a recent second proof afterwards."""
        form = next(form for form in Page(self.ask("/fr/account/app")[2]).forms if form["action"].endswith("/account/app"))
        seed = next(field["value"] for field in form["fields"] if field["name"] == "seed")
        key = base64.urlsafe_b64decode(seed + "=" * (-len(seed) % 4))
        mac = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
        code = (struct.unpack(">I", mac[mac[19] & 15:][:4])[0] & 0x7FFFFFFF) % 1_000_000
        return self.ask("/fr/account/app", {**plain(form), "code": f"{code:06}"})

    def find(self, starts, most=2):
        """Every page that leads on from these: at most so many of one pattern. Returns its addresses and the forms it found on them."""
        seen, waiting, known = set(), collections.deque(starts), collections.Counter()
        pages, forms = [], {}
        while waiting:
            path = waiting.popleft()
            if path in seen or known[pattern(path)] >= most:
                continue
            seen.add(path)
            known[pattern(path)] += 1
            status, received, text = self.ask(path)
            if status in (301, 302, 303) and received.get("location", "").startswith("/"):
                waiting.append(received["location"])
            if not received.get("content-type", "").startswith("text/html"):
                continue
            page = Page(text)
            if status == 200:
                pages.append(path)
            for form in page.forms:
                form["action"] = form["action"] or path
                key = (pattern(form["action"]), form["method"], tuple(sorted({field["name"] for field in form["fields"]})))
                forms.setdefault(key, (path, form))
            waiting.extend(link.split("#")[0] for link in page.links 
                           if link.startswith("/") and not link.startswith("//") and not is_elsewhere(link))
        return pages, list(forms.values())

    def fresh(self, path, form):
        """The same form with a token of now."""
        for other in Page(self.ask(path)[2]).forms:
            if (other["action"] or path) == form["action"] and {f["name"] for f in other["fields"]} == {f["name"] for f in form["fields"]}:
                other["action"] = form["action"]
                return other
        return form


def plain(form):
    """What a browser sends when nobody types anything."""
    return {field["name"]: field["value"] or "" for field in form["fields"] if not field["kind"].startswith(("unchecked", "file"))}


def sensible(form):
    """A form filled in as somebody would who means well, so that one wrong field is the only one; nothing of what it hides is changed."""
    tomorrow = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 86_400))
    usual = {"email": "personne@essai.example", "url": "https://essai.example/", "tel": "01 00 00 00 00", "date": tomorrow, "time": "09:00",
             "datetime-local": tomorrow + "T09:00", "number": "1", "text": "essai", "search": "essai", "textarea": "essai"}
    values = plain(form)
    for field in form["fields"]:
        if field["name"] not in ("token", "homepage") and not values.get(field["name"]):
            kind = "url" if "website" in field["name"] else field["kind"]
            if kind in usual:
                values[field["name"]] = usual[kind]
            elif field["kind"] in ("unchecked radio", "unchecked checkbox"):
                values[field["name"]] = field["value"]
    return values


def typed(form):
    """The fields an attacker can fill: what the page hides or offers to choose from is as free as what is typed."""
    return [field for field in form["fields"] if field["kind"] in TYPED and field["name"] not in ("token", "homepage") and field["name"]]


def send_form(person, form, fields):
    if form["method"] == "get":
        return person.ask(form["action"].split("?")[0] + "?" + urllib.parse.urlencode(fields))
    if form["file"]:
        return person.send(form["action"], *multipart(fields))
    return person.ask(form["action"], fields)


def multipart(fields, file=b"", name=PROBE.replace('"', "%22")):
    mark = "trial-boundary-7"
    parts = "".join(f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items())
    head = f'{parts}--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + file + f"\r\n--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def fill_with_markup(person, forms):
    """Every form once with markup in every text, and once for each of its buttons. Returns how many fields were filled."""
    filled = 0
    for path, form in forms:
        if LAST.search(form["action"]) or form["action"].endswith("/sign-in"):
            continue
        form = person.fresh(path, form)
        texts = [field for field in typed(form) if field["kind"] in ("text", "search", "textarea", "url", "tel", "email")]
        markup = {field["name"]: LINK if field["kind"] == "url" else PROBE for field in texts}
        for button in form["buttons"] or [None]:
            form = person.fresh(path, form)
            person.follow(send_form(person, form, {**sensible(form), **markup, **dict([button] if button else [])}))
            filled += len(texts)
        # Most fields take no markup: alone in a form that is right otherwise, each has its best chance to be kept.
        for field in texts:
            form = person.fresh(path, form)
            person.follow(send_form(person, form, {**sensible(form), field["name"]: PROBE[:60], **dict(form["buttons"][-1:])}))
        form = person.fresh(path, form)
        person.follow(send_form(person, form, {**sensible(form), **dict(form["buttons"][-1:])}))
    return filled


def fill_with_statements(person, forms):
    """Every field of every form once with each statement, the others as they were. Returns how many were tried."""
    tried = 0
    for path, form in forms:
        if LAST.search(form["action"]):
            continue
        form = person.fresh(path, form)
        fields = plain(form)
        for name in dict.fromkeys([field["name"] for field in form["fields"] if field["name"] not in ("token", "homepage")]
                                  + [name for name, _ in form["buttons"]]):
            for statement in STATEMENTS:
                send_form(person, form, {**fields, name: statement})
                tried += 1
    return tried


def bend_addresses(person, paths):
    """Every part of every address that names a record, replaced. Returns how many were tried."""
    tried = 0
    for path in {pattern(path): path for path in paths if IDENTIFIER.search(urllib.parse.urlsplit(path).path)}.values():
        for bent in PATHS + [urllib.parse.quote(statement) for statement in STATEMENTS]:
            person.ask(IDENTIFIER.sub(lambda _, bent=bent: bent, urllib.parse.urlsplit(path).path))
            tried += 1
    return tried


def bend_parameters(person, paths, names):
    """Every parameter on every page, with each statement and with markup. Returns how many were tried."""
    tried = 0
    for path in {pattern(path): path for path in paths}.values():
        bare = urllib.parse.urlsplit(path)
        own = [name for name, _ in urllib.parse.parse_qsl(bare.query)]
        for name in dict.fromkeys(own + names):
            for text in (STATEMENTS + [PROBE]) if name in own else [STATEMENTS[0], PROBE]:
                person.ask(f"{bare.path}?{urllib.parse.urlencode({name: text})}")
                tried += 1
    return tried
