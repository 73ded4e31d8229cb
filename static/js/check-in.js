// The check-in forgets: what was chosen goes when the page is left, and coming back shows the start again.
(() => {
  const section = () => document.querySelector("[data-private]");
  if (!section()) return;
  const start = section().outerHTML;
  const title = document.title;
  const LAST = 6;
  // Which screen is shown: 0 the start, 1 to 5 a question, 6 the result or all questions at once.
  const screen = () => Number(section()?.dataset.question ?? (section()?.querySelector("form") ? LAST : 0));
  // Which screen this history entry stands for. It holds this number and nothing else.
  const entry = () => history.state?.question ?? 0;

  // Entries above the start lead nowhere once nothing is chosen: Back would seem dead. Not before htmx has looked at this
  // entry, or it would fetch the page twice.
  const leaveEntries = () => setTimeout(() => { if (entry()) history.go(-entry()); }, 20);
  // The screen decides which entry it belongs to: an error is the same screen again, and going back has its entry already.
  // The page with the whole form is one screen, whatever it shows.
  const walks = !screen();
  const follow = () => {
    if (!walks) return;
    if (entry() > screen()) return history.go(screen() - entry());
    for (let next = entry() + 1; next <= screen(); next += 1) history.pushState({ question: next }, "");
  };

  const startAgain = () => {
    section().outerHTML = start;
    document.title = title;
    window.htmx?.process(section());
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
  document.addEventListener("htmx:after:swap", follow);
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".back-form button") || !entry()) return;
    event.preventDefault();
    history.back();
  });
  // Where the question before could not be fetched, the entry follows what is still on the screen.
  const stay = (event) => { if (!event.detail.ctx?.dropped) follow(); };
  document.addEventListener("htmx:error", stay);
  document.addEventListener("htmx:response:error", stay);

  addEventListener("popstate", () => {
    if (!entry()) return;
    if (!screen()) return leaveEntries();
    if (entry() === screen()) return;
    const back = section().querySelector("[data-back]");
    if (back) {
      // Past the questions there is nothing to ask for by name: the answers themselves lead to the result.
      back.elements.show.value = back.dataset.back.split(" ")[entry() - 1] ?? "";
      back.requestSubmit();
    } else if (entry() > screen()) {
      follow();
    } else {
      startAgain();
      section().tabIndex = -1;
      section().focus();
    }
  });
})();
