extension HTMLReport {
  /// The page's script: what comes from the scan reaches the page as text nodes only.
  static let script = #"""
    "use strict";
    (() => {
      const data = JSON.parse(document.getElementById("functions").textContent);
      const all = data.functions;
      const byId = id => document.getElementById(id);
      const grid = byId("grid"), rows = byId("rows"), search = byId("search"), filter = byId("filter");
      const detail = byId("detail"), root = document.documentElement;
      // Where scripts are not allowed, the plain table stays.
      byId("plain").remove();
      for (const part of [document.querySelector(".work"), byId("theme"), byId("keys")]) part.hidden = false;
      const isNarrow = matchMedia("(max-width: 900px)");
      const rowHeight = 40, overscan = 8, lineLimit = 4000;
      let shown = all, key = "rank", direction = 1, selected = -1, opened = null;

      const element = (name, className, text) => {
        const made = document.createElement(name);
        if (className) made.className = className;
        if (text !== undefined) made.textContent = text;
        return made;
      };
      const score = value => value.toFixed(3);
      const haystack = item => item.hay ??=
        [item.name, item.file + ":" + item.line, ...item.alike.flatMap(one => [one.name, one.place]), ...item.statements.map(s => s.text)].join("\n").toLowerCase();
      const values = {
        rank: item => (item.accepted ? 2e9 : item.apart ? 1e9 : 0) + item.rank, score: item => item.score,
        name: item => item.name.toLowerCase(), file: item => item.file, lines: item => item.endLine - item.line + 1,
      };

      function compare(a, b) {
        const value = values[key], x = value(a), y = value(b);
        if (x !== y) return (x < y ? -1 : 1) * direction;
        if (key === "file" && a.line !== b.line) return (a.line - b.line) * direction;
        return values.rank(a) - values.rank(b);
      }

      function update() {
        const words = search.value.toLowerCase().split(/\s+/).filter(word => word);
        const kind = filter.value;
        shown = all.filter(item =>
          (kind === "all" || (kind === "accepted" ? item.accepted : kind === "apart" ? item.apart
            : item.suspect && !item.accepted))
          && words.every(word => haystack(item).includes(word)));
        shown.sort(compare);
        byId("count").textContent = shown.length === all.length
          ? `${all.length}` : `${shown.length} of ${all.length}`;
        byId("none").hidden = shown.length > 0;
        rows.style.height = `${shown.length * rowHeight}px`;
        grid.setAttribute("aria-rowcount", shown.length + 1);
        selected = opened ? shown.indexOf(opened) : -1;
        paint();
      }

      function makeRow(index) {
        const item = shown[index];
        const row = element("div", "row" + (item.suspect ? " suspect" : "") + (item.accepted ? " accepted" : ""));
        row.id = `row-${index}`;
        row.setAttribute("role", "row");
        row.setAttribute("aria-rowindex", index + 2);
        row.setAttribute("aria-selected", index === selected);
        row.dataset.index = index;
        row.style.top = `${index * rowHeight}px`;
        const cell = (className, text) => {
          const made = element("span", className, text);
          made.setAttribute("role", "gridcell");
          row.append(made);
          return made;
        };
        cell("num", item.accepted ? "✓" : item.rank);
        const bar = element("i");
        bar.style.setProperty("--share", `${100 * item.score}%`);
        cell("score", score(item.score)).append(bar);
        const name = cell("name");
        name.title = item.name;
        // Long names of a project begin alike: their ends stay in sight.
        const letters = [...item.name], cut = letters.length > 20 ? letters.length - 12 : letters.length;
        const line = element("span", "line");
        line.append(element("span", "start", letters.slice(0, cut).join("")), element("span", "end", letters.slice(cut).join("")));
        const tags = [item.alike.length && `+${item.alike.length} alike`, item.missed && "fix missing",
          item.novel && "unlike", item.kind, item.confirmed && "confirmed"].filter(tag => tag);
        name.append(line);
        if (tags.length) name.append(element("span", "tags", tags.join(" · ")));
        const place = cell("place");
        place.append(element("bdi", "", `${item.file}:${item.line}`));
        place.title = `${item.file}:${item.line}`;
        cell("num", values.lines(item));
        return row;
      }

      function paint() {
        const first = Math.max(0, Math.floor(grid.scrollTop / rowHeight) - overscan);
        const last = Math.min(shown.length, first + Math.ceil(grid.clientHeight / rowHeight) + 2 * overscan);
        const made = [];
        for (let index = first; index < last; index += 1) made.push(makeRow(index));
        rows.replaceChildren(...made);
        if (selected >= first && selected < last) grid.setAttribute("aria-activedescendant", `row-${selected}`);
        else grid.removeAttribute("aria-activedescendant");
      }

      function reveal(index) {
        const head = grid.firstElementChild.offsetHeight;
        const top = index * rowHeight, bottom = top + rowHeight + head;
        if (top < grid.scrollTop) grid.scrollTop = top;
        else if (bottom > grid.scrollTop + grid.clientHeight) grid.scrollTop = bottom - grid.clientHeight;
      }

      function select(index, scrolls = true) {
        if (!shown.length) return;
        selected = Math.min(Math.max(index, 0), shown.length - 1);
        if (scrolls) reveal(selected);
        paint();
        open(shown[selected]);
      }

      function open(item) {
        if (opened === item) return;
        opened = item;
        history.replaceState(null, "", `#${item.id}`);
        detail.replaceChildren(heading(item), why(item), source(item));
        detail.scrollTop = 0;
      }

      function heading(item) {
        const what = element("div", "what");
        const back = element("button", "back", "↑ Ranking");
        back.type = "button";
        back.addEventListener("click", () => grid.scrollIntoView({ block: "center" }));
        what.append(back, element("h2", "", item.name));
        const line = element("p");
        if (item.accepted) line.append(element("span", "badge", item.accepted));
        else line.append(element("span", "badge" + (item.suspect ? " hot" : ""),
          `score ${score(item.score)} · rank ${item.rank}${item.apart ? " of those apart" : ""}${item.kind ? ` · ${item.kind} code` : ""}${item.confirmed ? " · confirmed" : ""}`));
        line.append(element("code", "", `${item.file}:${item.line}–${item.endLine}`));
        what.append(line);
        return what;
      }

      function why(item) {
        const box = element("div", "why");
        if (item.missed) {
          box.append(element("h3", "", "A fix that it lacks"));
          box.append(element("p", "past", item.missed));
        }
        if (item.novel) box.append(element("p", "past", "\#(Finding.noveltySentence)"));
        if (item.signals.length) {
          box.append(element("h3", "", "To check"));
          const list = element("ol");
          for (const signal of item.signals) {
            const button = element("button");
            button.type = "button";
            button.append(element("span", "share", `CWE-${signal.cwe}`), element("span", "at", signal.line),
              element("span", "seen", signal.text));
            button.title = signal.text;
            button.addEventListener("click", () => flash(signal.line));
            const entry = element("li");
            entry.append(button);
            list.append(entry);
          }
          box.append(list);
        }
        if (item.reasons.length) {
          box.append(element("h3", "", "Statements that raised the score: why it ranks here, not where a mistake is"));
          const list = element("ol");
          for (const statement of item.reasons) {
            const button = element("button");
            button.type = "button";
            const bar = element("i");
            bar.style.setProperty("--share", `${100 * statement.share}%`);
            button.append(element("span", "share", `${Math.round(100 * statement.share)} %`), bar,
              element("span", "at", statement.lines), element("code", "", statement.text));
            button.title = statement.text;
            button.addEventListener("click", () => flash(statement.line));
            const entry = element("li");
            entry.append(button);
            list.append(entry);
          }
          box.append(list);
        } else {
          box.append(element("h3", "", "No statement raised the score by itself."));
        }
        if (item.past) {
          box.append(element("h3", "", "What the project's history says"));
          box.append(element("p", "past", item.past));
        }
        if (item.alike.length) {
          const family = element("details");
          family.append(element("summary", "", `and ${item.alike.length} alike: one row for all of them`));
          const list = element("ul");
          for (const one of item.alike) list.append(element("li", "", `${one.name}, ${one.place}, score ${score(one.score)}`));
          family.append(list);
          box.append(family);
        }
        if (item.similar.length) {
          box.append(element("h3", "", "Labelled functions that resemble it most"));
          const list = element("ul");
          for (const text of item.similar) list.append(element("li", "", text));
          box.append(list);
        }
        return box;
      }

      function flash(line) {
        const target = detail.querySelector(`[data-line="${line}"]`);
        if (!target) return;
        target.scrollIntoView({ block: "center" });
        for (const old of detail.querySelectorAll(".flash")) old.classList.remove("flash");
        target.classList.add("flash");
      }

      function source(item, limit = lineLimit) {
        const strongest = item.statements.length ? item.statements[0].share : 1;
        const box = element("div", "source"), lines = element("div", "lines");
        let number = item.line, code;
        const startLine = () => {
          const line = element("div", "ln");
          line.dataset.line = number;
          code = element("code");
          line.append(element("span", "no", number), code);
          lines.append(line);
        };
        startLine();
        let position = 0, isCut = false;
        outer: for (const [, length, kind, owner] of item.runs.matchAll(/([0-9a-z]+)([A-I])([0-9a-z]*);/g)) {
          const end = position + parseInt(length, 36);
          const parts = item.source.slice(position, end).split("\n");
          position = end;
          for (let index = 0; index < parts.length; index += 1) {
            if (index > 0) {
              number += 1;
              if (number - item.line >= limit) { isCut = true; break outer; }
              startLine();
            }
            if (!parts[index]) continue;
            const statement = owner ? item.statements[parseInt(owner, 36) - 1] : null;
            if (kind === "A" && !statement) { code.append(parts[index]); continue; }
            const span = element("span", kind === "A" ? "" : `k${kind}`, parts[index]);
            if (statement) {
              span.classList.add("hot-code");
              span.style.setProperty("--alpha", (0.06 + 0.44 * statement.share / strongest).toFixed(3));
              span.title = `${Math.round(100 * statement.share)} % of what raised the score`;
            }
            code.append(span);
          }
        }
        box.append(lines);
        if (isCut) {
          const more = element("button", "more", "Show the rest of this long function");
          more.type = "button";
          more.addEventListener("click", () => box.replaceWith(source(item, Infinity)));
          box.append(more);
        }
        return box;
      }

      for (const header of grid.querySelectorAll("[role=columnheader]")) {
        header.addEventListener("click", () => {
          const chosen = header.dataset.key;
          direction = chosen === key ? -direction : chosen === "score" || chosen === "lines" ? -1 : 1;
          key = chosen;
          for (const other of grid.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
          header.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
          grid.scrollTop = 0;
          update();
        });
      }
      rows.addEventListener("click", event => {
        const row = event.target.closest(".row");
        if (!row) return;
        select(Number(row.dataset.index), false);
        // Below the list on a phone, the detail is out of sight.
        if (isNarrow.matches) detail.scrollIntoView({ block: "start" });
      });
      let isWaiting = false;
      grid.addEventListener("scroll", () => {
        if (isWaiting) return;
        isWaiting = true;
        requestAnimationFrame(() => { isWaiting = false; paint(); });
      });
      search.addEventListener("input", () => { grid.scrollTop = 0; update(); });
      filter.addEventListener("change", () => { grid.scrollTop = 0; update(); });
      byId("clear").addEventListener("click", () => { search.value = ""; filter.value = "all"; update(); search.focus(); });
      byId("theme").addEventListener("click", () => {
        const isDark = root.dataset.theme ? root.dataset.theme === "dark"
          : matchMedia("(prefers-color-scheme: dark)").matches;
        root.dataset.theme = isDark ? "light" : "dark";
      });
      search.addEventListener("keydown", event => {
        if (event.key === "Escape") { search.value = ""; update(); grid.focus(); }
        if (event.key === "ArrowDown" || event.key === "Enter") { event.preventDefault(); grid.focus(); select(Math.max(selected, 0)); }
      });
      detail.addEventListener("keydown", event => { if (event.key === "Escape") grid.focus(); });
      document.addEventListener("keydown", event => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const isTyping = event.target === search || event.target === filter;
        if (event.key === "/" && !isTyping) { event.preventDefault(); search.focus(); search.select(); return; }
        if (isTyping || detail.contains(event.target)) return;
        const page = Math.max(1, Math.floor(grid.clientHeight / rowHeight) - 2);
        const steps = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page };
        if (event.key in steps) select(selected + steps[event.key]);
        else if (event.key === "Home") select(0);
        else if (event.key === "End") select(shown.length - 1);
        else if (event.key === "Enter" && event.target === grid) { if (selected < 0) select(0); detail.focus(); }
        else return;
        event.preventDefault();
      });
      const go = () => {
        const wanted = decodeURIComponent(location.hash.slice(1));
        const index = shown.findIndex(item => item.id === wanted);
        select(index < 0 ? 0 : index);
      };
      addEventListener("hashchange", go);
      addEventListener("resize", paint);
      if (data.review) filter.value = "suspects";
      update();
      if (shown.length) go();
      else if (all.length) detail.append(element("p", "what muted", "Nothing is left to report."));
      else detail.append(element("p", "what muted", "No function was found."));
    })();

    """#
}
