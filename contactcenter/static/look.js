// The console follows what the agent's own computer is set to: dark, or strong contrast. Loaded before anything is drawn.
(() => {
  "use strict";

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const contrast = window.matchMedia("(prefers-contrast: more)");
  const follow = () => {
    document.documentElement.dataset.theme = contrast.matches ? "contrast" : dark.matches ? "dark" : "light";
  };
  for (const wish of [dark, contrast]) wish.addEventListener("change", follow);
  follow();
})();
