// The check-in forgets: what was chosen goes when the page is left, and coming back shows the start again.
(() => {
  const section = () => document.querySelector("[data-private]");
  if (!section()) return;
  const start = section().outerHTML;

  const startAgain = () => {
    section().outerHTML = start;
    htmx.process(section());
  };

  addEventListener("pagehide", () => {
    document.querySelectorAll("form").forEach((form) => form.reset());
    section()?.replaceChildren();
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted || !section()) return;
    document.querySelectorAll("form").forEach((form) => form.reset());
    startAgain();
  });

  // The browser's Back key goes to the question before. The entry holds the question's number and nothing else.
  document.addEventListener("htmx:after:swap", () => {
    const number = Number(section()?.dataset.question ?? (section()?.matches("[data-result]") ? 6 : 0));
    const shown = history.state?.question ?? 0;
    if (number > shown) history.pushState({ question: number }, "");
    else if (number && number < shown) history.replaceState({ question: number }, "");
  });
  // Where the question before could not be fetched, the entry follows what is still on the screen.
  const stay = () => {
    const shown = Number(section()?.dataset.question ?? 0);
    if (shown > (history.state?.question ?? 0)) history.pushState({ question: shown }, "");
  };
  document.addEventListener("htmx:error", stay);
  document.addEventListener("htmx:response:error", stay);

  addEventListener("popstate", (event) => {
    const shown = Number(section()?.dataset.question ?? 6);
    const wanted = event.state?.question ?? 0;
    if (!wanted || wanted >= shown) return;
    const back = section()?.querySelector("[data-back]");
    if (!back) return startAgain();
    back.elements.show.value = back.dataset.back.split(" ")[wanted - 1];
    back.requestSubmit();
  });
})();
