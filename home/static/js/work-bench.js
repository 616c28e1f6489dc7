/* The workbench of the standards: saves as one writes. Without it every form has its button. */

const PAUSE = 1200; // milliseconds without a key before it is saved

class SavingForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.status = this.querySelector("[role=status]");
    this.words = this.closest("work-bench").dataset;
    this.waiting = Promise.resolve();
    this.stopped = false; // after a conflict its writer decides
    this.form.addEventListener("input", () => this.soon());
    this.form.addEventListener("change", () => this.save());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.stopped = false;
      this.dirty = true;
      this.save();
    });
    this.leave = () => this.save();
    window.addEventListener("pagehide", this.leave);
    window.addEventListener("online", this.leave);
    this.ask = (event) => {
      if (this.refused) event.preventDefault(); // what could not be stored stands only here
    };
    window.addEventListener("beforeunload", this.ask);
  }

  disconnectedCallback() {
    window.removeEventListener("pagehide", this.leave);
    window.removeEventListener("online", this.leave);
    window.removeEventListener("beforeunload", this.ask);
  }

  soon() {
    this.dirty = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  /* One after the other, so that each carries what the one before has stored. */
  save() {
    clearTimeout(this.timer);
    this.waiting = this.waiting.then(() => this.send());
    return this.waiting;
  }

  async send() {
    if (!this.dirty || this.stopped) return;
    this.dirty = false;
    this.say(this.words.saving);
    try {
      const answer = (await this.post()) || ((await renewed()) && (await this.post()));
      if (answer) return this.take(answer);
      this.dirty = this.refused = true;
      this.say(this.words.signedOut);
    } catch {
      this.dirty = this.refused = true;
      this.say(this.words.unreachable);
    }
  }

  /* Nothing if it was not the workbench that answered, but the sign-in. */
  async post() {
    const answer = await fetch(here(), {
      method: "POST",
      body: new FormData(this.form),
      headers: { Accept: "application/json" },
      keepalive: true,
    });
    return answer.headers.get("Content-Type")?.startsWith("application/json") ? answer.json() : null;
  }

  take(answer) {
    this.refused = !answer.saved;
    if (answer.seen) this.form.elements.seen.value = answer.seen;
    this.querySelector(".bench__conflict")?.remove();
    this.mark(answer.errors || {});
    if (answer.saved) {
      this.say(this.dirty ? "" : this.words.saved);
      this.refresh(answer);
    } else if (answer.conflict) {
      this.stopped = true;
      this.dirty = true;
      this.say(this.words.conflict);
      this.showTheirs(answer.stored || {});
    } else {
      const reasons = Object.values(answer.errors).flat().join(" ");
      this.say(`${this.words.failed} ${reasons}`);
    }
  }

  /* What else on the page follows from it; never the form in which somebody is writing. */
  refresh(answer) {
    const redline = this.closest(".bench__row")?.querySelector("[data-redline]");
    if (redline && answer.redline) redline.replaceChildren(parsed(answer.redline));
    const missing = document.querySelector("[data-missing]");
    if (missing && answer.missing && !missing.contains(document.activeElement)) {
      missing.replaceChildren(parsed(answer.missing));
    }
    const row = this.closest(".bench__row");
    if (!row || this.form.elements.deed.value !== "reword") return;
    for (const seen of row.querySelectorAll(".bench__deeds [name=seen]")) seen.value = answer.seen;
  }

  mark(errors) {
    for (const field of this.form.elements) {
      if (!field.name) continue;
      field.toggleAttribute("aria-invalid", false);
      if (errors[field.name]) field.setAttribute("aria-invalid", "true");
    }
  }

  showTheirs(stored) {
    const box = document.createElement("div");
    box.className = "bench__conflict";
    for (const text of Object.values(stored).filter(Boolean)) {
      const line = document.createElement("p");
      line.className = "bench__kept";
      line.dir = "auto";
      line.textContent = text;
      box.append(line);
    }
    const take = document.createElement("button");
    take.type = "button";
    take.className = "button button-small button-secondary";
    take.textContent = this.words.theirs;
    take.addEventListener("click", () => {
      for (const [name, text] of Object.entries(stored)) this.form.elements[name].value = text;
      this.stopped = false;
      this.dirty = this.refused = false;
      box.remove();
      this.say("");
      this.form.querySelector("textarea, input:not([type=hidden])").focus();
    });
    box.append(take);
    this.form.append(box);
  }

  say(text) {
    this.status.textContent = text;
  }
}

function here() {
  return window.location.pathname + window.location.search;
}

/* Whoever signed in again in another window has another token: it is taken over, the texts stay. */
async function renewed() {
  const page = parsed(await (await fetch(here())).text());
  const token = page.querySelector("work-bench [name=csrfmiddlewaretoken]")?.value;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) {
    if (token) field.value = token;
  }
  return token;
}

/* What our own server rendered, as nodes. */
function parsed(html) {
  return document.createRange().createContextualFragment(html);
}

customElements.define("saving-form", SavingForm);
