"use strict";
// Works on every page: copying, and marking a sentence with the pairs that rest on it.

function announce(text) {
  let status = document.getElementById("spoken");
  if (!status) {
    status = document.createElement("p");
    status.id = "spoken";
    status.className = "sr";
    status.setAttribute("role", "status");
    document.body.append(status);
  }
  status.textContent = text;
}

for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = button.dataset.copy ? document.getElementById(button.dataset.copy) : null;
    const text = source ? source.textContent : button.dataset.copyText;
    try {
      await navigator.clipboard.writeText(text);
      announce("Copied");
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    } catch {
      // Without leave to write to the clipboard: select it, for the person to copy.
      if (!source) return;
      const range = document.createRange();
      range.selectNodeContents(source);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      announce("Selected; press Control and C to copy");
    }
  });
}

const jdText = document.getElementById("jd-text");
if (jdText) {
  const show = (number, isShown, doesScroll) => {
    for (const element of document.querySelectorAll(`[data-sentence="${number}"]`)) {
      element.classList.toggle("is-active", isShown);
    }
    const mark = document.getElementById(`sentence-${number}`);
    if (!isShown || !doesScroll || !mark) return;
    const place = mark.getBoundingClientRect();
    const frame = jdText.getBoundingClientRect();
    if (place.top < frame.top || place.bottom > frame.bottom) {
      jdText.scrollTop += place.top - frame.top - frame.height / 3;
    }
  };
  for (const element of document.querySelectorAll("[data-sentence]")) {
    const number = element.dataset.sentence;
    const isPair = element.classList.contains("pair");
    element.addEventListener("mouseenter", () => show(number, true, isPair));
    element.addEventListener("mouseleave", () => show(number, false, false));
    element.addEventListener("focusin", () => show(number, true, isPair));
    element.addEventListener("focusout", () => show(number, false, false));
  }
}
