// Makes pages smoother. Every page is complete without it, and it stores nothing.
(() => {
  // After a swap the reader starts where the link says, or at the heading of the step that came in.
  document.addEventListener("htmx:after:swap", (event) => {
    const place = event.detail.ctx.sourceElement?.dataset?.focus;
    (place ? document.getElementById(place) : document.querySelector("#step h1"))?.focus();
  });

  // A fold opens for who is sent to a place in it; some browsers do it themselves. Or the one it holds.
  const unfold = () => {
    const place = document.querySelector(":target");
    const fold = place?.closest("details:not([open])") ?? document.querySelector("[data-unfold]:target details");
    if (!fold) return;
    fold.open = true;
    place.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();

  const showPrint = () => document.querySelectorAll("[data-print], [data-no-print-button]").forEach((element) => {
    element.hidden = !("print" in element.dataset);
  });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) print(); });
  document.addEventListener("htmx:after:swap", showPrint);
  showPrint();
})();
