// What every page does after htmx has swapped something in.
// A page-level swap moves the focus to the new heading; a smaller one is announced and leaves the focus alone.
(() => {
  "use strict";

  const focusHeading = (main) => {
    const heading = main.querySelector("h1");
    if (!heading) return;
    heading.setAttribute("tabindex", "-1");
    heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  };

  const announce = (words) => {
    const announcer = document.getElementById("announcer");
    announcer.textContent = "";
    window.requestAnimationFrame(() => { announcer.textContent = words; });
  };

  document.addEventListener("htmx:afterSettle", (event) => {
    const target = event.detail.target;
    const main = document.querySelector("main");
    if (target === main || event.detail.elt === main) {
      focusHeading(main);
      return;
    }
    const spoken = target.closest("[data-announce]");
    if (spoken) announce(spoken.dataset.announce || spoken.textContent.trim());
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.documentElement.classList.add("scripted");
  });
})();
