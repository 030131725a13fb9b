extension HTMLReport {
  static let styleSheet = """

    body { min-height: 100vh; display: flex; flex-direction: column; }
    .top, .cards, .work, .foot { width: 100%; max-width: 1720px; margin: 0 auto; padding: 0 1.25rem; }
    .top { display: flex; align-items: flex-start; gap: 1rem; padding-top: 1.1rem; }
    .title { flex: 1; min-width: 0; }
    .title p { margin: 0.2rem 0 0; max-width: none; font-size: 0.9rem; }
    button, select, input { font: inherit; color: inherit; }
    #theme {
      border: 1px solid var(--line); background: var(--panel); border-radius: 8px; width: 2.2rem; height: 2.2rem;
      cursor: pointer; font-size: 1.05rem; line-height: 1;
    }
    .cards { display: flex; flex-wrap: wrap; gap: 0.75rem; padding-top: 0.9rem; }
    .card { padding: 0.6rem 0.9rem; flex: 1 1 9rem; min-width: 0; display: flex; flex-direction: column; }
    .card b { font-size: 1.5rem; line-height: 1.2; letter-spacing: -0.02em; }
    .card span { color: var(--muted); font-size: 0.82rem; line-height: 1.35; }
    .card.hot b { color: var(--bad); }
    .spread { flex: 2 1 16rem; justify-content: flex-end; }
    .spread svg { width: 100%; height: 48px; display: block; }
    .bar { fill: var(--muted); opacity: 0.45; }
    .bar.hot { fill: rgb(var(--heat)); opacity: 0.9; }
    .axis { stroke: var(--line); fill: none; vector-effect: non-scaling-stroke; }
    .ends { display: flex; justify-content: space-between; }
    .work {
      display: grid; grid-template-columns: minmax(0, 9fr) minmax(0, 11fr); gap: 0.9rem;
      grid-template-rows: minmax(0, 1fr); padding-top: 0.9rem; height: max(30rem, calc(100vh - 12.5rem));
    }
    .work[hidden] { display: none; }
    #plain { width: 100%; max-width: 1720px; margin: 0.9rem auto; padding: 0.6rem 1.25rem; overflow-x: auto; }
    #plain table { border-collapse: collapse; width: 100%; font-size: 0.88rem; }
    #plain td, #plain th { text-align: left; padding: 0.25rem 0.6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
    #plain td, #plain code { overflow-wrap: break-word; }
    #plain .suspect td:nth-child(2) { font-weight: 600; color: var(--bad); }
    .list, #detail { min-height: 0; display: flex; flex-direction: column; overflow: hidden; }
    .tools { display: flex; gap: 0.6rem; align-items: center; padding: 0.6rem; border-bottom: 1px solid var(--line); }
    .tools input {
      flex: 1; min-width: 0; padding: 0.4rem 0.7rem; border-radius: 7px; border: 1px solid var(--line);
      background: var(--page);
    }
    .tools select { padding: 0.38rem; border-radius: 7px; border: 1px solid var(--line); background: var(--page); }
    #count { color: var(--muted); font-size: 0.82rem; white-space: nowrap; padding-right: 0.3rem; }
    #grid { flex: 1; overflow-y: auto; position: relative; outline-offset: -2px; }
    #rows { position: relative; }
    .row {
      display: grid; grid-template-columns: 3.6rem 6.2rem minmax(9rem, 1.25fr) minmax(0, 1fr) 3.8rem;
      align-items: center; column-gap: 0.6rem; height: 40px; padding: 0 0.8rem;
      border-bottom: 1px solid var(--line);
    }
    #rows .row { position: absolute; left: 0; right: 0; cursor: pointer; }
    #rows .row:hover { background: var(--panel-2); }
    #rows .row[aria-selected="true"] { background: var(--accent-soft); box-shadow: inset 3px 0 0 var(--accent); }
    .row > span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; overflow-wrap: normal; }
    .row .num { text-align: right; color: var(--muted); font-size: 0.88rem; }
    .row .name { font-family: var(--mono); font-size: 0.86rem; }
    #rows .name { display: flex; flex-direction: column; line-height: 1.3; }
    .name .line { display: flex; }
    .name .start { overflow: hidden; text-overflow: ellipsis; white-space: pre; }
    .name .end { flex: none; white-space: pre; }
    .name .tags { font-family: var(--sans); font-size: 0.7rem; color: var(--muted); overflow: hidden; text-overflow: ellipsis; }
    .back { display: none; float: right; border: 1px solid var(--line); border-radius: 7px; background: var(--panel-2); cursor: pointer; }
    .row .place { color: var(--muted); font-size: 0.82rem; direction: rtl; text-align: left; }
    .row .place bdi { direction: ltr; unicode-bidi: isolate; }
    .row.head {
      position: sticky; top: 0; z-index: 1; background: var(--panel-2); height: 34px; font-size: 0.8rem;
    }
    .head button { all: unset; cursor: pointer; color: var(--muted); font-weight: 600; width: 100%; }
    .head button:hover { color: var(--text); }
    .head [aria-sort] button { color: var(--text); }
    .head [aria-sort="ascending"] button::after { content: " ↑"; }
    .head [aria-sort="descending"] button::after { content: " ↓"; }
    .head [data-key="rank"] button, .head [data-key="lines"] button { text-align: right; }
    .score { display: flex; align-items: center; gap: 0.45rem; font-size: 0.88rem; }
    .score i { flex: 1; height: 6px; border-radius: 3px; background: var(--panel-2); overflow: hidden; }
    .score i::before {
      content: ""; display: block; height: 100%; width: var(--share); background: var(--muted); opacity: 0.5;
      border-radius: 3px;
    }
    .suspect .score i::before { background: rgb(var(--heat)); opacity: 1; }
    .suspect .score { font-weight: 600; }
    .accepted .name, .accepted .score { opacity: 0.6; font-weight: 400; }
    #none { padding: 1.5rem; margin: 0 auto; }
    #clear { border: 0; background: none; color: var(--accent); cursor: pointer; text-decoration: underline; }
    #detail { overflow-y: auto; outline-offset: -2px; display: block; }
    .what { padding: 0.9rem 1.1rem 0.7rem; border-bottom: 1px solid var(--line); }
    .what h2 { margin: 0; overflow-wrap: anywhere; font-family: var(--mono); font-size: 1.08rem; }
    .what p { margin: 0.25rem 0 0; font-size: 0.88rem; max-width: none; }
    .badge {
      display: inline-block; font-size: 0.76rem; font-weight: 600; padding: 0.05rem 0.5rem; border-radius: 99px;
      border: 1px solid var(--line); color: var(--muted); margin-right: 0.4rem;
    }
    .badge.hot { background: rgb(var(--heat) / 14%); border-color: rgb(var(--heat) / 45%); color: var(--text); }
    .why { padding: 0.2rem 1.1rem 0.8rem; border-bottom: 1px solid var(--line); }
    .why h3 { margin: 0.7rem 0 0.35rem; font-size: 0.82rem; color: var(--muted); font-weight: 600; }
    .why ol, .why ul { list-style: none; margin: 0; padding: 0; }
    .why li button {
      all: unset; cursor: pointer; display: grid; grid-template-columns: 3rem 6rem minmax(3.2rem, max-content) minmax(0, 1fr);
      column-gap: 0.6rem; width: 100%; align-items: center; padding: 0.16rem 0.3rem; border-radius: 5px;
      font-size: 0.86rem; box-sizing: border-box;
    }
    .why li button:hover { background: var(--panel-2); }
    .why li button:focus-visible { outline: 2px solid var(--accent); }
    .why .share { text-align: right; }
    .why .seen { grid-column: 3 / -1; }
    .why .at { color: var(--muted); text-align: right; }
    .why code { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .why i { height: 7px; border-radius: 4px; background: var(--panel-2); overflow: hidden; }
    .why i::before {
      content: ""; display: block; width: var(--share); height: 100%; background: rgb(var(--heat)); border-radius: 4px;
    }
    .source { margin: 0; padding: 0.6rem 0 1rem; overflow-x: auto; font: 0.83rem/1.55 var(--mono); tab-size: 8; }
    .source .lines { display: inline-block; min-width: 100%; }
    .ln { display: flex; white-space: pre; }
    .ln:target, .ln.flash { background: var(--accent-soft); }
    .ln .no {
      flex: none; width: 4.2rem; padding-right: 1rem; text-align: right; color: var(--muted); opacity: 0.75;
      user-select: none; position: sticky; left: 0; background: var(--panel);
    }
    .ln code { font: inherit; padding-right: 1.2rem; overflow-wrap: normal; }
    .hot-code { background: rgb(var(--heat) / var(--alpha)); border-radius: 2px; }
    .kB { color: var(--code-keyword); } .kC { color: var(--code-type); } .kD { color: var(--code-string); }
    .kE { color: var(--code-number); } .kF { color: var(--code-comment); font-style: italic; }
    .kG { color: var(--code-directive); } .kH { color: var(--code-call); font-weight: 600; }
    .kI { color: var(--page); background: var(--bad); border-radius: 3px; font-style: normal; }
    .more { margin: 0.5rem 1rem; }
    .foot { padding-top: 0.8rem; padding-bottom: 1.2rem; font-size: 0.82rem; }
    .foot p { margin: 0.15rem 0; max-width: none; }
    .foot ul { max-height: 20rem; overflow: auto; }
    kbd {
      border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 4px; padding: 0 0.3rem;
      background: var(--panel); font-size: 0.78rem;
    }
    @media (max-width: 900px) {
      .work { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto; height: auto; }
      .list { height: 24rem; } #detail { max-height: none; }
      .row { grid-template-columns: 2.6rem 5.4rem minmax(0, 1fr) 3rem; }
      .row .place, .row [data-key="file"] { display: none; }
      .back { display: block; }
    }
    @media (max-width: 480px) {
      .top, .cards, .work, .foot { padding-left: 0.6rem; padding-right: 0.6rem; }
      .row { grid-template-columns: 2.2rem 2.9rem minmax(0, 1fr) 2.6rem; column-gap: 0.5rem; padding: 0 0.5rem; }
      .score i, .why i { display: none; }
      .why li button { grid-template-columns: max-content max-content minmax(0, 1fr); align-items: start; }
      .why .seen { grid-column: auto; }
      .why code { white-space: pre-wrap; overflow-wrap: anywhere; }
    }
    @media (prefers-reduced-motion: no-preference) { .ln.flash { transition: background 0.4s; } }
    @media print { .tools, #theme, .foot kbd { display: none; } .work { height: auto; display: block; } #grid { max-height: 40rem; } }

    """
}
