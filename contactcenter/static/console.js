// The console's own script: hear the doorbell, keep what was unfolded, put the focus where the work goes on.
// Everything here is a comfort; without it the pages are plain forms and links.
(() => {
  "use strict";

  const regions = () => [...document.querySelectorAll("[data-live]")];
  const look = (topics) => {
    for (const region of regions()) {
      if (!topics || topics.includes(region.dataset.live)) window.htmx.trigger(region, "look");
    }
  };

  // The doorbell says which regions to look at again; what there is to see comes over HTTP.
  const listen = () => {
    const down = document.getElementById("line-down");
    const socket = window.io({ transports: ["websocket"], reconnectionDelayMax: 10000 });
    socket.on("look", look);
    socket.on("connect", () => { down.hidden = true; look(); });
    socket.on("disconnect", (reason) => {
      if (reason === "io client disconnect") return;
      down.hidden = false;
      look(); // if the session is over, the answer leads to the door
    });
    window.addEventListener("pagehide", () => socket.disconnect());
  };

  // Shortcuts are Alt and a key, read by the key's place so that every keyboard layout has them. The right
  // Alt writes Polish letters and is left alone; so is every chord with Ctrl or the system's own key.
  const nameOf = (event) => {
    const plain = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!plain || event.getModifierState("AltGraph")) return null;
    return /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code)?.[1] ?? null;
  };
  const go = (control) => {
    control.focus();
    if (control.matches("a, button, summary")) control.click();
  };
  document.addEventListener("keydown", (event) => {
    const name = nameOf(event);
    const control = name && document.querySelector(`[aria-keyshortcuts="Alt+${name}"]`);
    if (!control) return;
    event.preventDefault();
    if (!event.repeat) go(control);
  });

  // A region that changed tells the news once, without moving the focus.
  let told = new Map();
  const news = (part) => {
    const words = part.querySelector("[data-news]")?.textContent.trim() ?? "";
    const before = told.get(part.id);
    told.set(part.id, words);
    if (before === undefined || before === words || !words) return;
    const announcer = document.getElementById("announcer");
    window.requestAnimationFrame(() => { announcer.textContent = words; });
  };

  // What the agent unfolded stays unfolded when the results are worked out again.
  const unfolded = new Set();
  document.addEventListener("toggle", (event) => {
    const { id, open } = event.target;
    if (id) unfolded[open ? "add" : "delete"](id);
  }, true);
  const unfold = () => {
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  };

  const watched = () => [...regions(), ...document.querySelectorAll("#results")];

  // htmx hands over the old element when it swaps a whole one, so the new one is found by its id.
  document.addEventListener("htmx:afterSettle", (event) => {
    unfold();
    for (const part of watched()) news(part);
    if (event.detail.target?.id === "ask") {
      document.querySelector("#ask [data-focus]")?.focus();
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    for (const part of watched()) news(part);
    if (!document.querySelector("[autofocus]")) document.querySelector("#ask [data-focus]")?.focus();
    if (document.body.dataset.doorbell === "on" && window.io) listen();
  });
})();
