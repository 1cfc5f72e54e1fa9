// Playwright's `test`, for this site: knows where the site is, and lets nothing pass unseen.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { site as folder } from './guide.mjs';
import { SUB_PATH, serve } from './server.mjs';

export { expect };

/** The ways in which the same bytes can be reached. */
export const PLACES = ['root', 'sub-path', 'file'];

export const test = base.extend({
  // Addresses by place, and by path from the site's root.
  at: [
    async ({}, use) => {
      const server = await serve(folder);
      const bases = {
        root: `${server.address}/`,
        'sub-path': server.address + SUB_PATH,
        file: pathToFileURL(join(folder, '/')).href,
      };
      await use((place, path = 'index.html') => bases[place] + path);
      await server.stop();
    },
    { scope: 'worker' },
  ],

  // What this test expects to be complained of, as patterns.
  expected: [[], { option: true }],

  // A page on which a complaint of the browser fails the test: errors, warnings, violations of the
  // policy, whatever cannot be loaded, and whatever would be loaded from anywhere else.
  page: async ({ page, at, expected }, use) => {
    const complaints = [];
    const complain = (text) => {
      if (!expected.some((pattern) => pattern.test(text))) complaints.push(text);
    };
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) {
        complain(`console: ${message.text()}`);
      }
    });
    page.on('pageerror', (error) => complain(`error: ${error.message}`));
    page.on('request', (request) => {
      const isOurs = PLACES.some((place) => request.url().startsWith(at(place, '')));
      if (!isOurs) complain(`request to another place: ${request.url()}`);
    });
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText;
      // Cut short as the reader left the page; a file that is missing has another reason.
      if (reason !== 'net::ERR_ABORTED') complain(`not loaded: ${request.url()}: ${reason}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) complain(`${response.status()}: ${response.url()}`);
    });
    await use(page);
    expect(complaints).toEqual([]);
  },
});
