import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const OUTPUT = fileURLToPath(new URL('../../../build-output/', import.meta.url));

/** Start Debian's chromium. Without the switches it looks for its maker's servers by itself. */
export function startBrowser(): Promise<Browser> {
  if (!existsSync(CHROMIUM))
    throw new Error(`There is no ${CHROMIUM}; install it with: apt-get install -y chromium`);
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page, and all that it asked for and complained of. */
export interface WatchedPage {
  readonly page: Page;
  /** The addresses of all requests, data and blob addresses left out. */
  readonly requests: string[];
  /** Errors and warnings of the console, violations of the policy among them. */
  readonly complaints: string[];
  /** Keep a picture of the page as build output. */
  keepScreenshot(name: string): Promise<void>;
}

/** Open an address and watch it. */
export async function openPage(browser: Browser, url: string): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url())) requests.push(request.url());
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url, { waitUntil: 'networkidle' });
  return {
    page,
    requests,
    complaints,
    async keepScreenshot(name) {
      await mkdir(OUTPUT, { recursive: true });
      await page.screenshot({ path: `${OUTPUT}${name}.png` });
    },
  };
}
