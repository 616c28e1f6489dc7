/* The parts of a session: adds rows and adds up their minutes. Without it the form has spare rows. */

const UNIT = 45;

class SegmentRows extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.total = this.querySelector('[name="parts-TOTAL_FORMS"]');
    this.list = this.querySelector("[data-rows]");
    const add = this.querySelector("[data-add]");
    add.hidden = false;
    add.addEventListener("click", () => this.add());
    this.form.addEventListener("input", () => this.addUp());
    this.addUp();
  }

  add() {
    const html = this.querySelector("template").innerHTML.replaceAll("__prefix__", this.total.value);
    this.list.insertAdjacentHTML("beforeend", html);
    this.total.value = Number(this.total.value) + 1;
    this.list.lastElementChild.querySelector("select, input").focus();
  }

  addUp() {
    let counted = 0;
    let planned = 0;
    for (const row of this.list.querySelectorAll("[data-row]")) {
      const minutes = Number(row.querySelector('[name$="-minutes"]').value) || 0;
      if (row.querySelector('[name$="-DELETE"]')?.checked) continue;
      planned += minutes;
      if (row.querySelector('[name$="-kind"]').value !== "break") counted += minutes;
    }
    const left = this.length() - planned;
    const sum = this.querySelector("[data-sum]");
    const units = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
    const text = left < 0 ? sum.dataset.textOver : sum.dataset.text;
    sum.textContent = text
      .replace("%(counted)s", counted)
      .replace("%(units)s", units.format(counted / UNIT))
      .replace("%(left)s", Math.abs(left));
    sum.dataset.tone = left < 0 ? "over" : "fits";
    sum.hidden = this.length() <= 0;
  }

  length() {
    const minutes = (name) => {
      const [hour, minute] = (this.form.elements[name]?.value || "").split(":").map(Number);
      return hour * 60 + minute;
    };
    return minutes("end") - minutes("start") || 0;
  }
}

customElements.define("segment-rows", SegmentRows);
