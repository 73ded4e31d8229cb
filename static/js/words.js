// Share and Copy beside words that someone may send. The buttons stand only where the browser can do it.
(() => {
  const can = { share: "share" in navigator, copy: "clipboard" in navigator };
  const show = () => document.querySelectorAll("[data-share], [data-copy]").forEach((button) => {
    button.hidden = !can["share" in button.dataset ? "share" : "copy"];
  });
  // The nearest place that screen readers listen to says what happened.
  const say = (button, words) => {
    const said = button.parentElement.querySelector("[role=status]") ?? document.querySelector("[data-copied]");
    button.textContent = words;
    said.textContent = words;
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-share], [data-copy]");
    if (!button) return;
    const text = document.getElementById(button.dataset.share ?? button.dataset.copy).innerText;
    try {
      if ("share" in button.dataset) await navigator.share({ text });
      else {
        await navigator.clipboard.writeText(text);
        say(button, "Copied");
      }
    } catch (error) {
      // Closing the sheet is no failure.
      if (error.name !== "AbortError") say(button, "Select the words and copy them yourself");
    }
  });

  document.addEventListener("htmx:after:swap", show);
  show();
})();
