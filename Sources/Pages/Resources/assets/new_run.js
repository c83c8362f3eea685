"use strict";
// Sends the JD, then shows the steps as the service tells of them. Without this script the form goes
// its own way and the service answers with the run's page.

const form = document.getElementById("new-run");
const steps = document.getElementById("new-run-steps");
const notice = document.getElementById("new-run-notice");
const words = { started: "running…", done: "done", rejected: "rejected", failed: "failed" };

function fail(text) {
  notice.textContent = text;
  notice.className = "notice is-bad";
  notice.hidden = false;
  form.querySelector("button").disabled = false;
}

function watch(address, run) {
  const source = new EventSource(address);
  let hasEnded = false;
  source.addEventListener("step", (event) => {
    const data = JSON.parse(event.data);
    const step = document.getElementById(`step-${data.step}`);
    if (!step) return;
    step.classList.toggle("is-running", data.status === "started");
    step.classList.toggle("is-done", data.status === "done");
    step.classList.toggle("is-failed", data.status === "failed" || data.status === "rejected");
    const time = typeof data.milliseconds === "number" ? ` · ${data.milliseconds.toFixed(0)} ms` : "";
    const name = step.querySelector(".step-name").textContent;
    step.querySelector(".step-state").textContent = (words[data.status] || data.status) + time;
    announce(`${name}: ${words[data.status] || data.status}`);
  });
  source.addEventListener("end", (event) => {
    hasEnded = true;
    source.close();
    const place = JSON.parse(event.data).location;
    // Nothing was stored. The text stays in its box, to be sent again.
    if (place === location.pathname) return fail("The run failed and nothing was stored; try again.");
    location.assign(place);
  });
  source.addEventListener("error", () => {
    if (hasEnded || source.readyState !== EventSource.CLOSED) return;
    // The run goes on without a listener: its page tells how far it is.
    location.assign(run);
  });
}

if (form && window.EventSource) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    notice.hidden = true;
    form.querySelector("button").disabled = true;
    let reply;
    try {
      reply = await fetch(form.action, {
        method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(new FormData(form)),
      });
    } catch {
      return fail("The service cannot be reached; try again.");
    }
    const answer = await reply.json().catch(() => null);
    if (!reply.ok || !answer || !answer.events) {
      return fail((answer && (answer.detail || answer.title)) || `The service answered ${reply.status}.`);
    }
    steps.hidden = false;
    steps.scrollIntoView({ block: "nearest" });
    watch(answer.events, `/ui/runs/${encodeURIComponent(answer.run_id)}`);
  });
}
