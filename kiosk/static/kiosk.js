// Smooths the kiosk: everything here also works without it.
(() => {
  "use strict";

  const PRESENCE_EVERY_MS = 10000;
  let lastPresence = 0;

  // Typing and scrolling are signs of life that reach no server by themselves.
  const tellPresence = () => {
    const form = document.getElementById("presence");
    const now = performance.now();
    if (!form || now - lastPresence < PRESENCE_EVERY_MS) return;
    lastPresence = now;
    window.htmx.trigger(form, "touched");
  };

  // A native `input` event, so that whoever listens to the field hears drawn keys too.
  const typeInto = (field, text) => {
    const start = field.selectionStart ?? field.value.length;
    const end = field.selectionEnd ?? field.value.length;
    field.setRangeText(text, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const eraseIn = (field) => {
    const end = field.selectionEnd ?? field.value.length;
    const start = field.selectionStart ?? field.value.length;
    field.setRangeText("", start === end ? Math.max(0, start - 1) : start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const pressKey = (key) => {
    const field = document.getElementById(key.closest("[data-for]").dataset.for);
    if (key.dataset.erase !== undefined) eraseIn(field);
    else typeInto(field, key.dataset.key);
  };

  document.addEventListener("pointerdown", tellPresence, { passive: true });
  document.addEventListener("keydown", tellPresence, { passive: true });
  document.addEventListener("scroll", tellPresence, { passive: true });

  // The caret stays where it is while keys are pressed.
  document.addEventListener("pointerdown", (event) => {
    if (event.target.closest(".keys button")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const key = event.target.closest(".keys button");
    if (key) pressKey(key);
  });
  document.addEventListener("contextmenu", (event) => event.preventDefault());

  // The question whether somebody is there takes the focus once, and gives it back.
  let before = null;
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "watch") return;
    const extend = document.getElementById("extend");
    if (extend && !event.detail.target.contains(before) && document.activeElement !== extend) {
      before = document.activeElement;
      extend.focus();
    }
    if (!extend && before) {
      before.focus();
      before = null;
    }
  });

  // What changed without a touch is said aloud, once, and the focus stays where it is.
  document.addEventListener("htmx:load", (event) => {
    const words = event.detail.elt.dataset?.say;
    if (words) document.getElementById("announcer").textContent = words;
  });

  // Screens that only say goodbye go on by themselves.
  document.addEventListener("DOMContentLoaded", () => {
    const leave = document.querySelector("[data-leave-to]");
    if (leave) window.setTimeout(() => window.location.replace(leave.dataset.leaveTo), 12000);
  });
})();
