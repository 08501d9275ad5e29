"""What the trials of a running Parvis share: processes that never outlive the trial, and the table at its end."""

import atexit
import ctypes
import http.client
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

libc = ctypes.CDLL(None)
repository = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Failed(Exception):
    """What was to be shown is not so."""


class Trial:
    """A temporary folder, the processes started in it, and what was shown."""

    def __init__(self, name):
        self.name = name
        self.folder = tempfile.mkdtemp(prefix=f"parvis-{name}-")
        os.chmod(self.folder, 0o755)
        self.processes = []
        self.cleanups = []
        self.rows = []
        atexit.register(self.clean_up)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: sys.exit(130))

    def clean_up(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.kill()
                process.wait()
        for cleanup in reversed(self.cleanups):
            cleanup()
        if os.environ.get("TRIAL_KEEP"):
            print(f"{self.name}: kept {self.folder}")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def start(self, command, log, env=None, user=None, dies_by=signal.SIGKILL):
        """A process that dies with this one, even when this one is killed."""
        with open(self.path(log), "ab") as output:
            process = subprocess.Popen(
                command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd=self.folder,
                env={**os.environ, **(env or {})}, user=user, preexec_fn=lambda: libc.prctl(1, int(dies_by)))
        self.processes.append(process)
        return process

    def run(self, command, env=None, user=None, fails=False):
        """Runs a command to its end; returns its exit code and what it said."""
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=self.folder, user=user,
            env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL, timeout=300)
        if done.returncode != 0 and not fails:
            raise Failed(f"{' '.join(command)} ended with {done.returncode}: {done.stdout.strip()}")
        return done.returncode, done.stdout.strip()

    def log(self, name):
        with open(self.path(name), encoding="utf-8", errors="replace") as file:
            return file.read()

    def say(self, text):
        print(f"{self.name}: {text}", flush=True)

    def show(self, what, result, holds=True):
        """One row of the table at the end; `holds` None for what is only measured."""
        self.rows.append((what, result, holds))
        self.say(f"{what}: {result}{'' if holds is not False else '   <- NOT SHOWN'}")

    def table(self):
        """Prints what was shown; returns the exit code."""
        marks = {True: "yes", False: "NO", None: "-"}
        width = max(len(what) for what, _, _ in self.rows)
        print(f"\n{self.name}: what was shown")
        for what, result, holds in self.rows:
            print(f"  {marks[holds]:<4}{what:<{width}}  {result}")
        return 1 if any(holds is False for _, _, holds in self.rows) else 0


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(holds, seconds, what):
    """How long it took."""
    start = time.monotonic()
    while not holds():
        if time.monotonic() - start > seconds:
            raise Failed(f"{what} did not happen within {seconds} s")
        time.sleep(0.05)
    return time.monotonic() - start


class Client:
    """A visitor with an address of their own, so that the throttle of one does not stop the others."""

    def __init__(self, port, address="127.0.0.1"):
        self.port = port
        self.address = address

    def ask(self, path, form=None, timeout=10):
        """Status and text; status 0 when nobody answered."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout, source_address=(self.address, 0))
        try:
            if form is None:
                connection.request("GET", path)
            else:
                body = urllib.parse.urlencode(form)
                connection.request("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()

    def status(self, path):
        return self.ask(path, timeout=3)[0]

    def metric(self, name):
        for line in self.ask("/metrics")[1].splitlines():
            if line.startswith(name + " "):
                return float(line.split()[1])
        return None

    def token(self):
        """The token of the form for a missing service."""
        text = self.ask("/fr/missing")[1]
        start = text.find('name="token"')
        if start < 0:
            return None
        start = text.find('value="', start) + len('value="')
        return text[start:text.find('"', start)]

    def report_missing(self, token, words):
        """Sends the form for a missing service: true when it was thanked."""
        form = {"token": token, "homepage": "", "need": "shower", "area": "75118", "words": words}
        status, text = self.ask("/fr/missing", form)
        return status, status == 200 and 'role="status"' in text


def give_to(user, path):
    entry = pwd.getpwnam(user)
    os.chown(path, entry.pw_uid, entry.pw_gid)
