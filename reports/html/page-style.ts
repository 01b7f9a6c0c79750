/** Dense and quiet: one family for words, one for data, rules instead of boxes, colour only where it says something. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #fdfdfb; --sheet: #f4f4ef; --ink: #1c1e21; --soft: #5a6068; --rule: #dcdcd3; --link: #1f4f99;
  --red: #a8201a; --green: #1c6b35; --amber: #7d5000; --violet: #6a3f9c; --red-wash: #fbe9e6; --mark: #ffe08a;
  --words: ui-sans-serif, system-ui, "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif;
  --data: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #141619; --sheet: #1c1f23; --ink: #e3e4e1; --soft: #a0a6ae; --rule: #33373d; --link: #93bbf5;
    --red: #ff9a8f; --green: #86d49a; --amber: #e6bb62; --violet: #c9a8f2; --red-wash: #38201f; --mark: #6b5312;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 3rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 14px/1.5 var(--words); }
header, main, footer { max-width: 84rem; margin: 0 auto; padding: 0 1.5rem; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1.5rem; padding-block: .75rem;
  border-bottom: 1px solid var(--rule); }
header ul, .tabs ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0; padding: 0; list-style: none; }
.suite { margin-left: auto; color: var(--soft); font-size: 12px; overflow-wrap: anywhere; }
footer { margin-block: 3rem 1.5rem; color: var(--soft); font-size: 12px; }
kbd { font: 11px var(--data); border: 1px solid var(--rule); border-radius: 3px; padding: 0 .3em; }
main:focus, h1:focus { outline: none; }
h1 { font-size: 22px; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; margin: 1.25rem 0 .5rem; text-wrap: balance; overflow-wrap: anywhere; }
h2 { font-size: 15px; font-weight: 650; margin: 2rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--rule); }
h2 small, .none, .hint, .note, .crumb { color: var(--soft); font-weight: 400; font-size: 12px; }
h3 { font-size: 12px; font-weight: 600; margin: 0 0 .25rem; color: var(--soft); }
p { margin: .4rem 0; max-width: 75ch; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; box-shadow: 0 2px 0 var(--ink); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip-link { position: absolute; left: -100vw; } .skip-link:focus { position: static; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
code { font: 12.5px/1.45 var(--data); white-space: pre-wrap; overflow-wrap: anywhere; }
.escape { font: 600 .85em var(--data); color: var(--violet); border-bottom: 1px dotted; unicode-bidi: isolate; }
mark { background: var(--mark); color: inherit; font-weight: 700; text-decoration: underline; }

.verdict { white-space: nowrap; font-weight: 600; }
.pass, .fixed { color: var(--green); } .fail, .drifted, .hang, .crash, .error, .wrong { color: var(--red); }
.known-failure { color: var(--amber); } .skip { color: var(--soft); font-weight: 400; }
.fixed { color: var(--violet); }
td .verdict.pass { font-weight: 400; }

.facts { display: flex; flex-wrap: wrap; gap: .1rem 1.75rem; margin: .4rem 0; }
.facts > div { display: flex; gap: .5ch; min-width: 0; } dt { color: var(--soft); } dt::after { content: ":"; } dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.attention { list-style: none; padding: 0; margin: 0; }
.attention li { padding: .35rem 0 .35rem .75rem; border-left: 3px solid var(--red); margin-bottom: .4rem; }
.attention .line { display: flex; flex-wrap: wrap; gap: 0 .75rem; align-items: baseline; }
.who { color: var(--soft); } .id { font: 12.5px var(--data); overflow-wrap: anywhere; min-width: 0; }
.cause { color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
.bar { display: flex; gap: 1px; height: 6px; margin: .6rem 0; max-width: 40rem; } .bar span { background: currentColor; min-width: 2px; }

.scroll { position: relative; overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .25rem 1.1rem .25rem 0; border-bottom: 1px solid var(--rule); font-weight: 400; }
thead th { color: var(--soft); font-size: 12px; white-space: nowrap; }
tfoot th, tfoot td { font-weight: 600; border-bottom: 0; }
.n { text-align: right; white-space: nowrap; }
details { margin: .4rem 0; } summary { cursor: pointer; color: var(--soft); }
.query { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
.query input { flex: 1 1 18rem; max-width: 36rem; font: 13px var(--data); padding: .35rem .5rem; color: inherit; background: var(--sheet); border: 1px solid var(--rule); border-radius: 4px; }
.query .hint { flex-basis: 100%; margin: 0; }
.matrix { width: 100%; } .matrix th[scope=row] { font: 12.5px/1.4 var(--data); min-width: 14rem; overflow-wrap: anywhere; } .matrix td { white-space: nowrap; }
.matrix td a { text-decoration: none; } .matrix td a:hover { text-decoration: underline; }
.matrix tbody tr:hover { background: var(--sheet); } .area { color: var(--soft); }

[aria-labelledby=ops] th code { overflow-wrap: normal; }
.crumb { margin: 1.25rem 0 -1rem; overflow-wrap: anywhere; } .why { font-size: 15px; }
.tabs { margin: 1rem 0 .25rem; } .tabs.small { margin: 0; display: flex; flex-wrap: wrap; gap: 0 .75rem; font-size: 13px; } .tabs.small > span { color: var(--soft); }
.choices { display: flex; flex-wrap: wrap; gap: .25rem 2.5rem; margin-bottom: .75rem; }
.findings { margin: .4rem 0; padding-left: 1.5rem; overflow-wrap: anywhere; } .findings li { margin: .15rem 0; }
.replay { max-width: none; color: var(--soft); } .replay code { color: var(--ink); background: var(--sheet); padding: .1rem .4rem; }
button { margin-left: .5rem; font: 12px var(--words); color: var(--link); background: none; border: 1px solid var(--rule); border-radius: 4px; padding: .1rem .5rem; cursor: pointer; }
.layers { display: flex; flex-wrap: wrap; gap: .75rem; }
.layer { flex: 1 1 15rem; background: var(--sheet); padding: .6rem .75rem; border-top: 2px solid var(--soft); min-width: 0; }
.layer ol { list-style: none; margin: 0; padding: 0; } .layer p { margin: 0; }
.timeline { width: 100%; } .timeline td:first-child { width: 3rem; } .timeline code { overflow-wrap: break-word; }
tr[aria-current] { background: var(--sheet); box-shadow: inset 3px 0 var(--link); } tr[aria-current] td:first-child { padding-left: .6rem; font-weight: 700; }
.diff { width: 100%; } .diff th[scope=rowgroup] { min-width: 8rem; } .diff tbody { border-bottom: 2px solid var(--rule); }
.diff td { min-width: 8rem; } .diff td:first-of-type { white-space: nowrap; }
.change { font-size: 12px; font-weight: 600; } .change.same { color: var(--soft); font-weight: 400; }
.appeared .change, .change.appeared { color: var(--green); } .disappeared .change, .change.disappeared { color: var(--red); } .changed .change, .change.changed { color: var(--amber); }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem; } .tree { list-style: none; margin: 0; padding: 0; }
.tree li { border-bottom: 1px solid var(--rule); padding: .15rem 0; overflow-wrap: anywhere; min-height: 1.8rem; } .tree .change { display: inline-block; width: 1.5ch; font-family: var(--data); }
.tree .summary { color: var(--soft); } li.changed .summary, li.appeared .summary, li.disappeared .summary { color: var(--ink); }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 34rem), 1fr)); gap: 0 3rem; align-items: start; }
.pair > * { min-width: 0; } meter { width: 8rem; height: 10px; vertical-align: middle; }
@media (max-width: 40rem) {
  header, main, footer { padding-inline: 1rem; } .suite { margin-left: 0; }
  .sides { grid-template-columns: 1fr; gap: 1rem; } th, td { padding-right: .75rem; }
  .matrix th[scope=row] { min-width: 10rem; } .matrix .verdict { white-space: normal; } .choices { gap: .5rem; flex-direction: column; } .tabs.small > span { flex-basis: 100%; }
  .timeline thead, .diff thead { position: absolute; clip-path: inset(50%); }
  .timeline, .diff, .timeline tbody, .diff tbody, .timeline tr, .diff tr, .timeline td, .diff td, .diff th { display: block; width: auto; }
  .timeline td, .diff td, .diff th { border: 0; padding: .1rem 0; min-width: 0; } .timeline td:first-child { width: auto; }
  .timeline tr, .diff tr { padding: .35rem 0 .35rem .5rem; border-bottom: 1px solid var(--rule); }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--soft); font-size: 12px; }
}
@media (max-width: 40rem) {
  .plain td[data-label]::before, .matrix td[data-label]::before { content: none; } meter { display: none; }
}
@media print { header nav, footer, button, .query, .choices { display: none; } .scroll { overflow: visible; } body { font-size: 11px; } }
`;
