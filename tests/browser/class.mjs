// A class that is served by the program, and students who use its pages as people do.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";

const program = process.env.SUMMITRY || new URL("../../target/debug/summitry", import.meta.url).pathname;

export class Class {
  /** Begins a class in a folder of its own. */
  static async begin(tables) {
    const held = new Class();
    held.folder = mkdtempSync(join(tmpdir(), "summitry-class-"));
    held.tables = tables;
    await held.start(0);
    return held;
  }

  /** Starts the program and reads what it prints. */
  start(port) {
    const file = join(this.folder, "class.sqlite");
    this.process = spawn(program, ["host", "steel-safeguard", "--port", String(port), "--tables", String(this.tables), "--data", file]);
    return new Promise((resolve, reject) => {
      let printed = "";
      this.process.stderr.on("data", () => {});
      this.process.stdout.on("data", (data) => {
        printed += data;
        const address = printed.match(/localhost:(\d+)(\/teacher\/in\/[0-9a-f]+)/);
        const code = printed.match(/^Code\s+([A-Z0-9]{6})/m);
        if (address && code) {
          this.port = Number(address[1]);
          this.base = `http://127.0.0.1:${this.port}`;
          this.secret = address[2];
          this.code = code[1];
          resolve();
        }
      });
      this.process.on("error", reject);
    });
  }

  /** Ends the program without warning. */
  async kill() {
    const gone = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGKILL");
    await gone;
  }

  async end() {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async teacher(browser) {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();
    await page.goto(this.base + this.secret);
    return page;
  }

  async student(browser, name, options = {}) {
    const page = await (await browser.newContext({ viewport: { width: 360, height: 740 }, ...options })).newPage();
    await page.goto(`${this.base}/j/${this.code}`);
    await page.fill("#name", name);
    await page.getByRole("button", { name: "Take a seat" }).click();
    await page.waitForURL("**/seat");
    return page;
  }
}

/** A page has no violation that axe finds, and nothing that is wider than the screen. */
export async function inspect(page, what) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((found) => `${what}: ${found.id} at ${found.nodes[0].html}`)).toEqual([]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider, `${what} is wider than its screen`).toBeLessThanOrEqual(0);
}

/** Does what a page asks for; "over" at the debrief, "waits" when nothing is asked. With `sign` every offer is accepted. */
export async function act(page, { sign = false } = {}) {
  if (await page.getByText("Debrief of your table").count()) return "over";
  if (await page.getByRole("heading", { name: "Not taken" }).count()) {
    await page.goto(new URL("/seat", page.url()).href);
    return "looked";
  }
  const click = async (button) => {
    // Somebody else of the delegation may be faster: the page then changes under the finger.
    await button.click({ timeout: 3000 }).catch(() => {});
    await page.waitForLoadState();
    return "acted";
  };
  const text = await page.locator("main").innerText();
  const points = (words) => {
    const found = text.match(new RegExp(`${words} ([+−±][\\d.]+)`));
    return found ? Number(found[1].replace("±", "").replace("−", "-")) : NaN;
  };
  const accept = page.getByRole("button", { name: /^Accept/ });
  if ((sign && (await accept.count())) || points("Accept, worth") >= points("would not sign below")) return click(accept);
  const offer = page.getByRole("button", { name: "Put it on the table" });
  if (await offer.count()) {
    const middle = page.getByRole("button", { name: "a fair middle" });
    await click((await middle.count()) ? middle : page.getByRole("button", { name: "our best" }));
    return click(offer);
  }
  const end = page.getByRole("button", { name: "End our moves" });
  if (await end.count()) return click(end);
  const answer = page.locator(".ask ul.moves button").first();
  return (await answer.count()) ? click(answer) : "waits";
}

/** Inspects a page that may change while it is read; whether it could be. */
export async function glance(page, what) {
  try {
    await inspect(page, what);
    return true;
  } catch (error) {
    if (/navigation|context was destroyed|Execution context/i.test(error.message)) return false;
    throw error;
  }
}
