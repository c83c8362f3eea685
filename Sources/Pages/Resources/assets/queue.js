"use strict";
// A queue without reloads: decisions are sent as the form would send them, the decided rows stay where
// they are, and keys do what the buttons do. Without this script every button posts the form.

const form = document.getElementById("decide");
const dialog = document.getElementById("help");
const keysOff = "rolewise.keys-off";

const items = () => [...document.querySelectorAll(".item")];
const current = () => document.activeElement && document.activeElement.closest(".item");

function focusItem(item) {
  if (!item) return;
  (item.querySelector("input[name=items]") || item).focus();
  item.scrollIntoView({ block: "nearest" });
}

function move(step) {
  const all = items();
  if (all.length === 0) return;
  const index = all.indexOf(current());
  focusItem(all[Math.min(Math.max(index < 0 ? 0 : index + step, 0), all.length - 1)]);
}

// The buttons of a group are about those of its rows that are open here, whatever was decided since.
function renew(group) {
  const open = [...group.querySelectorAll(".item:not(.is-decided)")];
  const ids = open.map((item) => item.id.replace("item-", "")).join(",");
  for (const button of group.querySelectorAll(".title-line button, .group-roles button")) {
    const [kind, , ...role] = button.value.split(" ");
    const losesFocus = open.length === 0 && button === document.activeElement;
    if (open.length > 0) button.value = [kind, ids, ...role].join(" ");
    button.disabled = open.length === 0;
    if (losesFocus) focusItem(group.querySelector(".item"));
  }
}

// Takes over from the answer what it says of rows that are on this page, and leaves the others. What
// is said above the list moves no row: the window follows.
function adopt(page) {
  const focused = current();
  const list = document.querySelector(".items");
  const top = list?.getBoundingClientRect().top;
  const notice = page.getElementById("notice");
  if (notice) document.getElementById("notice").replaceWith(document.adoptNode(notice));
  if (list) window.scrollBy(0, list.getBoundingClientRect().top - top);
  for (const fresh of page.querySelectorAll(".item")) {
    const old = document.getElementById(fresh.id);
    const isChanged = old && old.dataset.status !== fresh.dataset.status;
    if (!isChanged) continue;
    const row = document.adoptNode(fresh);
    old.replaceWith(row);
    if (old === focused) focusItem(row);
  }
  document.querySelectorAll(".group").forEach(renew);
  const said = document.querySelector("#notice > span");
  if (said) announce(said.textContent);
}

// Says what went wrong beside the undo, which stays.
function complain(text) {
  const notice = document.getElementById("notice");
  let said = notice.querySelector(":scope > span");
  if (!said) {
    said = document.createElement("span");
    notice.prepend(said);
  }
  said.textContent = text;
  notice.className = "notice is-bad";
}

async function send(data, action) {
  const response = await fetch(action, { method: "POST", body: data });
  // The session is over.
  if (response.status === 401) return location.assign("/ui/sign-in");
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  // A preview is a page of its own, to be read and confirmed.
  if (page.getElementById("preview")) {
    document.getElementById("main").replaceWith(document.adoptNode(page.getElementById("main")));
    document.querySelector("#preview button.primary").focus();
    announce(document.getElementById("preview-title").textContent);
    return;
  }
  if (page.getElementById("notice")) return adopt(page);
  complain(page.querySelector(".lead")?.textContent || `The service answered ${response.status}.`);
}

function submit(target, button) {
  const data = new URLSearchParams(new FormData(target, button));
  send(data, target.action).catch(() => {
    complain("The service cannot be reached; nothing was changed.");
  });
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.decision") || !document.getElementById("decide")) return;
  event.preventDefault();
  submit(event.target, event.submitter);
});

// Enter in the field of the role to merge into merges; a form's own choice would be its first button.
document.addEventListener("keydown", (event) => {
  if (event.target.id !== "into" || event.key !== "Enter") return;
  event.preventDefault();
  document.querySelector("#decide [data-key=merge]").click();
});

document.addEventListener("change", (event) => {
  if (event.target.id !== "select-page") return;
  for (const box of document.querySelectorAll(".item:not(.is-decided) input[name=items]")) {
    box.checked = event.target.checked;
  }
});

function press(kind) {
  const item = current() || items()[0];
  const selected = document.querySelectorAll("input[name=items]:checked");
  if (selected.length > 0) {
    const button = document.querySelector(`#decide [data-key="${kind}"]`);
    if (button) return button.click();
  }
  const scope = item && (item.querySelector(`[data-key="${kind}"]`)
    || (item.closest(".group") && item.closest(".group").querySelector(`[data-key="${kind}"]`)));
  if (scope) return scope.tagName === "BUTTON" ? scope.click() : open(scope);
  if (kind === "merge") {
    if (item && item.querySelector("input[name=items]")) item.querySelector("input[name=items]").checked = true;
    document.getElementById("into")?.focus();
  }
}

function open(details) {
  details.open = true;
  details.querySelector("input:not([type=hidden]), textarea")?.focus();
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  x: () => current()?.querySelector("input[name=items]")?.click(),
  a: () => press("approve"),
  r: () => press("reject"),
  m: () => press("merge"),
  l: () => press("alias"),
  c: () => press("create"),
  u: () => document.querySelector("#notice button[data-key=undo], #undo button")?.click(),
  "?": () => dialog.showModal(),
};

if (form && dialog) {
  const box = document.getElementById("keys-on");
  box.checked = localStorage.getItem(keysOff) === null;
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(keysOff);
    else localStorage.setItem(keysOff, "1");
  });
  document.getElementById("help-open").addEventListener("click", () => dialog.showModal());
  document.getElementById("help-open").hidden = false;
  document.addEventListener("keydown", (event) => {
    // A preview takes the place of the queue, and of the help.
    if (!dialog.isConnected || dialog.open) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isBox = event.target.matches("input[type=checkbox], button, summary, a");
    if (event.target.matches("input, textarea, select") && !isBox) return;
    if (!box.checked && event.key !== "?") return;
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
