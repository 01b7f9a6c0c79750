/** The picture of the layers, and what the newer screens have: in the same colours as the page. */
export const stackStyle = `
.stack { display: block; font: 12px var(--words); }
.sheet { fill: var(--sheet); stroke: var(--soft); stroke-width: 1; } .sheet.merged { fill: none; stroke-dasharray: 5 4; }
.sheet.upper { stroke-width: 1.6; } .stack-layer { fill: var(--ink); font: 600 12px var(--words); }
.stack-path, .stack-word { fill: var(--ink); font: 12px var(--data); } .stack-path { font-weight: 600; }
.thing { fill: var(--paper); stroke: var(--ink); } .thing.directory { stroke-dasharray: none; stroke: var(--soft); }
.hole { fill: var(--paper); stroke: var(--ink); stroke-dasharray: 4 3; stroke-width: 1.5; }
.hole.faded, .thing.faded { stroke: var(--rule); } .stack-word.faded { fill: var(--soft); }
.thing.strange { stroke: var(--red); stroke-width: 2; } .stack-word.strange { fill: var(--red); font-weight: 700; }
.sight { stroke: var(--link); stroke-width: 1.5; }
.stack-words { margin: .5rem 0; padding-left: 1.25rem; font-size: 13px; color: var(--soft); overflow-wrap: anywhere; }

h1 small { font-size: 14px; font-weight: 400; letter-spacing: 0; color: var(--soft); }
.warning { border-left: 3px solid var(--amber); padding-left: .75rem; font-weight: 600; }
.cards { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .75rem; margin: 0; padding: 0; }
.card { background: var(--sheet); border-top: 2px solid var(--green); padding: .6rem .75rem; min-width: 0; overflow-wrap: anywhere; }
.card.wrong-edge { border-top-color: var(--red); } .card h3 { font-size: 14px; margin: 0; color: inherit; } .card p { margin: .2rem 0; }
.figure strong { font-size: 24px; font-weight: 650; letter-spacing: -.02em; } .count { color: var(--soft); }
.kind { margin: .9rem 0 .3rem; color: var(--ink); font-weight: 400; font-size: 13px; }
.chips { display: flex; flex-wrap: wrap; gap: .4rem; flex-basis: 100%; }
.chip { border: 1px solid var(--rule); border-radius: 4px; padding: .1rem .5rem; font-size: 12px; text-decoration: none; }
.hint code { display: inline-block; background: var(--sheet); padding: 0 .35rem; margin: .1rem .2rem .1rem 0; }
.why-cell { display: block; font-size: 11.5px; color: var(--soft); white-space: normal; max-width: 22rem; font-weight: 400; }
.fold { margin-left: .75rem; font-size: 11.5px; color: var(--soft); }
.diagnosis { font-size: 15px; border-left: 3px solid var(--red); padding: .15rem 0 .15rem .75rem; overflow-wrap: anywhere; }
.mismatches { width: 100%; } .mismatches td, .mismatches th { overflow-wrap: break-word; } .mismatches td:nth-child(4) code { overflow-wrap: break-word; }
.judgement { display: block; font-size: 12px; font-weight: 600; white-space: nowrap; } .judgement.none { font-weight: 400; }
pre { background: var(--sheet); padding: .6rem .75rem; overflow-x: auto; max-height: 24rem; max-width: 100%; } pre code { white-space: pre; overflow-wrap: normal; }
.similar { list-style: none; padding: 0; margin: 0; } .similar li { padding: .15rem 0; overflow-wrap: anywhere; }
.pick { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; } select { font: 13px var(--words); max-width: 100%; padding: .25rem; color: inherit; background: var(--sheet); border: 1px solid var(--rule); border-radius: 4px; }
.changes td, .changes th { min-width: 9rem; } .matrix th[scope=row] a { color: inherit; text-decoration: none; } .matrix th[scope=row] a:hover { text-decoration: underline; }
@media (max-width: 40rem) {
  .mismatches thead, .changes thead { position: absolute; clip-path: inset(50%); }
  .mismatches, .changes, .mismatches tbody, .changes tbody, .mismatches tr, .changes tr { display: block; width: auto; }
  .mismatches td, .mismatches th, .changes td, .changes th { display: block; border: 0; padding: .1rem 0; min-width: 0; }
  .mismatches tr, .changes tr { border-bottom: 1px solid var(--rule); padding: .35rem 0; }
  th[data-label].n, td[data-label].n { text-align: right; } .mismatches th[data-label]::before { content: "step "; color: var(--soft); }
}
@media print { .chips, .pick, .fold, details:not([open]) { display: none; } .scroll { overflow: visible; } pre { max-height: none; } section { break-inside: auto; } tr, .card { break-inside: avoid; } }
`;
