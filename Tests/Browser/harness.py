"""The browser, the server, and what is said of each check."""

import contextlib
import json
import pathlib
import re
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ACCESSIBILITY = (HERE / "accessibility.js").read_text(encoding="utf-8")

# Reports what the policy of the page stops; evaluated before the page's own scripts.
WATCH_POLICY = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} stops ${event.blockedURI || "inline"}`);
});
"""


class Checks:
    """One line a check; the count of those that failed."""

    def __init__(self):
        self.failed = 0
        self.done = 0

    def check(self, name, holds, detail=""):
        self.done += 1
        if holds:
            print(f"ok    {name}", flush=True)
        else:
            self.failed += 1
            print(f"FAIL  {name}{': ' if detail else ''}{detail}", flush=True)
        return bool(holds)

    def equal(self, name, found, expected):
        return self.check(name, found == expected, f"{found!r} instead of {expected!r}")

    @contextlib.contextmanager
    def part(self, name):
        """A part of the tests: what is thrown in it is one failed check, and the next part runs."""
        try:
            yield
        except Exception as error:  # a missing element, a time-out, a server that ended
            lines = [line for line in str(error).splitlines() if line.strip()]
            self.check(name, False, f"{type(error).__name__}: {' | '.join(lines[:4])[:400]}")


class Server:
    """rolewise-server on a free port, over a store of its own."""

    def __init__(self, program, model, folder):
        self.store = folder / "browser.db"
        self.program = program
        self.model = model
        self.log = open(folder / "server.log", "w", encoding="utf-8")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "--db", str(self.store), "--model", self.model,
             "--port", str(self.port)], stdout=self.log, stderr=subprocess.STDOUT)
        for _ in range(600):
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}")
            with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                with urllib.request.urlopen(f"{self.base}/readyz", timeout=2) as reply:
                    if reply.status == 200:
                        return
            time.sleep(0.1)
        raise RuntimeError("the server is not ready after a minute")

    def classify(self, text, run=None):
        """A run of the text, and its payloads."""
        body = {"jd_text": text, **({"run_id": run} if run else {})}
        request = urllib.request.Request(
            f"{self.base}/classify", data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=120) as reply:
            return json.load(reply)

    def queue_skills(self, skills):
        """Queues skills of runs as a model's reading leaves them: the reader by rules names only
        those of the library."""
        with contextlib.closing(sqlite3.connect(self.store, timeout=60)) as store, store:
            for run, name in skills:
                stored = store.execute(
                    "INSERT INTO skill_queue (run_id, role_id, skill_name, is_primary, status, "
                    "created_at) SELECT id, role_id, ?, 1, 'pending', created_at FROM runs "
                    "WHERE id = ?", (name, run)).rowcount
                if stored != 1:
                    raise RuntimeError(f"run {run} is not in the store")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                return self.process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                return None
        return self.process.returncode if self.process else None


class Window:
    """A window of the browser: its page, and everything that page asked for or complained of."""

    def __init__(self, browser, base, *, scheme="light", width=1280, height=900, pictures=None,
                 script=True):
        self.base = base
        self.scheme = scheme
        self.pictures = pictures
        self.context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": height}, locale="en-GB",
            java_script_enabled=script)
        self.context.set_default_timeout(60_000)
        self.context.add_init_script(WATCH_POLICY)
        self.strangers = []
        self.complaints = []
        self.failures = []
        self.context.on("request", self._asked)
        self.context.on("response", self._answered)
        self.page = self.context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, request):
        url = request.url
        if not (url.startswith(self.base + "/") or url.startswith(("data:", "blob:", "about:"))):
            self.strangers.append(url)

    def _answered(self, response):
        if response.status >= 400:
            self.failures.append(f"{response.status} {response.url.removeprefix(self.base)}")

    def _said(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def open(self, path):
        response = self.page.goto(self.base + path)
        return response

    @property
    def path(self):
        """Path and query of what is shown."""
        return self.page.url.removeprefix(self.base)

    def picture(self, name, *, full=True):
        if self.pictures:
            safe = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
            self.page.screenshot(path=str(self.pictures / f"{safe}.png"), full_page=full,
                                 timeout=120_000)

    def accessibility(self):
        return [f"{one['check']}: {one['detail']}" for one in self.page.evaluate(ACCESSIBILITY)]

    def overflow(self):
        """Pixels by which the page is wider than the window."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth")

    def focus_walk(self, limit=60):
        """Tabs through the page: where the focus was, in places of the document, and whether it was
        seen there."""
        # Where the focus was last is where the browser begins to look for the next one; a page may
        # have put it in the middle.
        self.page.evaluate("""() => {
          const start = document.createElement("span");
          start.tabIndex = -1;
          document.body.prepend(start);
          start.focus();
          start.remove();
          window.scrollTo(0, 0);
        }""")
        steps = []
        for _ in range(limit):
            self.page.keyboard.press("Tab")
            step = self.page.evaluate("""() => {
              const element = document.activeElement;
              if (!element || element === document.body) return null;
              const place = [...document.querySelectorAll("*")].indexOf(element);
              // A mark of a drawing shows the focus on its parts.
              const look = (one) => [one, ...one.querySelectorAll("*")].slice(0, 8).map((part) => {
                const s = getComputedStyle(part);
                return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor,
                  s.backgroundColor, s.textDecorationLine, s.stroke, s.strokeWidth, s.fill,
                  s.display, s.opacity].join("|");
              }).join("/");
              const focused = look(element);
              const s = getComputedStyle(element);
              const outlined = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1;
              element.blur();
              const blurred = look(element);
              element.focus({ preventScroll: true, focusVisible: true });
              const box = element.getBoundingClientRect();
              return {
                place, name: (element.textContent || element.name || element.id || "").trim()
                  .slice(0, 40), tag: element.localName,
                seen: outlined || focused !== blurred,
                onScreen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
              };
            }""")
            if step is None:
                break
            steps.append(step)
        return steps

    def check_page(self, checks, name):
        """What every page must keep."""
        findings = self.accessibility()
        checks.check(f"{name}: usable by everybody ({self.scheme})", not findings,
                     "; ".join(findings[:6]) + (f"; and {len(findings) - 6} more"
                                                if len(findings) > 6 else ""))
        overflow = self.overflow()
        checks.check(f"{name}: fits its window ({self.scheme})", overflow <= 0,
                     f"{overflow} px too wide")

    def check_focus(self, checks, name):
        steps = self.focus_walk()
        places = [step["place"] for step in steps]
        # The walk ends where the browser begins anew.
        for index in range(1, len(places)):
            if places[index] == places[0]:
                steps, places = steps[:index], places[:index]
                break
        checks.check(f"{name}: focus follows the document", len(places) > 2
                     and places == sorted(places), str(places))
        unseen = [f"{step['tag']} {step['name']}" for step in steps if not step["seen"]]
        checks.check(f"{name}: focus is seen everywhere", not unseen, "; ".join(unseen[:6]))
        away = [f"{step['tag']} {step['name']}" for step in steps if not step["onScreen"]]
        checks.check(f"{name}: what has the focus is on the screen", not away, "; ".join(away[:6]))

    def forgive(self, failure):
        """Takes a failure that was asked for out of what `check_quiet` minds, with what the browser
        says of it."""
        self.failures.remove(failure)
        status = f"the server responded with a status of {failure.split()[0]}"
        self.complaints.remove(next(one for one in self.complaints if status in one))

    def check_quiet(self, checks, name):
        """Nothing was loaded from elsewhere, nothing failed, nobody complained."""
        checks.check(f"{name}: no request to another origin", not self.strangers,
                     "; ".join(self.strangers[:4]))
        checks.check(f"{name}: no error in the console", not self.complaints,
                     "; ".join(self.complaints[:4]))
        checks.check(f"{name}: no failed request", not self.failures, "; ".join(self.failures[:4]))

    def close(self):
        self.context.close()
