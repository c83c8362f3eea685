"""Drives the pages of rolewise-server in headless Chromium; called by scripts/test-browser."""

import argparse
import pathlib
import sys
import tempfile

from playwright.sync_api import sync_playwright

import history_and_runs
import looks
import queues
from harness import Checks, Server, Window

SAMPLES = pathlib.Path("data/samples")

# Runs that tests look at, by what is special of them.
RUNS = {
    "alias": ("00000000-0000-4000-8000-00000000000a", "flutter-developer.txt"),
    "sparse": ("00000000-0000-4000-8000-00000000000b", "sparse.txt"),
    "collision": ("00000000-0000-4000-8000-00000000000c", "mobile-collision.txt"),
    "markup": ("00000000-0000-4000-8000-00000000000d", "html-paste.txt"),
    "stranger": ("00000000-0000-4000-8000-00000000000e", "pastry-chef.txt"),
    "rejected": ("00000000-0000-4000-8000-00000000000f", "not-a-jd.txt"),
    "domain": ("00000000-0000-4000-8000-000000000010", "security-analyst.txt"),
}


def texts(count):
    """Jobs by the samples, each with a sentence of its own: enough for pages to turn."""
    samples = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))
             if path.name not in ("not-a-jd.txt", "sparse.txt")]
    for number in range(count):
        lines = samples[number % len(samples)].split("\n")
        lines.insert(len(lines) // 2, f"• Look after the instruments of hall {number}.")
        yield "\n".join(lines)


def sample(case):
    """The text of a run; without a title that the library knows where the domain is to decide."""
    text = (SAMPLES / RUNS[case][1]).read_text(encoding="utf-8")
    return text.replace("Security Analyst", "Watch Officer") if case == "domain" else text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", type=pathlib.Path, required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--chromium", required=True)
    parser.add_argument("--pictures", type=pathlib.Path, required=True)
    arguments = parser.parse_args()

    checks = Checks()
    with tempfile.TemporaryDirectory(prefix="rolewise-browser-") as name:
        folder = pathlib.Path(name)
        server = Server(arguments.server, arguments.model, folder)
        try:
            server.start()
            classified = [server.classify(text) for text in texts(70)]
            for case, (run, _) in RUNS.items():
                server.classify(sample(case), run)
            # A second title of the same proposed role.
            server.classify(sample("stranger").replace("Pastry Chef", "Head Pastry Chef", 1))
            server.queue_skills([
                (one["extract_from_jd"]["run_id"], f"{name} {number}")
                for number, one in enumerate(classified) for name in ("Zorblax", "Quillmark")])
            with sync_playwright() as playwright:
                # Chromium's own sandbox cannot be made where tests run as the superuser.
                browser = playwright.chromium.launch(
                    executable_path=arguments.chromium, args=["--no-sandbox"])
                browse(checks, browser, server, arguments.pictures)
                browser.close()
        finally:
            code = server.stop()
        checks.equal("the server ends when it is told to", code, 0)
    print(f"{checks.done} checks, {checks.failed} failed; screenshots in {arguments.pictures}")
    return 1 if checks.failed else 0


def browse(checks, browser, server, pictures):
    def window(**options):
        return Window(browser, server.base, pictures=pictures, **options)

    runs = {case: f"/ui/runs/{run}" for case, (run, _) in RUNS.items()}
    history_and_runs.test(checks, window, runs, SAMPLES)
    queues.test(checks, window)
    looks.test(checks, window, runs)


if __name__ == "__main__":
    sys.exit(main())
