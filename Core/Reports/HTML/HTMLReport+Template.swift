extension HTMLReport {
  static let template = #"""
    <header class="top">
      <div class="title">
        <h1>{{project}}</h1>
        <p class="muted"><code>{{path}}</code>: functions to read first, ranked by {{model}} ({{method}}{{adaptation}}). A score ranks; it proves nothing.</p>
      </div>
      <button id="theme" type="button" hidden aria-label="Switch between light and dark" title="Light or dark">◐</button>
    </header>
    <section class="cards" aria-label="Summary">
      {{#cards}}<div class="card panel {{tone}}"><b>{{value}}</b><span>{{label}}</span></div>
      {{/cards}}<figure class="card panel spread"><svg viewBox="0 0 240 48" role="img" aria-label="{{histogramLabel}}" preserveAspectRatio="none">{{#histogram}}<rect class="bar {{tone}}" x="{{x}}" y="{{y}}" width="{{width}}" height="{{height}}" rx="1"><title>{{title}}</title></rect>{{/histogram}}<path class="axis" d="M0 46.5H240"/></svg><span class="ends"><span>score 0</span><span>1</span></span></figure>
    </section>
    <main id="plain" class="panel">
      <table><thead><tr><th>Rank</th><th>Score</th><th>Function</th><th>Place</th><th>To check</th><th>Strongest statement</th></tr></thead><tbody>
      {{#first}}<tr class="{{tone}}"><td>{{rank}}</td><td>{{score}}</td><td><code>{{name}}</code>{{#kind}} <span class="muted">{{kind}}</span>{{/kind}}{{#alike}}<details><summary>{{alike}}</summary>{{family}}</details>{{/alike}}</td><td><code>{{place}}</code></td><td>{{signal}}</td><td><code>{{statement}}</code></td></tr>
      {{/first}}{{^first}}<tr><td colspan="6">Nothing is left to report.</td></tr>{{/first}}</tbody></table>
      {{#hasApart}}<h2>Ranked apart: tests, examples, vendored code and the like</h2>{{/hasApart}}
      <table><tbody>
      {{#firstApart}}<tr class="{{tone}}"><td>{{rank}}</td><td>{{score}}</td><td><code>{{name}}</code>{{#kind}} <span class="muted">{{kind}}</span>{{/kind}}{{#alike}}<details><summary>{{alike}}</summary>{{family}}</details>{{/alike}}</td><td><code>{{place}}</code></td><td>{{signal}}</td><td><code>{{statement}}</code></td></tr>
      {{/firstApart}}</tbody></table>
      <p class="muted">With scripts allowed, this page sorts, searches and shows sources.</p>
    </main>
    <main class="work" hidden>
      <section class="list panel" aria-label="Ranking">
        <div class="tools">
          <input id="search" type="search" placeholder="Search functions, files, statements" aria-label="Search" autocomplete="off" spellcheck="false" aria-keyshortcuts="/">
          <select id="filter" aria-label="Which functions"><option value="all">All</option><option value="suspects">Suspects</option><option value="apart">Ranked apart</option><option value="accepted">Accepted</option></select>
          <output id="count" aria-live="polite"></output>
        </div>
        <div id="grid" role="grid" aria-label="Functions" tabindex="0">
          <div class="row head" role="row" aria-rowindex="1">
            <span role="columnheader" aria-sort="ascending" data-key="rank"><button type="button" tabindex="-1">Rank</button></span>
            <span role="columnheader" data-key="score"><button type="button" tabindex="-1">Score</button></span>
            <span role="columnheader" data-key="name"><button type="button" tabindex="-1">Function</button></span>
            <span role="columnheader" data-key="file"><button type="button" tabindex="-1">Place</button></span>
            <span role="columnheader" data-key="lines"><button type="button" tabindex="-1">Lines</button></span>
          </div>
          <div id="rows" role="rowgroup"></div>
        </div>
        <p id="none" class="muted" hidden>Nothing matches. <button id="clear" type="button">Show all</button></p>
      </section>
      <article id="detail" class="panel" tabindex="-1" aria-label="Function"></article>
    </main>
    <footer class="foot muted">
      <p id="keys" hidden><kbd>/</kbd> search · <kbd>↑</kbd> <kbd>↓</kbd> or <kbd>j</kbd> <kbd>k</kbd> move · <kbd>Enter</kbd> read the source · <kbd>Esc</kbd> back · click a heading to sort</p>
      <p>VulnAdapt {{version}}. {{times}}</p>
      <details id="notes"><summary>Notes on the scan</summary><ul>{{#notes}}<li><code>{{place}}</code> {{text}}</li>{{/notes}}{{^notes}}<li>Nothing was skipped.</li>{{/notes}}</ul></details>
    </footer>
    """#
}
