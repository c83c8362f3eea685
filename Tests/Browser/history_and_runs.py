"""History, the page of a run, and a new run."""

import json
import re
import urllib.parse


def test(checks, window, runs, samples):
    desk = window()
    with checks.part("start"):
        desk.open("/")
        checks.equal("the service begins with the history", desk.path, "/ui/history")
        checks.check("nobody must sign in on this machine",
                     desk.page.locator("h1").inner_text() == "History")
    with checks.part("history"):
        history(checks, desk)
    with checks.part("run"):
        run_page(checks, desk, runs["alias"])
    with checks.part("cases"):
        cases(checks, desk, runs)
    with checks.part("new run"):
        new_run(checks, desk, samples)
    with checks.part("roles"):
        roles(checks, desk)
    desk.check_quiet(checks, "history, runs and roles")
    desk.close()
    with checks.part("no script"):
        without_script(checks, window, samples)


def titles(page):
    return page.locator(".run-row .row-title a").all_inner_texts()


def history(checks, desk):
    page = desk.page
    desk.open("/ui/history")
    first = titles(page)
    checks.check("history shows runs, the newest first", len(first) >= 10, str(len(first)))
    page.locator("nav.pager a[rel=next]").click()
    second = [link.get_attribute("href") for link in page.locator(".run-row .row-title a").all()]
    checks.check("older runs are on the next page", len(second) > 0 and "/ui/history?" in desk.path,
                 desk.path)
    desk.page.go_back()
    checks.equal("back leads to the page before", titles(page), first)

    page.get_by_label("Search").fill("Flutter")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("search=Flutter"))
    found = titles(page)
    checks.check("search finds runs by their words", found and len(found) <= len(first)
                 and any("Flutter" in one for one in found), str(found[:3]))
    address = desk.path
    page.get_by_label("Status").select_option("completed")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("status=completed"))
    query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(page.url).query))
    checks.equal("filters stand in the address", (query.get("search"), query.get("status")),
                 ("Flutter", "completed"))
    desk.open(desk.path)
    checks.equal("an address brings its filters back",
                 (page.get_by_label("Search").input_value(),
                  page.get_by_label("Status").input_value()), ("Flutter", "completed"))
    page.go_back()
    page.go_back()
    checks.check("back takes a filter back", desk.path.startswith(address.split("?")[0]), desk.path)
    desk.open("/ui/history?status=rejected")
    checks.check("rejected texts can be listed", page.locator(".run-row").count() >= 1)
    desk.open("/ui/history?search=%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    checks.equal("what is searched for stays text",
                 page.get_by_label("Search").input_value(), "<script>alert(1)</script>")


def run_page(checks, desk, path):
    page = desk.page
    desk.open(path)
    text = page.locator("main").inner_text()
    for words in ("Flutter", "case A", "Confidence", "does not contradict"):
        checks.check(f"the run's head says {words}", words.lower() in text.lower())
    for heading in ("Signals", "Job description", "Client output", "Raw payloads"):
        checks.check(f"the run has a part {heading}",
                     page.get_by_role("heading", name=heading, exact=False).count() >= 1)
    checks.check("the AI index is shown out of 5",
                 re.search(r"\d\.\d\d / 5", text) is not None)

    # Foldable payloads
    folds = page.locator("details.raw")
    checks.check("payloads are folded at first", folds.count() >= 4
                 and not any(one.get_attribute("open") is not None for one in folds.all()))
    output = folds.filter(has=page.locator("#raw-final-role-output"))
    output.locator("summary").focus()
    page.keyboard.press("Enter")
    checks.check("the keyboard unfolds a payload", output.get_attribute("open") is not None)
    payload = json.loads(output.locator("pre").inner_text())
    checks.equal("a payload is JSON with the run's id", payload.get("run_id"),
                 path.rsplit("/", 1)[1])
    checks.check("a payload can be copied", output.locator("button.copy").is_visible())
    page.keyboard.press("Space")
    checks.check("and folds it again", output.get_attribute("open") is None)
    others = [one.text_content() for one in folds.locator("pre").all()]
    checks.check("all payloads are JSON", all(isinstance(json.loads(one), dict) for one in others))

    # Pairs and the text
    pair = page.locator(".pair[data-sentence]").first
    number = pair.get_attribute("data-sentence")
    mark = page.locator(f"#sentence-{number}")
    before = mark.evaluate("(one) => getComputedStyle(one).backgroundColor")
    pair.locator("a").focus()
    checks.check("a pair with the focus marks its sentence in the text",
                 "is-active" in (mark.get_attribute("class") or ""))
    page.wait_for_timeout(400)
    after = mark.evaluate("(one) => getComputedStyle(one).backgroundColor")
    checks.check("the mark can be seen", before != after, f"{before} and {after}")
    sentence = pair.locator(".pair-sentence").inner_text().strip()
    checks.equal("the marked words are the pair's", " ".join(mark.inner_text().split()),
                 " ".join(sentence.split()))
    page.locator("h1").click()
    pair.locator("a").blur()
    checks.check("without the focus the mark goes",
                 "is-active" not in (mark.get_attribute("class") or ""))


def cases(checks, desk, runs):
    page = desk.page
    expected = {
        "domain": "case DOMAIN", "collision": "case D", "stranger": "new role",
        "rejected": "Rejected", "markup": "WordPress",
    }
    for case, words in expected.items():
        desk.open(runs[case])
        text = page.locator("main").inner_text()
        checks.check(f"the run of case {case} says {words}", words.lower() in text.lower())
    desk.open(runs["sparse"])
    checks.check("a sparse text says so",
                 "sparse" in page.locator("main").inner_text().lower())
    desk.open(runs["collision"])
    link = page.locator("main a[href*='/ui/queues/collisions']").first
    link.click()
    checks.check("what was queued leads to its row", "/ui/queues/collisions" in desk.path
                 and page.locator(".item").count() >= 1, desk.path)


def new_run(checks, desk, samples):
    page = desk.page
    desk.open("/ui/new")
    box = page.get_by_label("Job description")
    checks.check("the box for the text has the focus",
                 box.evaluate("(one) => document.activeElement === one"))
    desk.page.evaluate("""() => {
      window.seenSteps = [];
      const steps = document.getElementById("new-run-steps");
      new MutationObserver(() => {
        for (const one of steps.querySelectorAll(".step")) {
          const said = one.id + " " + one.querySelector(".step-state").textContent;
          if (!window.seenSteps.includes(said)) {
            window.seenSteps.push(said);
            sessionStorage.setItem("seenSteps", JSON.stringify(window.seenSteps));
          }
        }
      }).observe(steps, { subtree: true, childList: true, characterData: true });
    }""")
    box.fill((samples / "security-analyst.txt").read_text(encoding="utf-8"))
    page.get_by_role("button", name="Classify").click()
    page.wait_for_url(re.compile(r"/ui/runs/[0-9a-f-]{36}"), timeout=60_000)
    seen = page.evaluate("JSON.parse(sessionStorage.getItem('seenSteps') || '[]')")
    for step in ("extract_from_jd", "extract_details", "final_role_output"):
        checks.check(f"the step {step} was seen to be done",
                     any(one.startswith(f"step-{step} done") for one in seen), str(seen))
    checks.check("a pasted job ends on its run's page",
                 "SOC Analyst" in page.locator("h1").inner_text(),
                 page.locator("h1").inner_text())
    run = page.url.rsplit("/", 1)[1]
    desk.open("/ui/history")
    checks.check("the new run heads the history",
                 page.locator(f".run-row a[href='/ui/runs/{run}']").first.is_visible())

    desk.open("/ui/new")
    page.get_by_label("Job description").fill("Dear Ann, the beans have come up. Yours, Ted.")
    page.get_by_role("button", name="Classify").click()
    page.wait_for_url(re.compile(r"/ui/runs/[0-9a-f-]{36}"), timeout=60_000)
    checks.check("a letter is told to be none", "Rejected" in page.locator("main").inner_text())

    # A run that fails before anything is stored, as on a full disk.
    events = ("event: step\ndata: {\"step\":\"extract_from_jd\",\"status\":\"failed\"}\n\n"
              "event: end\ndata: {\"location\":\"/ui/new\"}\n\n")
    page.route("**/ui/events/**", lambda route: route.fulfill(
        status=200, content_type="text/event-stream", body=events))
    page.route("**/ui/new", lambda route: route.continue_() if route.request.method == "GET"
               else route.fulfill(status=202, json={"run_id": "r", "events": "/ui/events/r"}))
    desk.open("/ui/new")
    text = (samples / "flutter-developer.txt").read_text(encoding="utf-8")
    page.get_by_label("Job description").fill(text)
    page.get_by_role("button", name="Classify").click()
    notice = page.locator("#new-run-notice")
    notice.wait_for()
    checks.check("a run that failed says so", "nothing was stored" in notice.inner_text())
    checks.check("its text stays, to be sent again",
                 desk.path == "/ui/new" and page.get_by_role("button", name="Classify").is_enabled()
                 and page.get_by_label("Job description").input_value().strip() == text.strip())
    page.unroute("**/ui/events/**")
    page.unroute("**/ui/new")


def roles(checks, desk):
    page = desk.page
    desk.open("/ui/roles")
    everybody = page.locator("main a[href^='/ui/roles/']").count()
    checks.check("all roles are listed", everybody > 100, str(everybody))
    page.get_by_label("Search").fill("flutter")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("search=flutter"))
    checks.check("roles can be searched",
                 0 < page.locator("main a[href^='/ui/roles/']").count() < everybody)
    page.locator("main a[href='/ui/roles/flutter-developer']").first.click()
    text = page.locator("main").inner_text()
    checks.check("a role shows KRAs, aliases and similar roles",
                 all(words in text.lower() for words in ("kra", "alias", "similar")))
    desk.open("/ui/map")
    marks = page.locator("svg.map a")
    checks.check("the map has a mark for the roles", marks.count() > 100, str(marks.count()))
    places = page.evaluate("""() => [...document.querySelectorAll("svg.map circle")].map(
      (one) => [one.cx.baseVal.value, one.cy.baseVal.value])""")
    checks.check("its marks lie apart", len({tuple(one) for one in places}) > len(places) * 0.9)
    address = marks.first.get_attribute("href")
    marks.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/ui/roles/"))
    checks.equal("a mark leads to its role", desk.path, address)


def without_script(checks, window, samples):
    """Every form works without a script."""
    plain = window(script=False)
    plain.open("/ui/new")
    plain.page.get_by_label("Job description").fill(
        (samples / "flutter-developer.txt").read_text(encoding="utf-8"))
    plain.page.get_by_role("button", name="Classify").click()
    plain.page.wait_for_url(re.compile(r"/ui/runs/[0-9a-f-]{36}"), timeout=60_000)
    checks.check("without a script a pasted job ends on its run's page",
                 "Flutter" in plain.page.locator("h1").inner_text())
    plain.close()
