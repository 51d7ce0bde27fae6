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

  // The tactile keypad: the arrows move the focus, OK presses, and a number goes into the field.
  const ACTIVE = "a[href], button:not([disabled]), input:not([type=hidden]), select, textarea, summary";
  const FIELD = "input:not([type]), input[type=text]";
  const places = () => {
    const root = document.querySelector("[role=alertdialog]") ?? document;
    return [...root.querySelectorAll(ACTIVE)].filter((place) => place.checkVisibility());
  };
  const moveFocus = (step) => {
    const all = places();
    if (!all.length) return;
    const here = all.indexOf(document.activeElement);
    // From a heading, which is no place to stop at, the way begins with what follows it.
    const after = document.activeElement && here < 0
      ? all.findIndex((place) => document.activeElement.compareDocumentPosition(place) & 4)
      : -1;
    const from = here >= 0 ? here + step : step > 0 ? Math.max(after, 0) : (after < 0 ? 0 : after) - 1;
    all[(from + all.length) % all.length].focus();
  };
  const typeDigit = (digit) => {
    const focused = document.activeElement;
    const field = focused.matches(FIELD) ? focused : document.getElementById("main").querySelector(FIELD);
    if (!field) return;
    field.focus();
    typeInto(field, digit);
  };
  const BY_KEY = {
    up: () => moveFocus(-1),
    left: () => moveFocus(-1),
    down: () => moveFocus(1),
    right: () => moveFocus(1),
    ok: () => { if (places().includes(document.activeElement)) document.activeElement.click(); },
    back: () => document.querySelector("#main .foot a, #main .foot button")?.click(),
    help: () => window.location.assign("/help"),
  };
  const pressOnKeypad = (key) => {
    tellPresence();
    if (/^[0-9]$/.test(key)) typeDigit(key);
    else BY_KEY[key]?.();
  };

  // The devices ring here. What was read stays with the server until the page asks for it.
  const listenToDevices = () => {
    const reading = document.getElementById("reading");
    if (!reading) return;
    const bell = new EventSource("/devices/events");
    bell.addEventListener("reading", () => window.htmx.trigger(reading, "rung"));
    bell.addEventListener("key", (event) => pressOnKeypad(event.data));
    bell.addEventListener("headphones", (event) => {
      document.documentElement.dataset.headphones = event.data;
    });
    bell.addEventListener("over", () => bell.close());
    window.addEventListener("pagehide", () => bell.close());
  };
  document.addEventListener("DOMContentLoaded", listenToDevices);

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
