extension HTMLPage {
  /// The style every page begins with: colours as variables for light and dark, type, tables and code.
  ///
  /// Variables: `--page`, `--panel`, `--panel-2` (grounds), `--line` (borders), `--text`, `--muted`, `--accent`,
  /// `--accent-soft`, `--bad`, `--warn`, `--good`, `--heat` (an RGB triple for `rgb(var(--heat) / 40%)`),
  /// `--series-1` … `--series-8` (plots; told apart by people with colour-blindness), `--mono`, `--sans`.
  /// `data-theme="light"` or `"dark"` on the root element overrides the reader's setting.
  static let baseStyle = """

    :root {
      --page: #f6f7f9; --panel: #ffffff; --panel-2: #f0f2f5; --line: #dde1e7;
      --text: #1b2130; --muted: #5b6475; --accent: #3b5bdb; --accent-soft: #e7ecfd;
      --bad: #c92a2a; --warn: #a15c00; --good: #2b7a3e; --heat: 240 90 30;
      --series-1: #3b5bdb; --series-2: #d9480f; --series-3: #2b8a3e; --series-4: #9c36b5;
      --series-5: #0c8599; --series-6: #e67700; --series-7: #c2255c; --series-8: #5c677d;
      --shadow: 0 1px 2px rgb(20 28 50 / 6%), 0 4px 16px rgb(20 28 50 / 5%);
    \(lightSyntax)
    }
    @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) {
    \(dark)
    } }
    :root[data-theme="dark"] {
    \(dark)
    }
    :root {
      --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, "Cascadia Mono", Consolas, "DejaVu Sans Mono",
        "Liberation Mono", monospace;
      --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
      color-scheme: light dark;
    }
    :root[data-theme="light"] { color-scheme: light; }
    :root[data-theme="dark"] { color-scheme: dark; }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 var(--sans);
      font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
    }
    h1 { font-size: 1.45rem; line-height: 1.25; margin: 0; letter-spacing: -0.01em; }
    h2 { font-size: 1.1rem; margin: 2rem 0 0.75rem; }
    h3 { font-size: 0.95rem; margin: 1.25rem 0 0.5rem; }
    a { color: var(--accent); }
    p { max-width: 75ch; }
    code, pre, kbd { font-family: var(--mono); font-size: 0.88em; }
    main, .page { max-width: 1200px; margin: 0 auto; padding: 1.5rem; }
    .muted { color: var(--muted); }
    .panel {
      background: var(--panel); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shadow);
    }
    table { border-collapse: collapse; overflow-wrap: normal; }
    td code { overflow-wrap: anywhere; }
    th, td { padding: 0.4rem 0.75rem; text-align: left; border-bottom: 1px solid var(--line); }
    th { font-weight: 600; color: var(--muted); }
    td.number, th.number { text-align: right; }
    figure { margin: 0; }
    figcaption { color: var(--muted); font-size: 0.9rem; margin-top: 0.5rem; }
    svg { max-width: 100%; height: auto; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
    @media print { body { background: none; } .panel { box-shadow: none; break-inside: avoid; } }

    """

  private static let dark = """
      --page: #11141b; --panel: #181c25; --panel-2: #212734; --line: #2d3443;
      --text: #e4e8f0; --muted: #97a1b4; --accent: #8ea4ff; --accent-soft: #252e50;
      --bad: #ff8787; --warn: #ffc078; --good: #8ce99a; --heat: 255 110 50;
      --series-1: #8ea4ff; --series-2: #ff922b; --series-3: #69db7c; --series-4: #da77f2;
      --series-5: #3bc9db; --series-6: #ffd43b; --series-7: #f783ac; --series-8: #adb5bd;
      --shadow: 0 1px 2px rgb(0 0 0 / 30%);
      --code-keyword: #c4a7ff; --code-type: #74c0fc; --code-string: #96d88a; --code-number: #ffb870;
      --code-comment: #8792a6; --code-directive: #f783ac; --code-call: #d8deff;
    """

  private static let lightSyntax = """
      --code-keyword: #7a3eb1; --code-type: #1864ab; --code-string: #2b7a3e; --code-number: #a5500b;
      --code-comment: #6b7485; --code-directive: #a61e4d; --code-call: #25346f;
    """
}
