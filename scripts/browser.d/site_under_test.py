"""The server on a throw-away folder, its pages, and the list of what was checked."""
import gzip, os, re, signal, socket, subprocess, tempfile, time, urllib.error, urllib.request

LANGUAGES = "fr fr-x-falc en ar ps prs fa ti am so bn bo ur ru uk es tr ka sq ff snk bm zh-Hans".split()


class Report:
    """One line for each check; a check fails when it has something to say against."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, name, problems):
        problems = list(problems)
        if problems:
            self.failed += 1
            print(f"FAIL  {name}: " + "; ".join(problems[:4]) + (f" (and {len(problems) - 4} more)" if len(problems) > 4 else ""), flush=True)
        else:
            self.passed += 1
            print(f"ok    {name}", flush=True)


class Site:
    """The real binary, started on an empty folder with a port of its own."""

    def __init__(self, binary):
        self.folder = tempfile.TemporaryDirectory(prefix="parvis-browser-")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        # Passkeys are bound to a name; browsers take this one without TLS.
        self.named = f"http://localhost:{port}"
        self.log = open(os.path.join(self.folder.name, "log"), "w")
        environment = dict(os.environ, PARVIS_DATA=self.folder.name, PORT=str(port), PARVIS_PSEUDO="1", PARVIS_PUBLIC_URL=self.named)
        environment.pop("PARVIS_DATABASE_URL", None)
        self.binary, self.environment = os.path.abspath(binary), environment
        self.process = subprocess.Popen([self.binary, "serve"], env=environment, stdout=self.log, stderr=self.log)

    def wait(self):
        for _ in range(240):
            try:
                urllib.request.urlopen(self.base + "/readyz", timeout=2)
                return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.25)
        self.log.flush()
        with open(self.log.name) as log:
            raise SystemExit("scripts/browser: the server was not ready:\n" + log.read()[-2000:])

    def stop(self):
        if self.process.poll() is not None:
            self.log.flush()
            with open(self.log.name) as log:
                print(f"The server ended by itself with {self.process.returncode}:\n" + log.read()[-3000:])
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()
        self.folder.cleanup()

    def get(self, path):
        """Bytes as they travel, compressed, and the text they carry."""
        request = urllib.request.Request(self.base + path, headers={"Accept-Encoding": "gzip"})
        try:
            answer = urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            body = answer.read()
            text = gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
        return len(body), text.decode()

    def services(self):
        """A service with several places, one with nowhere to go to, one with an opening and a telephone, found in the lists."""
        several, nowhere, called = None, None, None
        seen = set()
        for theme in re.findall(r'find\?theme=([a-z0-9-]+)"', self.get("/en/")[1]):
            for service in re.findall(r'/en/services/([^"?/]+)', self.get(f"/en/find?theme={theme}")[1]):
                if service in seen:
                    continue
                seen.add(service)
                html = self.get(f"/en/services/{service}")[1]
                if "There is no place to go to." in html:
                    nowhere = nowhere or service
                elif re.search(r'<summary><span lang="fr">', html):
                    several = several or service
                elif 'href="tel:' in html and "The next 7 days" in html:
                    called = called or service
                if several and nowhere and called:
                    return several, nowhere, called
        first = next(iter(seen))
        return several or first, nowhere or first, called or first

    def pages(self):
        """Every public page by a short name, with {l} for the language."""
        several, nowhere, called = self.services()
        sheets = re.findall(r'/fr/sheets/([a-z0-9-]+)"', self.get("/fr/sheets")[1])
        self.longest = max(sheets, key=lambda sheet: self.get(f"/fr/sheets/{sheet}")[0])
        self.sheets = sorted(set(sheets))
        return {
            "home": "/{l}/",
            "find": "/{l}/find?theme=eat&place=Porte+de+la+Chapelle",
            "find, filters": "/{l}/find?theme=health&for=family&place=75018",
            "find, nothing": "/{l}/find?q=zzzzqqqq&theme=eat&open=1",
            "place": "/{l}/place?theme=eat",
            "service": "/{l}/services/" + called,
            "service, several places": "/{l}/services/" + several,
            "service, no place": "/{l}/services/" + nowhere,
            "staff": "/{l}/services/" + several + "/show",
            "sheets": "/{l}/sheets",
            "sheet": "/{l}/sheets/" + self.longest,
            "missing": "/{l}/missing",
            "about": "/{l}/about",
            "languages": "/{l}/languages?to=find",
            "error": "/{l}/nothing-here",
        }
