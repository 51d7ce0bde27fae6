// The screen on the wall: lets times run between two looks, and says so when there are no new ones.
(() => {
  "use strict";

  const ZONE = "Europe/Warsaw";
  const LOST_AFTER_MS = 20000; // four looks without an answer
  let heardAt = Date.now();

  const clock = (at) => new Intl.DateTimeFormat("pl-PL", { hour: "2-digit", minute: "2-digit", timeZone: ZONE }).format(at);
  const lasted = (seconds) => {
    const whole = Math.max(0, Math.round(seconds));
    if (whole >= 5940) return `${Math.floor(whole / 3600)} h`;
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  };

  const tick = () => {
    document.getElementById("wall-clock").textContent = clock(Date.now());
    for (const time of document.querySelectorAll("time.ticks")) {
      time.textContent = lasted((Date.now() - Date.parse(time.dataset.since)) / 1000);
    }
    const lost = document.getElementById("wall-lost");
    const isLost = Date.now() - heardAt > LOST_AFTER_MS;
    if (isLost && lost.hidden) lost.textContent = lost.dataset.say.replace("•", clock(heardAt));
    lost.hidden = !isLost;
  };

  document.addEventListener("htmx:afterSettle", () => { heardAt = Date.now(); tick(); });
  document.addEventListener("DOMContentLoaded", () => { tick(); window.setInterval(tick, 1000); });
})();
