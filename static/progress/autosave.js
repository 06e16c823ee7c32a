/* Private writing is saved as one types. Without this file the Save button does it, and says the same. */

const WAIT = 1500;

function watch(form) {
  const box = form.querySelector("textarea");
  const version = form.querySelector("[name=version]");
  const status = form.querySelector("[data-autosave-status]");
  let timer, saved = words(), queue = Promise.resolve(), waiting = 0, halted = false;

  function words() {
    return new URLSearchParams(new FormData(form)).toString().replace(/(^|&)version=[^&]*/, "");
  }

  function say(sentence) {
    status.hidden = false;
    status.textContent = sentence;
  }

  async function send(leaving) {
    const sent = words();
    if (halted || sent === saved || !box.value.trim()) return;
    const answer = await fetch(form.action, {
      method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" }, keepalive: leaving,
    });
    if (answer.ok) {
      version.value = (await answer.json()).version;
      saved = sent;
      say("Saved as you typed.");
    } else {
      halted = answer.status !== 422;
      say(sentence(answer.status, answer.status === 403 ? {} : await answer.json()));
    }
  }

  function sentence(code, { problem }) {
    if (code === 403) return "You have been signed out. Your words are still here: press Save, sign in, and you get them back.";
    if (code === 409) return "You changed this in another tab. Press Save to see both.";
    return problem;
  }

  function save(leaving = false) {
    clearTimeout(timer);
    waiting += 1;
    queue = queue
      .then(() => send(leaving))
      .catch(() => say("Not saved yet: there is no connection. Your words are still here."))
      .finally(() => { waiting -= 1; });
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => save(), WAIT);
  });
  /* The button waits for what is under way, so that it never meets its own words as another tab's. */
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!waiting) { halted = true; return; }
    event.preventDefault();
    queue.then(() => form.requestSubmit(event.submitter));
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(true);
  });
}

document.querySelectorAll("form[data-autosave]").forEach(watch);
