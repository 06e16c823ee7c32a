/* Small comforts where JavaScript is there. Everything works without this file. */

/* After an answer the page comes back at the block: take the reader, and their screen reader, to what was said about it.
   On load, because going to the fragment takes the focus away. */
function showResult() {
  const block = location.hash.startsWith("#block-") && document.getElementById(location.hash.slice(1));
  const result = block && block.querySelector(".activity__errors, .result");
  if (!result) return;
  result.setAttribute("tabindex", "-1");
  result.focus({ preventScroll: true });
  result.scrollIntoView({ block: "start" });
}
if (document.readyState === "complete") showResult();
else addEventListener("load", showResult);

/* Where the reader is in a lesson is remembered, so that they can come back to it on another device. */
const lesson = document.querySelector("[data-place]");
if (lesson) {
  let place = "";
  const seen = new IntersectionObserver((entries) => {
    const upper = entries.find((entry) => entry.isIntersecting);
    if (upper) place = upper.target.id.replace("block-", "");
  }, { rootMargin: "-10% 0px -60% 0px" });
  lesson.querySelectorAll("[id^='block-']").forEach((part) => seen.observe(part));
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || !place || !token) return;
    const body = new URLSearchParams({ block: place, csrfmiddlewaretoken: token.value });
    fetch(lesson.dataset.place, { method: "POST", body, keepalive: true });
  });
  const last = !location.hash && document.getElementById(`block-${lesson.dataset.lastBlock}`);
  if (last) addEventListener("load", () => last.scrollIntoView({ block: "start" }));
}

/* A wide table may be scrolled by keyboard only where it is wider than the page. */
const scrollers = document.querySelectorAll(".scroller");
const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});
scrollers.forEach((scroller) => watch.observe(scroller));

/* Ten minutes before the end of a session the page says so, once. A month is too long for a timer, and nobody waits for it here. */
const NOTICE = 600, DAY = 86400, secondsLeft = Number(document.body.dataset.secondsLeft || Infinity);
if (secondsLeft < DAY) {
  setTimeout(() => {
    const words = document.createElement("div");
    words.className = "govuk-inset-text";
    words.setAttribute("role", "alert");
    words.textContent = "You will be signed out in about ten minutes. Save what you have open. What is saved is kept, and when you sign in again you come back to this page.";
    (document.querySelector("main .govuk-main-wrapper") || document.querySelector("main")).prepend(words);
  }, Math.max(secondsLeft - NOTICE, 0) * 1000);
}

/* Printing shows what is folded away. */
addEventListener("beforeprint", () => {
  document.querySelectorAll("details:not([open])").forEach((details) => {
    details.open = true;
    details.dataset.opened = "";
  });
});
addEventListener("afterprint", () => {
  document.querySelectorAll("details[data-opened]").forEach((details) => {
    details.open = false;
    delete details.dataset.opened;
  });
});

/* Buttons that print, and links that copy, only appear where they can work. */
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
document.querySelectorAll("[data-copy]").forEach((button) => {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copied";
  });
});
