// Notes of a call: echoed by the server every few seconds and whenever the field is left. Until the server has
// said that it has them they also lie in this tab, and come back after a reload or a crash.
//
// What a citizen said must not lie readable on an office computer. A reload needs the server anyway, so the key
// comes with the page, for this agent and this call only, and is kept nowhere. The tab keeps nothing but the sealed
// text, in the store that ends with the tab: whatever a browser's own "reopen closed tab" may bring back opens for
// nobody but the agent who is signed in. A browser that cannot seal keeps nothing at all.
(() => {
  "use strict";

  const PAUSE_MS = 2500;
  const KEPT = "okienko-sealed ";
  const IV_BYTES = 12; // AES-GCM, NIST SP 800-38D
  const field = () => document.querySelector("[data-draft]");
  const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  let timer = null;
  let acknowledged = "";
  let onItsWay = null; // { note, text }: not sent a second time meanwhile
  let safe = null; // { draft, key }: of the note on this page; the key is a promise
  let turn = 0; // the latest thing asked of the store wins, whatever order sealing ends in
  let wasAway = false;

  const say = (words, isTrouble = false) => {
    const line = document.getElementById("note-state");
    if (!line || !words) return;
    line.textContent = words;
    line.classList.toggle("trouble", isTrouble);
  };

  // --- the sealed copy in this tab
  const keyOf = (note) => KEPT + note.dataset.draft;
  const keyFor = (note) => {
    const { draft, key } = note.dataset;
    if (safe?.draft === draft) return safe.key;
    const raw = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
    safe = { draft, key: crypto.subtle?.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]) };
    return safe.key;
  };
  const forget = (note) => { turn += 1; window.sessionStorage.removeItem(keyOf(note)); };
  const keep = async (note) => {
    const mine = ++turn;
    const key = await keyFor(note);
    if (!key) return;
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(note.value));
    if (mine === turn) window.sessionStorage.setItem(keyOf(note), btoa(String.fromCharCode(...iv, ...new Uint8Array(sealed))));
  };
  const kept = async (note) => {
    const stored = window.sessionStorage.getItem(keyOf(note));
    if (stored === null) return null;
    try {
      const bytes = Uint8Array.from(atob(stored), (letter) => letter.charCodeAt(0));
      const iv = bytes.subarray(0, IV_BYTES);
      const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await keyFor(note), bytes.subarray(IV_BYTES));
      return new TextDecoder().decode(opened);
    } catch {
      forget(note); // somebody else's, or no longer whole
      return null;
    }
  };
  // --- the server's copy
  const failed = (note) => {
    wasAway = true;
    say(crypto.subtle ? note.dataset.away : note.dataset.failed, true);
    timer = window.setTimeout(() => { if (field() === note) save(note); }, 2 * PAUSE_MS);
  };
  const save = async (note) => {
    window.clearTimeout(timer);
    const text = note.value;
    if (text === acknowledged || (onItsWay?.note === note && onItsWay.text === text)) return;
    const mine = onItsWay = { note, text };
    const form = new URLSearchParams({ note: text });
    try {
      const answer = await fetch(note.dataset.draft, { method: "POST", body: form, keepalive: true, headers: { "X-CSRFToken": token() } });
      if (answer.redirected || answer.status >= 500) throw new Error("away");
      const said = await answer.json();
      if (!answer.ok) { say(said.problem ?? note.dataset.failed, true); return; }
      acknowledged = text;
      if (note.value === text) forget(note);
      say(wasAway ? note.dataset.sent : said.saved);
      wasAway = false;
    } catch {
      failed(note);
    } finally {
      if (onItsWay === mine) onItsWay = null;
    }
  };

  document.addEventListener("input", ({ target: note }) => {
    if (!note.matches?.("[data-draft]")) return;
    keep(note);
    if (!wasAway) say(note.dataset.writing);
    window.clearTimeout(timer);
    timer = window.setTimeout(() => save(note), PAUSE_MS);
  });
  document.addEventListener("focusout", ({ target: note }) => {
    if (note.matches?.("[data-draft]")) save(note);
  });
  // The server answers again: what waited goes out at once.
  window.addEventListener("online", () => { if (field()) save(field()); });
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    const note = field();
    // Once the note is part of the finished call nothing of it stays here; should that fail, it is sealed again.
    if (note && detail.elt.contains?.(note)) { window.clearTimeout(timer); forget(note); return; }
    if (note) save(note);
  });
  for (const name of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(name, ({ detail }) => {
      const note = field();
      if (!note || !detail.elt.contains?.(note)) return;
      keep(note);
      failed(note);
    });
  }
  // Without htmx the form leaves the page.
  document.addEventListener("submit", ({ target: form }) => {
    const note = form.querySelector?.("[data-draft]");
    if (!note) return;
    window.clearTimeout(timer);
    forget(note);
  });

  const start = async () => {
    const note = field();
    if (!note || note.dataset.started) return;
    note.dataset.started = "yes";
    const before = acknowledged = note.value;
    const found = await kept(note);
    if (note.value !== before) return; // typed in the meantime: that is newer, and kept already
    if (found === null || found === note.value) return;
    note.value = found;
    save(note);
  };
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:afterSettle", start);
})();
