/** A real browser on a page, for tests that look at what a person sees. Needs `chromium`. */
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { findProgram } from './not-run.ts';

/** What kind of screen a page is opened on; a desk in daylight when left out. */
export interface Screen {
  readonly device?: 'phone' | 'desk';
  readonly colours?: 'light' | 'dark';
  /** Off: the page has to do without. */
  readonly scripts?: boolean;
}

const sizes = {
  phone: { width: 390, height: 844 },
  desk: { width: 1280, height: 800 },
} as const;

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Opens `url` in a browser of its own, which goes away with the test. The clipboard may be read
 * and written; what the page throws or its security policy refuses fails the test at its end.
 */
export async function openPage(url: string, screen: Screen = {}): Promise<Page> {
  const browser = await launch();
  const { device = 'desk', colours = 'light', scripts = true } = screen;
  const context = await browser.newContext({
    viewport: sizes[device],
    colorScheme: colours,
    javaScriptEnabled: scripts,
    hasTouch: device === 'phone',
    locale: 'en-GB',
    timezoneId: 'Africa/Lagos',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (thrown) => complaints.push(thrown.message));
  page.on('console', (line) => {
    if (line.text().includes('Content Security Policy')) complaints.push(line.text());
  });
  onTestFinished(async () => {
    await browser.close();
    if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`);
  });
  await page.goto(url);
  return page;
}

function launch(): Promise<Browser> {
  const executablePath = findProgram('chromium');
  if (!executablePath) throw new Error('chromium is missing: write this test with needs(...)');
  return chromium.launch({ executablePath, args: quiet });
}

/** What axe-core finds wrong with the page as it is now, one line a finding. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: { id: string; where: string[] }[] = await page.evaluate(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>
      ({ id, where: nodes.map(({ html }) => html.slice(0, 120)) })))`,
  );
  return found.map(({ id, where }) => `${id}: ${where.join(' | ')}`);
}

/** What the person would paste now. */
export function clipboard(page: Page): Promise<string> {
  return page.evaluate('navigator.clipboard.readText()');
}
