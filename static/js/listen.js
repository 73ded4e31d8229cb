// Reads a page's words aloud, with a voice that lives on this device. It starts when its button is pressed, and there is no
// button where there is no such voice: a voice from the network would be told every word.
(() => {
  const speech = window.speechSynthesis;
  if (!speech) return;
  const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, td, th, figcaption, blockquote, div, section";
  const AWAY = "a[href]:not([href^='tel:'], [href^='sms:'])";
  // What is no part of the text: ways on, sources, who checked it, and what is folded away.
  const SKIP = "nav, form, button, summary, sup, svg, .actions, .skip, .visually-hidden, .byline, .sources, .dates, .people, .next-step, [aria-labelledby=related], .step__caption, .check-in, details:not([open])";
  const page = document.documentElement.lang.toLowerCase();
  const language = (code) => code.toLowerCase().replace("_", "-");
  let speaking = null;

  const voice = () => {
    const near = speech.getVoices().filter((one) => one.localService === true && language(one.lang).split("-")[0] === page.split("-")[0]);
    return near.find((one) => language(one.lang) === page) || near[0];
  };
  const buttons = () => [...document.querySelectorAll("[data-listen]")];
  const say = (button, aloud) => {
    button.querySelector("[data-idle]").hidden = aloud;
    button.querySelector("[data-aloud]").hidden = !aloud;
  };
  const stop = () => {
    if (!speaking) return;
    say(speaking, false);
    speaking = null;
    speech.cancel();
  };
  const show = () => buttons().forEach((button) => { button.hidden = !voice(); });

  // A pause stands wherever the eye sees a gap: beside whatever is laid out as a box of its own, but a number.
  const blockOf = (element) => {
    let box = element;
    while (box && !box.matches(BLOCKS) && (box.matches(".number") || getComputedStyle(box).display === "inline")) box = box.parentElement;
    return box;
  };
  const bare = (element) => element.textContent.replace(/\s+/g, "");
  // A line that is nothing but links to elsewhere, and a button that says a number once more, are ways on and not words.
  const isWayOn = (element) => {
    const button = element.closest(".button");
    const line = element.closest("p, li, dd, td");
    if (button) return !button.matches(".button--call") || [...(line ? line.querySelectorAll(".number") : [])].some((one) => !one.closest(".button") && one.getClientRects().length);
    return Boolean(line && element.closest(AWAY)) && [...line.querySelectorAll(AWAY)].map(bare).join("") === bare(line);
  };

  // The words in their order, a block at a time, so that a heading is no part of the sentence after it.
  const texts = (place) => {
    const found = [];
    let last = null;
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode;
      if (parentElement.closest(SKIP) || !parentElement.getClientRects().length || isWayOn(parentElement)) continue;
      if (!data.trim()) {
        if (found.length) found[found.length - 1] += " ";
        continue;
      }
      const block = blockOf(parentElement);
      // A number to dial is said digit by digit.
      const words = parentElement.closest(".number, .button--call") ? data.replace(/\d/g, "$& ") : data;
      if (block === last) found[found.length - 1] += words;
      else found.push(words);
      last = block;
    }
    return found.map((words) => words.replace(/\s+/g, " ").trim());
  };

  const start = (button) => {
    const found = texts(document.getElementById(button.dataset.listen) || button.closest("section"));
    const chosen = voice();
    if (!chosen || !found.length) return;
    speech.cancel();
    speaking = button;
    say(button, true);
    found.forEach((words, place) => {
      const utterance = new SpeechSynthesisUtterance(words);
      utterance.voice = chosen;
      utterance.lang = chosen.lang;
      if (place === found.length - 1) utterance.onend = () => { if (speaking === button) stop(); };
      utterance.onerror = () => { if (speaking === button) stop(); };
      speech.speak(utterance);
    });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-listen]");
    if (!button) return;
    const again = button === speaking;
    stop();
    if (!again) start(button);
  });
  addEventListener("pagehide", stop);
  document.addEventListener("htmx:after:swap", () => { stop(); show(); });
  // Voices come when the device has them ready, and go when someone takes them away.
  if (speech.addEventListener) speech.addEventListener("voiceschanged", show);
  else speech.onvoiceschanged = show;
  show();
})();
