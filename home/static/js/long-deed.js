/* A form whose deed takes seconds: says so while it works, and is sent once. Without it the page waits. */

class LongDeed extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.button = this.form.querySelector("button");
    this.works = this.querySelector("[data-works]");
    this.words = this.querySelector('[role="status"]');
    this.form.addEventListener("submit", (event) => this.start(event));
    // Whoever comes back finds the page as it was left, from the browser's memory.
    window.addEventListener("pageshow", () => this.stop());
  }

  start(event) {
    if (this.clock) return event.preventDefault();
    const began = Date.now();
    this.works.hidden = false;
    this.words.textContent = this.dataset.words;
    const seconds = this.works.querySelector("[data-seconds]");
    this.clock = setInterval(() => {
      seconds.textContent = Math.round((Date.now() - began) / 1000);
    }, 1000);
    // Not yet: a disabled button would not be part of what is sent.
    setTimeout(() => { this.button.disabled = true; });
  }

  stop() {
    clearInterval(this.clock);
    this.clock = null;
    this.button.disabled = false;
    this.works.hidden = true;
    this.words.textContent = "";
  }
}

customElements.define("long-deed", LongDeed);
