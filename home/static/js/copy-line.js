/* The button beside an address that is to be copied. Without this script the address stands in a field. */
customElements.get("copy-line") || customElements.define("copy-line", class extends HTMLElement {
  connectedCallback() {
    const [field, button] = [this.querySelector("input"), this.querySelector("button")];
    const words = button.querySelector("span");
    const offer = words.textContent;
    field.addEventListener("focus", () => field.select());
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        field.focus();
        return;
      }
      words.textContent = this.dataset.done;
      setTimeout(() => { words.textContent = offer; }, 3000);
    });
  }
});
