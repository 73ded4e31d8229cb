// One request at a time, and the last action wins whole: whatever comes late is dropped with its title, address and focus.
// A request that fails is said in words; nothing falls back to sending a form natively.
(() => {
  // Before Safari 15.4 no form says which button sent it, and a wrong screen would come. There htmx, which may have begun
  // already, hears of nothing: the pages stay plain, whole forms.
  if (!window.SubmitEvent || !("submitter" in SubmitEvent.prototype)) {
    const keep = (event) => { if (event.target.closest("[hx-get], [hx-post]")) event.stopPropagation(); };
    addEventListener("click", keep, true);
    addEventListener("submit", keep, true);
    return;
  }
  // Safari before 16 sends no form from a script; htmx hears this and sends it.
  HTMLFormElement.prototype.requestSubmit ??= function () {
    if (this.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }))) this.submit();
  };

  const notSent = document.getElementById("not-sent");
  const pending = document.querySelector("[data-pending]");
  let underWay = null;
  let lastSource = null;
  let waiting = null;
  // Not at once: a screen reader would say it after the heading of an answer that has come meanwhile.
  const sayWaiting = () => { waiting = setTimeout(() => { pending.textContent = "Loading"; }, 1000); };
  const endWaiting = () => {
    clearTimeout(waiting);
    pending.textContent = "";
  };

  const drop = () => {
    if (!underWay) return;
    underWay.dropped = true;
    underWay.request.abort(new DOMException("dropped for a later action", "AbortError"));
    underWay = null;
    endWaiting();
  };

  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    // A second press of what has been answered meanwhile: htmx kept it waiting, and the page has moved on.
    if (!ctx.sourceElement.isConnected) {
      ctx.dropped = true;
      event.preventDefault();
      return;
    }
    drop();
    underWay = ctx;
    lastSource = ctx.sourceElement;
    notSent.hidden = true;
    sayWaiting();
  });
  // An answer that was on its way when it was dropped ends here, before anything of it is looked at.
  for (const moment of ["htmx:before:response", "htmx:after:request"]) {
    document.addEventListener(moment, (event) => {
      if (event.detail.ctx?.dropped) event.preventDefault();
    });
  }
  document.addEventListener("htmx:finally:request", (event) => {
    if (event.detail.ctx !== underWay) return;
    underWay = null;
    endWaiting();
  });

  // Every other way of acting: the browser's own Back and Forward, a plain link or form, leaving.
  addEventListener("popstate", drop);
  addEventListener("pagehide", drop);
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && !link.hasAttribute("hx-get") && !link.hasAttribute("hx-post")) drop();
  }, true);
  addEventListener("submit", (event) => {
    if (!event.target.hasAttribute("hx-post")) drop();
  }, true);

  const failed = (event) => {
    const { ctx } = event.detail;
    if (ctx?.dropped) return;
    const method = ctx?.request.method ?? "POST";
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
  notSent.querySelector("[data-retry]").addEventListener("click", () => {
    notSent.hidden = true;
    if (lastSource instanceof HTMLFormElement) lastSource.requestSubmit();
    else if (lastSource?.isConnected) lastSource.click();
  });
})();
