/* Light or dark by choice. Without this script the device's own wish holds. Runs early, so that nothing flashes. */
const kept = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;

customElements.define("theme-switch", class extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    const button = document.createElement("button");
    button.type = "button";
    button.addEventListener("click", () => {
      const next = this.current() === "dark" ? "light" : "dark";
      document.documentElement.dataset.theme = next;
      try { localStorage.setItem("theme", next); } catch { /* private window: holds for this page */ }
      this.name(button);
    });
    this.append(button);
    this.name(button);
  }

  current() {
    return document.documentElement.dataset.theme
      || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  }

  name(button) {
    button.textContent = this.current() === "dark" ? this.dataset.light : this.dataset.dark;
  }
});
