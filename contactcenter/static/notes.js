// Notes of a call: echoed by the server every few seconds and whenever the field is left. Until the server has
// said that it has them they also lie in this tab alone, and come back after a reload or a crash.
(() => {
  "use strict";

  const PAUSE_MS = 2500;
  const KEPT = "okienko-note ";
  const field = () => document.querySelector("[data-draft]");
  const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  let timer = null;
  let acknowledged = "";

  const say = (words, isTrouble = false) => {
    const line = document.getElementById("note-state");
    if (!line) return;
    line.textContent = words;
    line.classList.toggle("trouble", isTrouble);
  };
  const keyOf = (note) => KEPT + note.dataset.draft;
  const save = async (note) => {
    window.clearTimeout(timer);
    const text = note.value;
    if (text === acknowledged) return;
    const form = new URLSearchParams({ note: text });
    try {
      const answer = await fetch(note.dataset.draft, { method: "POST", body: form, keepalive: true, headers: { "X-CSRFToken": token() } });
      if (answer.redirected) throw new Error("signed out");
      const said = await answer.json();
      if (!answer.ok) { say(said.problem ?? note.dataset.failed, true); return; }
      acknowledged = text;
      if (note.value === text) window.sessionStorage.removeItem(keyOf(note));
      say(said.saved);
    } catch {
      say(note.dataset.failed, true);
      timer = window.setTimeout(() => { if (field() === note) save(note); }, 2 * PAUSE_MS);
    }
  };

  document.addEventListener("input", ({ target: note }) => {
    if (!note.matches?.("[data-draft]")) return;
    window.sessionStorage.setItem(keyOf(note), note.value);
    say(note.dataset.writing);
    window.clearTimeout(timer);
    timer = window.setTimeout(() => save(note), PAUSE_MS);
  });
  document.addEventListener("focusout", ({ target: note }) => {
    if (note.matches?.("[data-draft]")) save(note);
  });
  // Once the note is part of the finished call, nothing of it stays in this browser.
  document.addEventListener("submit", ({ target: form }) => {
    const note = form.querySelector?.("[data-draft]");
    if (!note) return;
    window.clearTimeout(timer);
    acknowledged = note.value;
    window.sessionStorage.removeItem(keyOf(note));
  });
  document.addEventListener("htmx:beforeRequest", () => {
    const note = field();
    if (note) save(note);
  });

  const start = () => {
    const note = field();
    if (!note || note.dataset.started) return;
    note.dataset.started = "yes";
    acknowledged = note.value;
    const kept = window.sessionStorage.getItem(keyOf(note));
    if (kept !== null && kept !== note.value) {
      note.value = kept;
      save(note);
    }
  };
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:afterSettle", start);
})();
