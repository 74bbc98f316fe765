import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_KEY, openApi, type TestApi } from '../../packages/http/test/support/start-api.js';
import { openPage, startBrowser } from './support/open-page.js';

let api: TestApi;
let browser: Browser;
beforeAll(async () => {
  api = await openApi();
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

const operations = (): number => api.parts.catalogue.length + 6;

describe('Swagger UI at /docs', () => {
  it('[D02] lists every operation, without a foreign request and without breaking its policy', async () => {
    const { page, requests, complaints, keepScreenshot } = await openPage(browser, `${api.url}/docs`);
    await page.waitForSelector('.opblock');
    expect(await page.locator('.opblock').count()).toBe(operations());
    await keepScreenshot('docs');
    expect(requests.filter((url) => !url.startsWith(`${api.url}/`))).toEqual([]);
    expect(requests).toContain(`${api.url}/openapi.json`);
    expect(complaints).toEqual([]);
  });

  it('[D02] authorises, and tries an operation', async () => {
    const token = await api.makeToken({ role: 'viewer' });
    const { page, requests, complaints, keepScreenshot } = await openPage(browser, `${api.url}/docs`);
    await page.locator('.btn.authorize').click();
    await page.locator('#auth-bearer-value').fill(token);
    await page.locator('.modal-btn.authorize').first().click();
    await page.locator('.btn-done').first().click();
    await page.locator('#operations-servers-describe_server .opblock-summary-control').click();
    await page.locator('.try-out__btn').click();
    await page.locator('tr[data-param-name="server_id"] input').fill('filesystem');
    await page.locator('.btn.execute').click();
    await page.locator('tr.response').first().waitFor();
    expect(await page.locator('tr.response td.response-col_status').first().textContent()).toContain('200');
    expect(await page.locator('.live-responses-table').textContent()).toContain('"server_id": "filesystem"');
    await page.locator('#operations-servers-describe_server').scrollIntoViewIfNeeded();
    await keepScreenshot('docs-try');
    expect(requests).toContain(`${api.url}/v1/servers/filesystem`);
    expect(requests.filter((url) => !url.startsWith(`${api.url}/`))).toEqual([]);
    expect(complaints).toEqual([]);
    expect(JSON.stringify(await page.context().storageState())).not.toContain(token);
  });

  it('sends the API key as well', async () => {
    const { page } = await openPage(browser, `${api.url}/docs`);
    await page.locator('.btn.authorize').click();
    await page.locator('#api_key_value').fill(API_KEY);
    await page.locator('.modal-btn.authorize').last().click();
    await page.locator('.btn-done').first().click();
    await page.locator('#operations-clients-list_clients .opblock-summary-control').click();
    await page.locator('.try-out__btn').click();
    const [answer] = await Promise.all([
      page.waitForResponse(`${api.url}/v1/clients`),
      page.locator('.btn.execute').click(),
    ]);
    expect(answer.status()).toBe(200);
  });
});

describe('ReDoc at /redoc', () => {
  it('[D03] shows every operation and finds one, without a foreign request and without breaking its policy', async () => {
    const { page, requests, complaints, keepScreenshot } = await openPage(browser, `${api.url}/redoc`);
    await page.waitForSelector('[data-section-id^="operation/"], [id^="tag/"]');
    const shown = await page.locator('[data-section-id^="tag/"][id*="/operation/"]').count();
    expect(shown).toBe(operations());
    await keepScreenshot('redoc');
    await page.locator('input[type="text"]').fill('rollback');
    await page.locator('[data-role="search:results"] li').first().waitFor();
    expect(await page.locator('[data-role="search:results"]').textContent()).toMatch(/older release/);
    await keepScreenshot('redoc-search');
    expect(requests.filter((url) => !url.startsWith(`${api.url}/`))).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
