/* The attendance list: every tap is sent at once, and each row says whether it arrived.
   Without this script the form around the list does the same with one button. */

const PATIENCE = 10_000; // ms until an answer no longer counts as coming
const PAUSES = [2_000, 4_000, 8_000, 15_000]; // ms between attempts while nothing gets through
const TYPING = 500; // ms without a key until typed minutes are sent

class Row {
  constructor(list, element) {
    this.list = list;
    this.element = element;
    this.number = element.dataset.row;
    this.radios = [...element.querySelectorAll('input[type="radio"]')];
    this.excused = this.field("excused");
    this.late = this.field("late");
    this.early = this.field("early");
    this.seen = this.field("seen");
    this.was = this.field("was");
    this.status = element.querySelector("[data-status]");
    this.choice = element.querySelector("[data-conflict]");
    this.shown = this.radios.find((radio) => radio.defaultChecked)?.value ?? "";
    this.state = element.dataset.state;
    this.addSteps(this.late);
    this.addSteps(this.early);
    element.querySelector('[data-choice="undo"]')?.remove();
    this.radios = this.radios.filter((radio) => radio.value !== "");
    for (const radio of this.radios) {
      radio.addEventListener("click", () => this.tap(radio));
      // Browsers ignore the space bar on what is chosen already; here it is the second tap.
      radio.addEventListener("keydown", (event) => {
        if (event.key !== " " || !radio.checked) return;
        event.preventDefault();
        this.tap(radio);
      });
    }
    this.excused.addEventListener("change", () => this.send());
    for (const input of [this.late, this.early]) {
      input.addEventListener("input", () => this.typed());
      input.addEventListener("change", () => this.typed(0));
    }
  }

  /* Who taps before this script has arrived is not asked to tap again. */
  catchUp() {
    const early = this.radios.find((radio) => radio.checked && !radio.defaultChecked);
    if (early) this.tap(early);
  }

  field(name) {
    return this.element.querySelector(`[name="p${this.number}-${name}"]`);
  }

  checked() {
    return this.radios.find((radio) => radio.checked)?.value ?? "";
  }

  /* What is chosen, in the same words as the server keeps in `was`. */
  value() {
    const state = this.checked();
    if (state === "partly") {
      return `partly|${Number(this.late.value)}|${Number(this.early.value)}`;
    }
    return `${state === "absent" && this.excused.checked ? "excused" : state}|0|0`;
  }

  get isDraft() {
    return this.value() === "partly|0|0";
  }

  get isMarked() {
    return this.was.value !== "|0|0";
  }

  get isSaved() {
    return this.value() === this.was.value;
  }

  /* The second tap on the same choice takes it back. */
  tap(radio) {
    if (this.shown === radio.value) {
      radio.checked = false;
      this.late.value = this.early.value = 0;
      this.excused.checked = false;
    }
    this.shown = this.checked();
    this.send();
    if (this.shown === "partly") {
      this.element.querySelector('[data-for="partly"]').scrollIntoView({ block: "nearest" });
    }
  }

  typed(pause = TYPING) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
    this.show(this.isSaved ? "saved" : "sending");
  }

  addSteps(input) {
    const holder = document.createElement("span");
    holder.className = "attendance-steps";
    const label = input.labels[0].textContent;
    input.replaceWith(holder);
    const button = (sign, step, words) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = sign;
      made.setAttribute("aria-label", `${label}: ${words}`);
      made.addEventListener("click", () => {
        const minutes = Number(input.value) + step;
        input.value = Math.max(0, Math.min(Number(input.max), minutes));
        this.typed();
      });
      return made;
    };
    const { less, more } = this.list.dataset;
    const step = Number(input.step);
    holder.append(button("−", -step, less), input, button("+", step, more));
  }

  async send() {
    clearTimeout(this.timer);
    this.settle();
    if (this.isBusy) return;
    if (this.isDraft) return this.show("draft");
    if (this.isSaved) return this.show(this.isMarked ? "saved" : "open");
    this.isBusy = true;
    const sent = this.value();
    const [state, late, early] = sent.split("|");
    this.show("sending");
    const answer = await this.list.post(`${this.number}/`, {
      state: state === "excused" ? "absent" : state,
      excused: state === "excused" ? "on" : "",
      late,
      early,
      seen: this.seen.value,
    });
    this.isBusy = false;
    this.hear(answer, sent);
  }

  hear(answer, sent) {
    const { status, body } = answer;
    if (status === 0) {
      this.show("waiting");
      return this.list.tryAgain();
    }
    if (status === 200) {
      this.accept(body);
      if (this.value() !== sent) return this.send();
      return this.show(this.isMarked ? "saved" : "open");
    }
    if (status === 409 && body.mine) {
      // An earlier answer got lost on the way: what stands there is our own.
      this.accept(body);
      return this.send();
    }
    if (status === 409) return this.ask(body);
    if (status === 401) return this.show("refused", this.list.dataset.signedOut);
    return this.show("refused", body.message);
  }

  accept(body) {
    this.seen.value = body.seen;
    this.was.value = body.was;
  }

  /* Show in the row what the server says stands there. */
  take(body) {
    this.accept(body);
    const state = body.state === "excused" ? "absent" : body.state;
    this.radios.forEach((radio) => (radio.checked = radio.value === state));
    this.excused.checked = body.state === "excused";
    this.late.value = body.late;
    this.early.value = body.early;
    this.shown = this.checked();
    this.show(this.isMarked ? "saved" : "open");
  }

  /* Somebody else was faster: both values stand there, one tap decides. */
  ask(body) {
    const { conflict, keep, insist, somebody } = this.list.dataset;
    const fill = (text) =>
      text.replace("{by}", body.by || somebody).replace("{label}", body.label);
    this.show("conflict", fill(conflict));
    const button = (text, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "button button--outlined button--small";
      made.textContent = text;
      made.addEventListener("click", () => {
        this.settle();
        act();
        this.radios[0].focus();
      });
      return made;
    };
    const mine = this.label();
    this.choice.replaceChildren(
      button(fill(keep), () => this.take(body)),
      button(insist.replace("{label}", mine), () => {
        this.accept(body);
        this.send();
      }),
    );
    this.choice.hidden = false;
    this.choice.scrollIntoView({ block: "nearest" });
  }

  settle() {
    this.choice.replaceChildren();
    this.choice.hidden = true;
  }

  label() {
    const radio = this.radios.find((one) => one.checked);
    return radio ? radio.closest("label").textContent.trim() : this.list.dataset.unmarked;
  }

  show(state, message) {
    this.state = this.element.dataset.state = state;
    this.status.textContent = message ?? this.list.dataset[state];
    this.list.count();
    if (["waiting", "conflict", "refused", "draft"].includes(state)) {
      const name = this.element.querySelector("bdi").textContent;
      this.list.say(`${name}: ${this.status.textContent}`);
    }
  }
}

class AttendanceList extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.failures = 0;
    this.rows = [...this.querySelectorAll("[data-row]:not([data-outside])")].map(
      (element) => new Row(this, element),
    );
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.leaving = (event) => {
      if (this.unsaved().length) event.preventDefault();
    };
    this.online = () => this.flush();
    window.addEventListener("beforeunload", this.leaving);
    window.addEventListener("online", this.online);
    this.count();
    for (const row of this.rows) row.catchUp();
  }

  disconnectedCallback() {
    window.removeEventListener("beforeunload", this.leaving);
    window.removeEventListener("online", this.online);
    clearTimeout(this.again);
  }

  unsaved() {
    return this.rows.filter((row) => !["saved", "open"].includes(row.state));
  }

  /* Answers { status, body }; status 0: it did not get through and may be sent again. */
  async post(path, fields) {
    const body = new URLSearchParams(fields);
    const { value } = this.form.querySelector('[name="csrfmiddlewaretoken"]');
    try {
      const response = await fetch(this.dataset.base + path, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": value, Accept: "application/json" },
        redirect: "error",
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (response.status >= 500) return { status: 0 };
      this.failures = 0;
      const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
      return {
        status: response.status,
        body: isJson ? await response.json() : { message: this.dataset.signedOut },
      };
    } catch {
      return { status: 0 };
    }
  }

  tryAgain() {
    clearTimeout(this.again);
    const pause = PAUSES[Math.min(this.failures, PAUSES.length - 1)];
    this.again = setTimeout(() => this.flush(), pause);
  }

  flush() {
    clearTimeout(this.again);
    const waiting = this.rows.filter((row) => row.state === "waiting");
    if (waiting.length) this.failures += 1;
    waiting.forEach((row) => row.send());
  }

  submitted(event) {
    const deed = event.submitter?.value;
    if (deed === "close" && !this.unsaved().length) return;
    event.preventDefault();
    if (deed === "rest") return this.markRest();
    const first = this.unsaved()[0];
    if (!first) return;
    this.say(this.dataset.unsaved);
    first.element.scrollIntoView({ block: "center" });
    first.radios[0].focus({ preventScroll: true });
    this.flush();
  }

  /* Unmarked, and nobody who has left or told beforehand that they cannot come. */
  get rest() {
    return this.rows.filter((row) => row.state === "open" && !("away" in row.element.dataset));
  }

  /* Only people who are unmarked here and there: what is on its way is not the rest. */
  async markRest() {
    const rest = this.rest;
    if (!rest.length) return;
    const fields = rest.map((row) => ["participant", row.number]);
    for (const row of rest) {
      row.radios[0].checked = true;
      row.shown = "present";
      row.isBusy = true;
      row.show("sending");
    }
    const { status, body } = await this.post("rest/", fields);
    for (const row of rest) {
      row.isBusy = false;
      const answer = body?.rows?.[row.number];
      const away = body?.away?.[row.number];
      if (away) {
        row.element.dataset.away = "";
        row.take(away);
        continue;
      }
      // Not among the answers: somebody else was faster. Sending it alone tells who and what.
      if (status === 200 && !answer) row.send();
      else row.hear({ status, body: answer ?? body }, "present|0|0");
    }
  }

  count() {
    if (!this.rows) return;
    const put = (name, number) => {
      const place = this.querySelector(`[data-count-${name}]`);
      if (place) place.textContent = number;
    };
    const waiting = this.rows.filter((row) => row.state === "waiting").length;
    const rest = this.rest.length;
    put("marked", this.rows.filter((row) => row.isMarked).length);
    put("rest", rest);
    put("waiting", waiting);
    this.querySelector("[data-net]").hidden = waiting === 0;
    this.querySelector("[data-rest]").hidden = rest === 0;
  }

  say(words) {
    this.querySelector("[data-spoken]").textContent = words;
  }
}

customElements.define("attendance-list", AttendanceList);
