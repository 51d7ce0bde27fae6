// The waiting room's screen: a chime and a voice for every number called, a clock, and word of a lost line.
// Without a script, or without sound, the numbers are still there.
(() => {
  "use strict";

  const spoken = new Set();
  const voices = { pl: "pl-PL", uk: "uk-UA", en: "en-GB" };
  let audio = null;
  const LOST_AFTER_MS = 9000; // four looks without an answer, or one that never comes
  let heardAt = Date.now();

  const rows = () => [...document.querySelectorAll("[data-turn]")];

  const chime = () => {
    if (!audio || audio.state !== "running") return;
    [[660, 0], [523, 0.35]].forEach(([pitch, after]) => {
      const tone = audio.createOscillator();
      const loudness = audio.createGain();
      const begins = audio.currentTime + after;
      tone.frequency.value = pitch;
      loudness.gain.setValueAtTime(0, begins);
      loudness.gain.linearRampToValueAtTime(0.35, begins + 0.03);
      loudness.gain.exponentialRampToValueAtTime(0.001, begins + 0.9);
      tone.connect(loudness).connect(audio.destination);
      tone.start(begins);
      tone.stop(begins + 1);
    });
  };

  // The voice waits for the chime, and says Polish first, the citizen's own language after it.
  const say = (row) => {
    if (!window.speechSynthesis) return;
    for (const part of row.querySelectorAll("[data-say]")) {
      const words = new SpeechSynthesisUtterance(part.textContent);
      words.lang = voices[part.dataset.say] ?? "pl-PL";
      words.rate = 0.9;
      window.setTimeout(() => window.speechSynthesis.speak(words), 1300);
    }
  };

  const tell = () => {
    const fresh = rows().filter((row) => !spoken.has(row.dataset.turn));
    for (const row of rows()) spoken.add(row.dataset.turn);
    if (!fresh.length) return;
    chime();
    for (const row of fresh.reverse()) {
      row.classList.add("turns");
      window.setTimeout(() => row.classList.remove("turns"), 6000);
      say(row);
    }
    document.getElementById("announcer").textContent = fresh
      .map((row) => row.querySelector("[data-say]")?.textContent ?? "").join(" ");
  };

  // Browsers stay silent until somebody touched the page; a kiosk browser can be told not to ask.
  const wake = () => {
    const button = document.getElementById("board-sound");
    audio = new AudioContext();
    const show = () => {
      button.hidden = audio.state === "running";
      button.setAttribute("aria-pressed", String(audio.state === "running"));
    };
    audio.addEventListener("statechange", show);
    button.addEventListener("click", () => audio.resume().then(chime));
    show();
  };

  const clock = (at) => new Date(at).toLocaleTimeString("pl-PL", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Warsaw" });

  // An old number looks like a new one: as soon as none can come, the screen says since when.
  const tick = () => {
    document.getElementById("board-clock").textContent = clock(Date.now());
    const lost = document.getElementById("board-lost");
    const isLost = Date.now() - heardAt > LOST_AFTER_MS;
    if (isLost && lost.hidden) {
      for (const line of lost.children) line.textContent = line.dataset.say.replace("•", clock(heardAt));
    }
    lost.hidden = !isLost;
    document.body.classList.toggle("is-lost", isLost);
  };

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (!detail.successful) return;
    heardAt = Date.now();
    tick();
  });
  document.addEventListener("htmx:afterSettle", tell);
  document.addEventListener("DOMContentLoaded", () => {
    for (const row of rows()) spoken.add(row.dataset.turn);
    tick();
    window.setInterval(tick, 1000);
    if (window.AudioContext) wake();
  });
})();
