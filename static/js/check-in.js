// The check-in forgets: what was chosen goes when the page is left, and coming back shows the start again.
(() => {
  const section = () => document.querySelector("[data-private]");
  if (!section()) return;
  const start = section().outerHTML;
  const title = document.title;
  const LAST = 6;
  // Which screen is shown: 0 the start, 1 to 5 a question, 6 the result or all questions at once.
  const screen = () => Number(section()?.dataset.question ?? (section()?.querySelector("form") ? LAST : 0));
  // Which history entry this is, counted from the start. It holds this number and nothing else.
  const entry = () => history.state?.question ?? 0;
  let shown = screen();
  let goingBack = false;

  // Entries above the start lead nowhere once nothing is chosen: Back would seem dead. Not before htmx has looked at this
  // entry, or it would fetch the page twice.
  const leaveEntries = () => setTimeout(() => { if (entry()) history.go(-entry()); }, 20);
  const push = () => history.pushState({ question: entry() + 1 }, "");

  const startAgain = () => {
    section().outerHTML = start;
    document.title = title;
    htmx.process(section());
    shown = screen();
    leaveEntries();
  };

  addEventListener("pagehide", () => {
    document.querySelectorAll("form").forEach((form) => form.reset());
    section()?.replaceChildren();
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) leaveEntries();
    else if (section()) {
      document.querySelectorAll("form").forEach((form) => form.reset());
      startAgain();
    }
  });

  // The browser's Back key goes to the question before, and so does the Back button, through the same entries.
  document.addEventListener("htmx:after:swap", () => {
    if (screen() > shown) push();
    shown = screen();
    goingBack = false;
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".back-form button") || !entry()) return;
    event.preventDefault();
    history.back();
  });
  // Where the question before could not be fetched, the entry follows what is still on the screen.
  const stay = () => {
    if (goingBack) push();
    goingBack = false;
  };
  document.addEventListener("htmx:error", stay);
  document.addEventListener("htmx:response:error", stay);

  addEventListener("popstate", () => {
    if (!entry()) return;
    if (!screen()) return leaveEntries();
    if (entry() >= screen()) return;
    const back = section().querySelector("[data-back]");
    const question = Math.min(entry(), screen() - 1);
    if (back && question) {
      goingBack = true;
      back.elements.show.value = back.dataset.back.split(" ")[question - 1];
      back.requestSubmit();
    } else {
      startAgain();
      section().tabIndex = -1;
      section().focus();
    }
  });
})();
