// Run by `cargo xtask test --only web`, which finds the browser and names it in CHROME.
import { defineConfig } from '@playwright/test';

const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'specs',
  outputDir: 'results',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  reporter: 'list',
  use: {
    launchOptions: {
      executablePath: process.env.CHROME,
      // Chromium refuses to run its sandbox as root.
      chromiumSandbox: !isRoot,
      // Nothing of its own over the network, and no graphics card, which a test machine lacks.
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-gpu',
        '--disable-quic',
        '--disable-sync',
        '--no-first-run',
      ],
    },
    locale: 'en-GB',
  },
  projects: [
    { name: 'tests', testMatch: '*.spec.mjs' },
    { name: 'screenshots', testMatch: 'screenshots.mjs' },
  ],
});
