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
    const socket = window.io({ transports: ["websocket"], reconnectionDelayMax: 5000 });
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
    if (event.code === "Slash") return "/"; // every letter is taken
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

  // Links and forms of the console change only `main`, so that the telephone above it goes on. What the
  // server answers is shown also when it says no; the way back is fetched anew and kept nowhere.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { detail } = event;
    const main = document.getElementById("main");
    const isPage = detail.boosted || detail.target === main;
    detail.ignoreTitle = !isPage; // a panel of another page leaves this one its name
    if (!isPage || !detail.xhr.getResponseHeader("Content-Type")?.startsWith("text/html")) return;
    detail.target = main;
    detail.swapOverride = "innerHTML settle:0ms"; // the focus is there before the next key is
    if (detail.xhr.status >= 400) {
      detail.shouldSwap = true;
      detail.isError = false;
    }
  });
  // A form that answers with a page instead of leading on has no address of its own to come back to.
  document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
    const { requestConfig, pathInfo, history } = event.detail;
    if (requestConfig.verb === "post" && pathInfo.responsePath === pathInfo.requestPath) history.type = "none";
  });

  // The focus goes where the work goes on: the field that waits, else the new heading (page.js puts it there).
  const focusWork = (main) => {
    const field = main.querySelector("[autofocus]") ?? main.querySelector("#ask [data-focus]");
    field?.focus();
  };

  // htmx hands over the old element when it swaps a whole one, so the new one is found by its id.
  document.addEventListener("htmx:afterSettle", (event) => {
    unfold();
    for (const part of watched()) news(part);
    const { target } = event.detail;
    if (target?.id === "main") { onItsWay = null; focusWork(target); }
    if (target?.id === "ask") document.querySelector("#ask [data-focus]")?.focus();
  });
  // While the database is away nothing on the screen changes: a strip says so, and what was typed stays.
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const strip = document.getElementById("away");
    if (!strip || !detail.xhr?.status) return;
    const isAway = detail.xhr.status === 503;
    const isWrite = detail.elt.matches("form"); // what a field asks for by itself is only looked up
    if (isAway && (strip.hidden || isWrite)) strip.textContent = isWrite ? strip.dataset.write : strip.dataset.read;
    strip.hidden = !isAway;
  });
  // The frame was drawn for another page: another language is chosen for the page that is shown, or on its way.
  let onItsWay = null;
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.boosted) onItsWay = detail.requestConfig.verb === "get" ? detail.pathInfo.requestPath : null;
  });
  document.addEventListener("submit", (event) => {
    const { back } = event.target.elements;
    if (back && event.target.closest(".bar")) back.value = onItsWay ?? location.pathname;
  }, true);
  // One tick for a whole list.
  document.addEventListener("change", ({ target: all }) => {
    if (!all.matches("[data-pick-all]")) return;
    for (const one of all.form.querySelectorAll("tbody input[type=checkbox]")) one.checked = all.checked;
  });
  document.addEventListener("htmx:historyRestore", () => {
    const heading = document.querySelector("#main h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
  });

  document.addEventListener("DOMContentLoaded", () => {
    window.htmx.config.historyEnabled = document.querySelector("#main[hx-history-elt]") !== null;
    for (const part of watched()) news(part);
    if (!document.querySelector("[autofocus]")) document.querySelector("#ask [data-focus]")?.focus();
    if (document.body.dataset.doorbell === "on" && window.io) listen();
  });
})();
