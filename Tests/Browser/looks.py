"""Every page in both colour schemes and on a phone: labels, contrast, focus, width."""

PHONES = (390, 320)


def pages(runs):
    return [
        ("history", "/ui/history"),
        ("history, nothing found", "/ui/history?search=no-such-words-anywhere"),
        *((f"run, {case}", path) for case, path in runs.items()),
        ("queues", "/ui/queues"),
        *((f"queue of {name}", f"/ui/queues/{name}")
          for name in ("skills", "kras", "roles", "collisions", "aliases")),
        ("queue of skills, all", "/ui/queues/skills?status=all"),
        ("roles", "/ui/roles"),
        ("role", "/ui/roles/backend-engineer"),
        ("map", "/ui/map"),
        ("new run", "/ui/new"),
        ("log", "/ui/log"),
    ]


def test(checks, window, runs):
    for scheme in ("light", "dark"):
        desk = window(scheme=scheme)
        for name, path in pages(runs):
            with checks.part(f"{name} ({scheme})"):
                response = desk.open(path)
                checks.equal(f"{name}: is there ({scheme})", response.status, 200)
                unfold(desk.page)
                desk.check_page(checks, name)
                desk.picture(f"{scheme} {name}")
        desk.check_quiet(checks, f"all pages ({scheme})")
        with checks.part(f"what is not there ({scheme})"):
            response = desk.open("/ui/runs/nowhere")
            checks.equal(f"a run that is not there: 404 ({scheme})", response.status, 404)
            desk.check_page(checks, "not found")
        desk.close()

    with checks.part("schemes"):
        grounds = []
        for scheme in ("light", "dark"):
            desk = window(scheme=scheme)
            desk.open("/ui/history")
            grounds.append(desk.page.evaluate("getComputedStyle(document.body).backgroundColor"))
            desk.close()
        checks.check("light and dark differ", grounds[0] != grounds[1], str(grounds))

    for width in PHONES:
        phone = window(width=width, height=844)
        for name, path in pages(runs):
            with checks.part(f"{name} on {width} px"):
                phone.open(path)
                unfold(phone.page)
                overflow = phone.overflow()
                checks.check(f"{name}: no scrolling sideways on {width} px", overflow <= 0,
                             f"{overflow} px too wide: {widest(phone.page)}")
                if width == PHONES[0]:
                    phone.picture(f"phone {name}")
        phone.close()

    desk = window()
    for name, path in pages(runs):
        with checks.part(f"focus on {name}"):
            desk.open(path)
            desk.check_focus(checks, name)
    desk.close()


def unfold(page):
    """Opens what is folded, so that it is looked at as well."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def widest(page):
    """What sticks out of the window."""
    return page.evaluate("""() => {
      const limit = document.documentElement.clientWidth;
      const out = [...document.querySelectorAll("body *")].filter((one) => {
        const box = one.getBoundingClientRect();
        if (box.right <= limit + 0.5 || box.width === 0) return false;
        for (let up = one.parentElement; up; up = up.parentElement) {
          if (getComputedStyle(up).overflowX !== "visible" && up !== document.body) return false;
        }
        return true;
      });
      return out.slice(-3).map((one) => one.localName + "." + one.className).join(", ");
    }""")
