// Makes pages smoother. Every page is complete without it, and it stores nothing.
(() => {
  const notSent = document.getElementById("not-sent");
  const pending = document.querySelector("[data-pending]");
  let lastForm = null;

  // Leave quickly: replace this page, so that Back does not return to it. What was opened before it stays in the history.
  const leave = (address) => {
    document.title = "";
    document.body.hidden = true;
    document.querySelectorAll("form").forEach((form) => form.reset());
    location.replace(address);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-leave]");
    if (!link) return;
    event.preventDefault();
    leave(link.href);
  });

  // Three lone Shifts within five seconds do the same; any other key in between starts the count again.
  let shifts = [];
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") return;
    shifts = [...shifts.filter((time) => event.timeStamp - time < 5000), event.timeStamp];
    if (shifts.length === 3) leave(document.querySelector("[data-leave]").href);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") shifts = [];
  });

  // A page that comes back from the browser's memory must not stay blank.
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.body.hidden = false;
  });

  // A request that fails is said in words; nothing falls back to sending the form natively.
  const failed = (event) => {
    const method = event.detail.ctx?.request.method ?? "POST";
    notSent.querySelectorAll("[data-failed]").forEach((words) => { words.hidden = words.dataset.failed !== method; });
    notSent.hidden = false;
    notSent.scrollIntoView({ block: "nearest" });
    // The button that was pressed was off while the form was sent, and may have lost the focus.
    notSent.querySelector("[data-retry]").focus();
  };
  document.addEventListener("htmx:error", failed);
  document.addEventListener("htmx:response:error", (event) => {
    if (event.detail.ctx.response.status !== 422) failed(event);
  });
  document.addEventListener("htmx:before:request", (event) => {
    lastForm = event.detail.ctx.sourceElement;
    notSent.hidden = true;
    pending.textContent = "Loading";
  });
  document.addEventListener("htmx:finally:request", () => {
    pending.textContent = "";
  });
  notSent.querySelector("[data-retry]").addEventListener("click", () => {
    notSent.hidden = true;
    if (lastForm instanceof HTMLFormElement) lastForm.requestSubmit();
    else if (lastForm?.isConnected) lastForm.click();
  });

  // After a swap the reader starts where the link says, or at the heading of the step that came in.
  document.addEventListener("htmx:after:swap", (event) => {
    const place = event.detail.ctx.sourceElement?.dataset?.focus;
    (place ? document.getElementById(place) : document.querySelector("#step h1"))?.focus();
  });

  const printButton = document.querySelector("[data-print]");
  if (printButton) {
    printButton.hidden = false;
    document.querySelector("[data-no-print-button]").hidden = true;
    printButton.addEventListener("click", () => print());
  }
})();
