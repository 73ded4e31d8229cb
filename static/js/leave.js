// Leave quickly: replace this page, so that Back does not return to it. What was opened before it stays in the history.
(() => {
  const PATIENCE = 1500;
  const RHYTHM = 5000;
  let title = null;

  const show = () => {
    if (title === null) return;
    document.title = title;
    document.body.hidden = false;
    title = null;
  };
  const leave = (address) => {
    title ??= document.title;
    document.title = "";
    document.body.hidden = true;
    if (window.speechSynthesis) speechSynthesis.cancel();
    document.querySelectorAll("form").forEach((form) => form.reset());
    location.replace(address);
    // Stopped, offline, or answered with nothing: a blank page would help nobody.
    setTimeout(show, PATIENCE);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-leave]");
    if (!link) return;
    event.preventDefault();
    leave(link.href);
  });
  // A page that comes back from the browser's memory must not stay blank.
  addEventListener("pageshow", show);

  // Three lone Shifts, left or right, do the same: each pressed and let go with nothing else held, pressed or moved meanwhile.
  let shifts = [];
  let alone = false;
  const held = new Set();
  const startAgain = () => {
    shifts = [];
    alone = false;
  };
  addEventListener("keydown", (event) => {
    if (event.repeat && event.key === "Shift") return;
    held.add(event.code);
    alone = event.key === "Shift" && held.size === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!alone) startAgain();
  }, true);
  addEventListener("keyup", (event) => {
    held.delete(event.code);
    if (event.key !== "Shift" || !alone || event.ctrlKey || event.altKey || event.metaKey) return startAgain();
    alone = false;
    shifts = [...shifts.filter((time) => event.timeStamp - time < RHYTHM), event.timeStamp];
    if (shifts.length === 3) {
      startAgain();
      leave(document.querySelector("[data-leave]").href);
    }
  }, true);
  for (const other of ["pointerdown", "pointerup", "wheel", "input", "compositionstart"]) addEventListener(other, startAgain, { capture: true, passive: true });
  // A key that is let go in another window is never heard of here.
  addEventListener("blur", () => {
    held.clear();
    startAgain();
  });
})();
