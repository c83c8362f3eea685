"""The queues: keyboard, bulk with preview, undo, and rows that stay where they are."""

import re


def test(checks, window):
    desk = window()
    with checks.part("overview"):
        overview(checks, desk)
    with checks.part("keyboard"):
        keyboard(checks, desk)
    with checks.part("bulk"):
        bulk(checks, desk)
    with checks.part("proposals"):
        proposals(checks, desk)
    with checks.part("log"):
        log(checks, desk)
    desk.check_quiet(checks, "queues")
    desk.close()
    with checks.part("queue without script"):
        without_script(checks, window)


def overview(checks, desk):
    desk.open("/ui/queues")
    cards = desk.page.locator(".overview .card a")
    checks.check("all six queues are there", cards.count() >= 6, str(cards.count()))
    cards.first.click()
    checks.check("a card leads to its queue",
                 re.search("/ui/queues/[a-z]+", desk.path) is not None, desk.path)


def focused_row(page):
    return page.evaluate("document.activeElement?.closest('.item')?.id ?? null")


def status(page, row):
    return page.locator(f"#{row}").get_attribute("data-status")


def wait_for_status(page, row, *, change_from):
    for _ in range(100):
        found = page.locator(f"#{row}")
        if found.count() == 0:
            return "gone"
        if found.get_attribute("data-status") != change_from:
            return found.get_attribute("data-status")
        page.wait_for_timeout(100)
    return change_from


def row_at(page, point):
    return page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y)?.closest('.item')?.id ?? null", point)


def keyboard(checks, desk):
    page = desk.page
    desk.open("/ui/queues/skills?search=Zorblax")
    rows = [one.get_attribute("id") for one in page.locator(".item").all()]
    checks.check("the filter leaves rows to decide", len(rows) > 10, str(len(rows)))
    page.keyboard.press("j")
    checks.equal("j goes to the first row", focused_row(page), rows[0])
    page.keyboard.press("j")
    page.keyboard.press("j")
    checks.equal("j goes on", focused_row(page), rows[2])
    page.keyboard.press("k")
    checks.equal("k goes back", focused_row(page), rows[1])
    page.keyboard.press("x")
    tick = page.locator(f"#{rows[1]} input[name=items]")
    checks.check("x ticks the row", tick.is_checked())
    page.keyboard.press("x")
    checks.check("x takes the tick off", not tick.is_checked())

    box = page.locator(f"#{rows[1]}").bounding_box()
    point = [box["x"] + box["width"] / 2, box["y"] + 12]
    page.keyboard.press("r")
    after = wait_for_status(page, rows[1], change_from="pending")
    checks.equal("r rejects the row", after, "rejected")
    checks.equal("the decided row stays in its place", row_at(page, point), rows[1])
    listed = [one.get_attribute("id") for one in page.locator(".item").all()]
    checks.equal("no row vanishes", listed, rows)
    checks.equal("the focus stays on the row", focused_row(page), rows[1])
    checks.check("the filter is kept in the address", "search=Zorblax" in desk.path, desk.path)
    said = page.locator("#notice").inner_text()
    checks.check("what was done is said, with an undo", "ndo" in said, said)
    page.keyboard.press("u")
    after = wait_for_status(page, rows[1], change_from="rejected")
    checks.equal("u takes it back", after, "pending")

    page.locator(f"#{rows[2]} input[name=items]").focus()
    page.keyboard.press("a")
    after = wait_for_status(page, rows[2], change_from="pending")
    checks.equal("a approves the row", after, "approved")
    page.keyboard.press("u")
    checks.equal("and u takes that back", wait_for_status(page, rows[2], change_from="approved"),
                 "pending")

    page.locator(f"#{rows[3]} input[name=items]").focus()
    page.keyboard.press("m")
    checks.equal("m asks into what to merge",
                 page.evaluate("document.activeElement?.id"), "into")
    page.keyboard.type("ja")
    checks.equal("keys in a field are text", page.locator("#into").input_value(), "ja")
    page.locator("#into").fill("java")
    with page.expect_response(lambda one: "/ui/queues/skills" in one.url):
        page.keyboard.press("Enter")
    confirm(page)
    checks.equal("a merge is carried out",
                 wait_for_status(page, rows[3], change_from="pending"), "merged")

    desk.open("/ui/queues/skills")
    page.keyboard.press("?")
    checks.check("? shows the keys", page.locator("dialog#help").is_visible())
    page.keyboard.press("Escape")
    checks.check("Escape closes them", not page.locator("dialog#help").is_visible())


def confirm(page):
    """Confirms a preview where there is one."""
    button = page.locator("#preview button.primary")
    page.wait_for_timeout(500)
    if button.count():
        button.click()
        page.wait_for_load_state()
        page.wait_for_timeout(300)


def bulk(checks, desk):
    page = desk.page
    desk.open("/ui/queues/skills?search=Quillmark")
    rows = [one.get_attribute("id") for one in page.locator(".item").all()]
    for row in rows[:3]:
        page.locator(f"#{row} input[name=items]").check()
    page.locator("#decide [data-key=reject]").click()
    preview = page.locator("#preview")
    preview.wait_for()
    # Keys of the queue, and its help, are not there; nothing may fail.
    page.keyboard.press("?")
    text = preview.inner_text()
    checks.check("a bulk decision is shown first", "3 rows" in text
                 and "Nothing has been changed yet" in text, text[:120])
    checks.equal("a preview names its rows", preview.locator("li").filter(
        has_text="Quillmark").count(), 3)
    desk.check_page(checks, "preview")
    desk.picture("preview")
    page.locator("#preview a", has_text="Cancel").click()
    page.locator(".item").first.wait_for()
    checks.equal("cancelling changes nothing", status(page, rows[0]), "pending")
    checks.check("and keeps the filter", "search=Quillmark" in desk.path, desk.path)

    for row in rows[:3]:
        page.locator(f"#{row} input[name=items]").check()
    page.locator("#decide [data-key=reject]").click()
    page.locator("#preview button.primary").click()
    page.locator(".item").first.wait_for()
    states = [wait_for_status(page, row, change_from="pending") for row in rows[:3]]
    checks.equal("a confirmed decision is carried out", states, ["rejected"] * 3)
    checks.check("the filter is kept", "search=Quillmark" in desk.path, desk.path)
    page.keyboard.press("u")
    states = [wait_for_status(page, row, change_from="rejected") for row in rows[:3]]
    checks.equal("one undo takes the batch back", states, ["pending"] * 3)

    page.locator(f"#{rows[4]} input[name=items]").check()
    page.locator("#decide [value=send-back]").click()
    confirm(page)
    said = page.locator("main").inner_text()
    checks.check("sending back without a note is refused in words", "note" in said.lower())
    desk.forgive("400 /ui/queues/skills")


def proposals(checks, desk):
    page = desk.page
    desk.open("/ui/queues/roles")
    text = page.locator("main").inner_text()
    checks.check("proposals are grouped, with their nearest roles",
                 page.locator(".group").count() >= 1 and "nearest" in text.lower(), text[:200])
    desk.picture("proposals")
    row = page.locator(".item").first.get_attribute("id")
    page.keyboard.press("j")
    checks.equal("j goes to the first proposal", focused_row(page), row)
    page.keyboard.press("m")
    confirm(page)
    state = wait_for_status(page, row, change_from="pending")
    checks.equal("one key merges a group into its nearest role", state, "merged")
    page.keyboard.press("u")
    checks.equal("and one takes it back", wait_for_status(page, row, change_from="merged"),
                 "pending")
    rest_of_a_group(checks, page)


def rest_of_a_group(checks, page):
    """A group's buttons after some rows were decided; rows of one title are decided together."""
    title = page.locator(".item-subject", has_text="Head Pastry Chef")
    group = page.locator(".group").filter(has=title)
    row = group.locator(".item").first.get_attribute("id")
    other = group.locator(".item").filter(has=title).first.get_attribute("id")
    button = group.locator(".title-line button")
    page.locator(f"#{row} [data-key=reject]").click()
    checks.equal("a proposal of a group is rejected",
                 wait_for_status(page, row, change_from="pending"), "rejected")
    checks.equal("another title of the group is not", status(page, other), "pending")
    button.click()
    checks.equal("the group's button decides what is left",
                 wait_for_status(page, other, change_from="pending"), "rejected")
    checks.check("it is off where nothing is left", button.is_disabled())
    page.keyboard.press("u")
    checks.equal("the rest can be taken back",
                 wait_for_status(page, other, change_from="rejected"), "pending")
    page.keyboard.press("u")
    checks.equal("and the first decision", wait_for_status(page, row, change_from="rejected"),
                 "pending")
    checks.check("the button is about all of them again",
                 button.is_enabled() and row.removeprefix("item-") in button.get_attribute("value")
                 .split(" ")[1].split(","))


def log(checks, desk):
    desk.open("/ui/log")
    text = desk.page.locator("main").inner_text()
    checks.check("the log names what was done and by whom",
                 all(words in text.lower() for words in ("reject", "by local", "undo")), text[:200])


def without_script(checks, window):
    plain = window(script=False)
    page = plain.page
    plain.open("/ui/queues/skills?search=Quillmark")
    row = page.locator(".item").nth(6).get_attribute("id")
    page.locator(f"#{row} [data-key=reject]").click()
    page.wait_for_load_state()
    checks.check("without a script a decision leads back to its list",
                 "search=Quillmark" in plain.path and "/ui/queues/skills" in plain.path, plain.path)
    checks.equal("and its row stays", status(page, row), "rejected")
    page.locator("#notice button[value=undo]").click()
    page.wait_for_load_state()
    checks.equal("an undo works without a script", status(page, row), "pending")
    plain.close()
