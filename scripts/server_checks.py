"""What the checks of the HTTP service have in common: a server of their own, and requests to it."""

import http.client
import os
import re
import shutil
import signal
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SERVER = os.environ.get(
    "ROLEWISE_SERVER_PROGRAM", os.path.join(ROOT, ".build/release/rolewise-server"))
ROLEWISE = os.environ.get("ROLEWISE_PROGRAM", os.path.join(ROOT, ".build/release/rolewise"))


def require(program):
    """Ends the check with one line where a program that it runs is missing."""
    if not shutil.which(program):
        raise SystemExit(f"there is no program {program}; run swift build -c release")


class Server:
    """A server on a free port, with a store in a folder that goes away with it."""

    def __init__(self, *options):
        self.options = options
        self.folder = tempfile.mkdtemp(prefix="rolewise-server-")
        self.db = os.path.join(self.folder, "store.db")
        self.process = None
        self.port = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self):
        """Starts it and waits until it is ready."""
        require(SERVER)
        log = open(os.path.join(self.folder, "errors"), "ab")
        self.process = subprocess.Popen(
            [SERVER, "--db", self.db, "--catalog", os.path.join(ROOT, "data/catalog"),
             "--port", str(self.port), *self.options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True)
        line = self.process.stdout.readline()
        found = re.search(r":(\d+)/", line)
        if not found:
            raise SystemExit(f"the server did not start: {line}{self.errors()}")
        # The same port again after a kill.
        self.port = int(found.group(1))
        while self.get("/readyz")[0] != 200:
            if self.process.poll() is not None:
                raise SystemExit(f"the server ended: {self.errors()}")
        return self

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def terminate(self):
        """Ends it as an operator does; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait()

    def errors(self):
        with open(os.path.join(self.folder, "errors"), encoding="utf-8", errors="replace") as file:
            return file.read()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def resident_kib(self):
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1))
