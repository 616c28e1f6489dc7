/* A long list of choices: a field above it shows those that match; what is ticked stays. Without it, the whole list. */

class FilterList extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input[type=search]");
    field.closest("[hidden]").hidden = false;
    field.addEventListener("input", () => this.show(field.value.trim().toLowerCase()));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // it would send the form
    });
  }

  show(term) {
    for (const row of this.querySelectorAll("li")) {
      const ticked = row.querySelector("input:checked");
      row.hidden = !ticked && !row.textContent.toLowerCase().includes(term);
    }
  }
}

customElements.define("filter-list", FilterList);
