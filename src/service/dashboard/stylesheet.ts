/** The only stylesheet: a light and a dark theme, whichever the reader prefers. Contrast is at least 4.5:1 for all text. */
export const STYLESHEET = `
:root {
  color-scheme: light dark;
  --back: #ffffff; --text: #1b1f24; --faint: #57606a; --line: #d0d7de; --panel: #f6f8fa; --link: #0550ae;
  --good: #116329; --bad: #a40e26;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0d1117; --text: #e6edf3; --faint: #9ba6b2; --line: #30363d; --panel: #161b22; --link: #79b8ff;
    --good: #56d364; --bad: #ff8a80;
  }
}
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem; background: var(--back); }
header { border-bottom: 1px solid var(--line); background: var(--panel); }
nav ul { display: flex; flex-wrap: wrap; gap: 1.25rem; margin: 0; padding: .75rem 1.5rem; list-style: none; }
main nav ul { padding: .25rem 0; }
[aria-current] { font-weight: 700; color: var(--text); text-decoration: none; }
main { max-width: 90rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin-top: 2rem; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .5rem 1.5rem; }
dt { color: var(--faint); font-size: .875rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9375rem; }
caption { text-align: left; color: var(--faint); padding-bottom: .25rem; }
th, td { padding: .3rem .75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { background: var(--panel); }
tbody th { font-weight: 400; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
pre { overflow-x: auto; padding: .75rem; border: 1px solid var(--line); background: var(--panel); font-size: .875rem; }
.wrap { white-space: pre-wrap; overflow-wrap: anywhere; }
.open, .lost { color: var(--bad); font-weight: 600; }
.fixed { color: var(--good); font-weight: 600; }
.source td, .source th { padding: 0 .75rem; border: 0; white-space: pre; }
.covered td { background: color-mix(in srgb, var(--good) 12%, transparent); }
.missed td { background: color-mix(in srgb, var(--bad) 16%, transparent); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1rem; }
figure { margin: 0; padding: .75rem; border: 1px solid var(--line); }
figcaption { font-weight: 600; }
svg { width: 100%; height: auto; }
.grid { stroke: var(--line); stroke-width: 1; }
.line { stroke: var(--link); stroke-width: 2; }
.dot { fill: var(--link); }
.tick { fill: var(--faint); font-size: 11px; }
button { font: inherit; padding: .4rem 1rem; border: 1px solid var(--line); background: var(--panel); color: var(--text); cursor: pointer; }
`;
