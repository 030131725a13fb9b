extension ExperimentReport {
  static let style = """

    main { display: grid; gap: 1.1rem; grid-template-columns: minmax(0, 1fr); }
    .wide { overflow-x: auto; }
    #runs th button { all: unset; cursor: pointer; font-weight: 600; }
    #runs th button:focus-visible { outline: 2px solid var(--accent); }
    #runs th[aria-sort="ascending"] button::after { content: " ↑"; }
    #runs th[aria-sort="descending"] button::after { content: " ↓"; }
    #runs td { vertical-align: top; font-size: 0.88rem; }
    #runs td:last-child { min-width: 18rem; }

    """

  static let template = """
    <main><header><h1>{{title}}</h1></header>
    <section class="panel page"><h2>Runs</h2><div class="wide"><table id="runs"><thead><tr><th><button type="button">Method</button></th>{{#columns}}<th><button type="button">{{title}}</button></th>{{/columns}}</tr></thead><tbody>
    {{#runs}}<tr><td data-value="{{name}}">{{#hasLink}}<a href="{{link}}">{{name}}</a>{{/hasLink}}{{^hasLink}}{{name}}{{/hasLink}}</td>{{#cells}}<td data-value="{{value}}">{{text}}</td>{{/cells}}</tr>
    {{/runs}}</tbody></table></div></section>
    {{#plots}}<section class="panel page"><h2>{{title}}</h2><figure>{{#charts}}<div>{{{.}}}</div>{{/charts}}<figcaption>{{caption}}</figcaption></figure></section>
    {{/plots}}
    <section class="panel page">{{{tables}}}</section></main>
    """

  /// Sorts the table of runs by a column: numbers by size, texts by letters, what is missing last.
  static let script = #"""
    "use strict";
    (() => {
      const table = document.getElementById("runs"), body = table.tBodies[0];
      const heads = [...table.tHead.rows[0].cells];
      heads.forEach((head, column) => head.addEventListener("click", () => {
        const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
        const value = row => row.cells[column].dataset.value;
        const compare = (a, b) => {
          const x = value(a), y = value(b);
          if ((x === "") !== (y === "")) return x === "" ? 1 : -1;
          const [m, n] = [Number(x), Number(y)];
          return direction * (Number.isNaN(m) || Number.isNaN(n) ? x.localeCompare(y) : m - n);
        };
        body.append(...[...body.rows].sort(compare));
      }));
    })();

    """#
}
