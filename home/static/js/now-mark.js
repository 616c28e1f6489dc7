/* The mark of the present moves on by the clock of the server. Without this script it stays where the page was loaded. */
const EVERY = 10_000; // ms

const within = ({ dataset }, now) =>
  now >= Number(dataset.from ?? -Infinity) && now < Number(dataset.until ?? Infinity);

customElements.define("now-mark", class extends HTMLElement {
  connectedCallback() {
    this.ahead = Number(this.dataset.now) - Date.now() / 1000; // seconds
    this.timer = setInterval(() => this.move(), EVERY);
    this.move();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  move() {
    const now = Date.now() / 1000 + this.ahead;
    for (const words of this.children) words.hidden = !within(words, now);
    for (const part of document.querySelectorAll("li[data-from]")) {
      if (within(part, now)) part.setAttribute("aria-current", "time");
      else part.removeAttribute("aria-current");
    }
  }
});

customElements.define("print-button", class extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => print());
  }
});
