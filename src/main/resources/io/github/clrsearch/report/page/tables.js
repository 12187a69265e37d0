// Tables, plain and sortable.

const FIRST_ROWS = 50;

/**
 * Creates a table.
 *
 * @param columns {name, of: row to value, text: value to text, cell: row to element, right, wrap}
 */
function table(caption, columns, rows) {
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    el("table", {},
      el("caption", {}, caption),
      el("thead", {}, el("tr", {}, columns.map((column) =>
        el("th", { scope: "col", class: column.right ? "right" : null }, column.name)))),
      el("tbody", {}, rows.map((row) => tableRow(columns, row)))));
}

function tableRow(columns, row) {
  return el("tr", {}, columns.map((column, i) => {
    const value = column.of(row);
    const known = value !== undefined && value !== null;
    const content = column.cell ? column.cell(row) : known ? (column.text || String)(value) : "–";
    const kind = [column.right ? "right" : "", column.wrap ? "wrap" : ""].join(" ").trim();
    return el(i === 0 ? "th" : "td", { scope: i === 0 ? "row" : null, class: kind || null }, content);
  }));
}

/** Compares numbers, or texts alphabetically; missing values come last. */
function compare(a, b, direction) {
  const missing = (value) => value === undefined || value === null;
  if (missing(a) || missing(b)) {
    return missing(a) - missing(b);
  }
  return direction * (typeof a === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true }));
}

/** A table with a button in each column header that sorts by it. Shows the first rows until asked for all. */
function sortableTable(caption, columns, rows, memory) {
  const body = el("tbody", {});
  const heads = columns.map((column) =>
    el("th", { scope: "col", class: column.right ? "right" : null },
      el("button", { type: "button", onclick: () => choose(column) }, column.name)));
  const more = el("button", { type: "button", class: "plain", onclick: () => all() },
    "Show all " + thousands(rows.length) + " trials");
  const status = el("p", { class: "hidden", role: "status" });

  function choose(column) {
    const before = memory.get("sort");
    const same = before && before.column === column.name;
    const first = column.descending ? -1 : 1;
    memory.set("sort", { column: column.name, direction: same ? -before.direction : first });
    draw();
    status.textContent = "sorted by " + column.name;
  }

  function all() {
    memory.set("allRows", true);
    draw();
  }

  function draw() {
    const sort = memory.get("sort");
    const column = sort && columns.find((one) => one.name === sort.column);
    const sorted = column
      ? rows.slice().sort((a, b) => compare(column.of(a), column.of(b), sort.direction))
      : rows;
    heads.forEach((head, i) => {
      const direction = column === columns[i] ? (sort.direction > 0 ? "ascending" : "descending") : "none";
      head.setAttribute("aria-sort", direction);
    });
    const shown = memory.get("allRows") ? sorted : sorted.slice(0, FIRST_ROWS);
    body.replaceChildren(...shown.map((row) => tableRow(columns, row)));
    more.hidden = shown.length === rows.length;
  }

  draw();
  return [
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      el("table", { id: "trials-table" }, el("caption", {}, caption), el("thead", {}, el("tr", {}, heads)), body)),
    more,
    status,
  ];
}
