// Copy buttons of the clinician kit. They appear only where the browser can copy.
(() => {
  if (!navigator.clipboard) return;
  const show = () => document.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = false; });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const said = document.querySelector("[data-copied]");
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Select the words and copy them yourself";
    }
    said.textContent = button.textContent;
  });

  document.addEventListener("htmx:after:swap", show);
  show();
})();
