"use strict";
// What the page can do beyond being read: choose which points to show, and sort the index.
(() => {
  const form = document.querySelector("form.filters");
  const points = [...document.querySelectorAll("[data-level]")];
  const status = form.querySelector("[role=status]");

  const apply = () => {
    const data = new FormData(form);
    const levels = new Set(data.getAll("level"));
    const rule = data.get("rule");
    let shown = 0;
    let all = 0;
    for (const point of points) {
      const show = levels.has(point.dataset.level) && (!rule || point.dataset.rule === rule);
      point.hidden = !show;
      if (point.classList.contains("card")) {
        all += 1;
        shown += show ? 1 : 0;
      }
    }
    for (const row of document.querySelectorAll(".row")) {
      const notes = [...row.querySelectorAll(".card")];
      row.classList.toggle("muted", notes.length > 0 && notes.every((note) => note.hidden));
    }
    document.body.classList.toggle("brief", data.has("brief"));
    status.textContent = `${shown} of ${all} points shown`;
  };

  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  form.reset();
  apply();

  const value = (cell) => {
    const words = cell.dataset.value ?? cell.textContent.trim();
    return /^-?\d+$/.test(words) ? Number(words) : words;
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en-GB", { numeric: true });

  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...table.tBodies[0].rows];
        rows.sort((a, b) => compare(value(a.cells[column]), value(b.cells[column])) * (down ? -1 : 1));
        table.tBodies[0].append(...rows);
      });
    });
  }
})();
