/**
 * The page of a shared transfer as HTML. It works without scripts; the one it has writes times in the
 * reader's own zone. Style and script are in the page and named by their hashes, so that the browser
 * runs nothing else and asks nobody for anything.
 */
import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { Moment, PageStage, ProgressPage } from '../text/progress-page.ts';
import type { PlainPage } from '../text/share-messages.ts';

const style = `
:root { color-scheme: light dark; --ground: #f1f3f5; --sheet: #fff; --ink: #16202b; --soft: #566270;
  --line: #d5dbe1; --moving: #0b63c5; --delivered: #0a7a45; --stopped: #8a5200; }
@media (prefers-color-scheme: dark) { :root { --ground: #10161d; --sheet: #1a222c; --ink: #eef2f6;
  --soft: #a5b1be; --line: #36424f; --moving: #6db3ff; --delivered: #56d394; --stopped: #ffbf66; } }
*, ::before, ::after { box-sizing: border-box; margin: 0; }
body { --tone: var(--moving); background: var(--ground); color: var(--ink); padding: 1rem;
  font: 1.0625rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
body.delivered { --tone: var(--delivered); }
body.stopped { --tone: var(--stopped); }
main, footer { max-width: 27rem; margin: 0 auto; }
main { background: var(--sheet); border-radius: 1.25rem; border-top: .375rem solid var(--tone);
  padding: 1.5rem 1.5rem 1.75rem; box-shadow: 0 1px 3px rgb(0 0 0 / .12); }
.label { display: block; color: var(--soft); font-size: .9375rem; font-weight: 400; }
h1 { font-size: 2.25rem; line-height: 1.2; letter-spacing: -.02em; }
h1.plain { font-size: 1.5rem; letter-spacing: 0; margin-bottom: .5rem; }
.payee { margin-top: 1rem; }
.payee bdi { display: block; }
.payee .name { font-weight: 600; }
.state { margin: 1.5rem 0; padding: 1rem 1.125rem; border-radius: .875rem; background: var(--ground); }
h2 { font-size: 1.125rem; line-height: 1.3; }
.state h2 { color: var(--tone); margin-bottom: .25rem; }
ol { list-style: none; padding: 0; margin-top: .875rem; }
li { position: relative; padding: 0 0 1.125rem 2rem; }
li:last-child { padding-bottom: 0; }
li::before { content: ''; position: absolute; left: .125rem; top: .25rem; width: 1.0625rem; height: 1.0625rem;
  border: .1875rem solid var(--line); border-radius: 50%; background: var(--sheet); z-index: 1; }
li:not(:last-child)::after { content: ''; position: absolute; left: .59375rem; top: .75rem; bottom: -.5rem;
  width: .125rem; background: var(--line); }
li.done::before { background: var(--tone); border-color: var(--tone); }
li.done:not(:last-child)::after { background: var(--tone); }
li.now::before { border-color: var(--tone); }
li.now { font-weight: 600; }
li.ahead { color: var(--soft); }
li time { display: block; color: var(--soft); font-size: .9375rem; font-weight: 400; }
footer { padding: 1rem 1.5rem; color: var(--soft); font-size: .9375rem; }
footer a { color: inherit; display: inline-block; padding: .25rem 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
@media (prefers-reduced-motion: no-preference) { .moving li.now::before { animation: breathe 2s infinite; }
  @keyframes breathe { 50% { box-shadow: 0 0 0 .3125rem color-mix(in srgb, var(--tone) 30%, transparent); } } }
`;

const script = `
const { lang } = document.documentElement;
const locale = navigator.languages.find((one) => one.split('-')[0] === lang) ?? lang;
const shape = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };
for (const time of document.querySelectorAll('time')) {
  time.textContent = new Date(time.dateTime).toLocaleString(locale, shape);
}
`;

/** The content security policy of these pages. */
export const contentPolicy = [
  "default-src 'none'",
  `style-src '${hashOf(style)}'`,
  `script-src '${hashOf(script)}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

type Html = ReturnType<typeof raw>;

/** The page of a transfer; `stands` where the reader asked that it does not renew itself. */
export function progressHtml(page: ProgressPage, locale: string, stands: boolean): string {
  const { amount, payee } = page;
  return documentOf(page, locale, [
    part`<main>
<h1><span class="label">${amount.label}</span> ${amount.value}</h1>
<p class="payee"><span class="label">${payee.label}</span>
<bdi class="name">${payee.name}</bdi> <bdi>${payee.account}</bdi></p>
<section class="state"><h2>${page.headline}</h2><p>${page.sentence}</p></section>
<h2>${page.stagesLabel}</h2>
<ol>${page.stages.map(stageHtml)}</ol>
</main>
<footer>${lookedHtml(page)}${renewalHtml(page, stands)}</footer>
<script>${raw(script)}</script>`,
  ]);
}

/** A page without a transfer. */
export function plainHtml({ title, sentence }: PlainPage, locale: string): string {
  return documentOf({ title, tone: 'stopped' }, locale, [
    part`<main><h1 class="plain">${title}</h1><p>${sentence}</p></main>`,
  ]);
}

interface Head {
  readonly title: string;
  readonly about?: string;
  readonly tone: ProgressPage['tone'];
}

function documentOf({ title, about, tone }: Head, locale: string, body: readonly Html[]): string {
  const preview = about
    ? part`<meta name="description" content="${about}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${about}">`
    : '';
  return part`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${preview}
<style>${raw(style)}</style>
</head>
<body class="${tone}">
${[...body]}
</body>
</html>
`.toString();
}

function stageHtml({ is, mark, words, at }: PageStage): Html {
  const step = is === 'now' ? part`<li class="now" aria-current="step">` : part`<li class="${is}">`;
  return part`${step}<span class="unseen">${mark}: </span>${words}${at && timeHtml(at)}</li>
`;
}

function lookedHtml({ looked }: ProgressPage): Html | undefined {
  return looked && part`<p>${looked.label} ${timeHtml(looked.at)}</p>`;
}

function renewalHtml({ renewal }: ProgressPage, stands: boolean): Html | undefined {
  if (!renewal) return undefined;
  return stands
    ? part`<p>${renewal.stands} <a href="?">${renewal.goOn}</a></p>`
    : part`<p>${renewal.runs} <a href="?still">${renewal.stop}</a></p>`;
}

function timeHtml({ atMs, utc }: Moment): Html {
  return part` <time datetime="${new Date(atMs).toISOString()}">${utc}</time>`;
}

/** Hono's template: what is put in is escaped. Nothing here is waited for, so it is there at once. */
function part(strings: TemplateStringsArray, ...values: unknown[]): Html {
  return html(strings, ...values) as Html;
}
