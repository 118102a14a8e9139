import { defineConfig } from "@playwright/test";

// CHROMIUM names a browser of the system, where Playwright's own cannot be installed.
const executablePath = process.env.CHROMIUM || undefined;

export default defineConfig({
  testDir: ".",
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: { launchOptions: { executablePath, args: ["--no-sandbox"] } },
});
