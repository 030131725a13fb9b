extension RunReport {
  static let template = """
    <main>
    <header class="run">
    <p class="eyebrow">VulnAdapt · report of a run</p>
    <h1>{{label}}</h1>
    <p class="pair">{{projects}}</p>
    <p class="tags"><span class="tag{{#isOracle}} oracle{{/isOracle}}">{{protocol}} protocol</span> <span class="tag">seed {{seed}}</span></p>
    {{#isOracle}}<p class="warning">Oracle figures: the best of all steps and settings by the labels of the unlabelled project. Nobody gets them without those labels.</p>{{/isOracle}}
    </header>
    <section class="panel verdict"><h2>Verdict</h2><p>{{verdict}}</p></section>
    <section class="cards" aria-label="Main figures">
    {{#cards}}<div class="panel card"><p class="title">{{title}}</p><p class="value">{{value}}</p><p class="interval">{{#hasInterval}}95 %: {{interval}}{{/hasInterval}} {{hint}}</p><p class="rival"><span class="{{tone}}">{{sign}}</span> {{rival}}</p></div>
    {{/cards}}</section>
    <section class="panel"><h2>Figures beside the trivial rankers</h2>
    <p class="muted">One weight a function. Small numbers are 95 % bootstrap intervals; the best of a row is bold and marked ★.</p>
    <div class="wide"><table><thead><tr><th>figure</th>{{#rankers}}<th class="number{{#isOwn}} own{{/isOwn}}">{{name}}</th>{{/rankers}}</tr></thead><tbody>
    {{#measures}}<tr><th scope="row">{{title}}<span class="interval">{{hint}}</span></th>{{#cells}}<td class="number{{#isOwn}} own{{/isOwn}}">{{#isBest}}<strong>★ {{value}}</strong>{{/isBest}}{{^isBest}}{{value}}{{/isBest}}<span class="interval">{{interval}}</span></td>{{/cells}}</tr>
    {{/measures}}</tbody></table></div>
    {{#hasGroups}}<details><summary>The same with one weight a group (one CVE, one name, one set of near duplicates)</summary>
    <div class="wide"><table><thead><tr><th>figure</th>{{#rankers}}<th class="number{{#isOwn}} own{{/isOwn}}">{{name}}</th>{{/rankers}}</tr></thead><tbody>
    {{#groupMeasures}}<tr><th scope="row">{{title}}<span class="interval">{{hint}}</span></th>{{#cells}}<td class="number{{#isOwn}} own{{/isOwn}}">{{#isBest}}<strong>★ {{value}}</strong>{{/isBest}}{{^isBest}}{{value}}{{/isBest}}<span class="interval">{{interval}}</span></td>{{/cells}}</tr>
    {{/groupMeasures}}</tbody></table></div>
    </details>{{/hasGroups}}
    </section>
    {{#plots}}<section class="panel plot" id="{{name}}"><h2>{{title}}</h2><figure><div class="charts c{{columns}}">{{#charts}}<div>{{{.}}}</div>{{/charts}}</div><figcaption>{{caption}}</figcaption></figure></section>
    {{/plots}}
    {{#boundary}}<section class="panel" id="boundary"><h2>Boundary distortion</h2>
    <p class="muted">A classifier trained on one project's joint points and tested on the other's (paper, Table 2), classes weighing alike. It reads the labels of both projects: it explains a model and must not choose one.</p>
    <div class="wide"><table><thead><tr><th>classifier</th><th class="number">accuracy</th><th class="number">balanced accuracy</th><th class="number">AUC</th><th class="number">one answer for all</th></tr></thead><tbody>
    {{#rows}}<tr><th scope="row">{{name}}</th><td class="number">{{accuracy}}</td><td class="number">{{balanced}}</td><td class="number">{{auc}}</td><td class="number muted">{{majority}}</td></tr>
    {{/rows}}<tr><th scope="row">gap</th><td class="number">{{gap}}</td><td class="number">{{balancedGap}}</td><td></td><td></td></tr></tbody></table></div></section>
    {{/boundary}}
    {{#hasSuspects}}<section class="panel"><h2>Read first</h2>
    <p class="muted">The unlabelled project's functions with the highest scores. “By length” is the place where “longest first” has them.</p>
    <div class="wide"><table><thead><tr><th class="number">rank</th><th class="number">score</th><th>function</th><th>place</th><th>label</th><th class="number">by length</th></tr></thead><tbody>
    {{#suspects}}<tr><td class="number">{{rank}}</td><td class="number">{{score}}</td><td><code>{{function}}</code></td><td><code class="muted">{{place}}</code></td><td>{{#isVulnerable}}<strong>● {{label}}</strong>{{/isVulnerable}}{{^isVulnerable}}<span class="muted">{{label}}</span>{{/isVulnerable}}</td><td class="number">{{length}}</td></tr>
    {{/suspects}}</tbody></table></div></section>{{/hasSuspects}}
    <section class="panel"><h2>Data</h2>
    <div class="wide"><table><thead><tr><th></th><th>project</th><th class="number">functions</th><th class="number">vulnerable</th><th>SHA-256 of functions and labels</th></tr></thead><tbody>
    {{#data}}<tr><td>{{role}}</td><td>{{name}}</td><td class="number">{{functions}}</td><td class="number">{{vulnerable}}</td><td><code class="muted">{{hash}}</code></td></tr>
    {{/data}}</tbody></table></div>
    {{#hasDuplicates}}<h3>Functions with a twin</h3>
    <table><thead><tr><th></th><th class="number">equal</th><th class="number">equal or similar</th></tr></thead><tbody>
    {{#duplicates}}<tr><td>{{place}}</td><td class="number">{{exact}}</td><td class="number">{{near}}</td></tr>
    {{/duplicates}}</tbody></table>{{/hasDuplicates}}
    </section>
    <section class="panel"><h2>Run</h2>
    {{#hasWarnings}}<h3>Warnings of the training</h3><ul>{{#warnings}}<li>{{.}}</li>{{/warnings}}</ul>{{/hasWarnings}}
    <table class="facts"><tbody>{{#facts}}<tr><th scope="row">{{name}}</th><td>{{value}}</td></tr>
    {{/facts}}</tbody></table>
    <details><summary>All settings</summary><table class="facts"><tbody>{{#settings}}<tr><th scope="row"><code>{{name}}</code></th><td><code>{{value}}</code></td></tr>
    {{/settings}}</tbody></table></details>
    {{#hasNotes}}<h3>Not shown</h3><ul>{{#notes}}<li>{{.}}</li>{{/notes}}</ul>{{/hasNotes}}
    </section>
    </main>
    """

  static let style = """

    main { display: grid; gap: 1.1rem; grid-template-columns: minmax(0, 1fr); }
    main section.panel { padding: 1.1rem 1.25rem; }
    section h2 { margin: 0 0 0.6rem; }
    header.run { padding: 0.5rem 0.25rem 0; }
    .eyebrow { margin: 0 0 0.35rem; color: var(--muted); font-size: 0.85rem; letter-spacing: 0.02em; }
    .pair { margin: 0.2rem 0 0.6rem; font-size: 1.1rem; color: var(--muted); }
    .tags { margin: 0; }
    .tag {
      display: inline-block; padding: 0.1rem 0.6rem; border: 1px solid var(--line); border-radius: 999px;
      background: var(--panel); font-size: 0.82rem;
    }
    .tag.oracle { border-color: var(--warn); color: var(--warn); font-weight: 600; }
    .warning { color: var(--warn); }
    .verdict { border-left: 4px solid var(--accent); }
    .verdict p { margin: 0; font-size: 1.08rem; }
    .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr)); gap: 0.9rem; }
    .card { padding: 0.9rem 1.1rem; }
    .card p { margin: 0; }
    .card .title { color: var(--muted); font-size: 0.86rem; }
    .card .value { font-size: 2rem; line-height: 1.25; font-weight: 650; letter-spacing: -0.02em; }
    .card .interval { color: var(--muted); font-size: 0.82rem; min-height: 1.2em; }
    .card .rival { margin-top: 0.45rem; padding-top: 0.45rem; border-top: 1px solid var(--line); font-size: 0.88rem; }
    .good { color: var(--good); font-weight: 600; }
    .bad { color: var(--warn); font-weight: 600; }
    .wide { overflow-x: auto; }
    .wide table { width: 100%; font-size: 0.9rem; }
    table th[scope="row"] { font-weight: 500; color: var(--text); white-space: nowrap; }
    td .interval, th .interval {
      display: block; color: var(--muted); font-size: 0.74rem; font-weight: 400; white-space: nowrap;
    }
    .own { background: var(--accent-soft); }
    th.own { color: var(--text); font-weight: 650; }
    thead th { vertical-align: bottom; font-size: 0.82rem; }
    tbody tr:last-child > * { border-bottom: 0; }
    .facts th { padding-left: 0; }
    details { margin-top: 0.9rem; }
    summary { cursor: pointer; color: var(--accent); }
    .charts { display: grid; gap: 0.75rem; justify-items: center; }
    .charts.c2 { grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr)); }
    .charts.c3 { grid-template-columns: repeat(auto-fit, minmax(min(100%, 330px), 1fr)); }
    .plot figcaption { max-width: 85ch; }
    section p.muted { margin-top: 0; }

    """
}
