// A class in Firefox as it is installed: join, a move, a draft that survives a reload, a message, a killed server, the debrief.
// Prints SKIPPED and ends well where there is no Firefox. FIREFOX names the program.
import { existsSync } from "node:fs";
import assert from "node:assert/strict";
import puppeteer from "puppeteer-core";
import { Class } from "./class.mjs";

const program = [process.env.FIREFOX, "/usr/bin/firefox", "/usr/bin/firefox-esr"].find((path) => path && existsSync(path));
if (!program) {
  console.log("SKIPPED: no Firefox is installed");
  process.exit(0);
}

const held = await Class.begin(1);
const firefox = await puppeteer.launch({ browser: "firefox", executablePath: program, headless: true });
const until = (page, text) => page.waitForFunction((wanted) => document.body?.innerText.includes(wanted), { timeout: 15_000 }, text);
const press = async (page, name) => {
  const button = await page.waitForSelector(`::-p-xpath(//button[starts-with(normalize-space(.), "${name}")])`);
  await button.click();
};
const join = async (name) => {
  const page = await (await firefox.createBrowserContext()).newPage();
  await page.setViewport({ width: 390, height: 844 });
  await page.goto(`${held.base}/j/${held.code}`);
  await page.type("#name", name);
  await press(page, "Take a seat");
  await until(page, "Welcome");
  return page;
};
try {
  const [one, other] = [await join("One"), await join("Other")];
  const teacher = await (await firefox.createBrowserContext()).newPage();
  await teacher.goto(held.base + held.secret);
  await press(teacher, "Start the briefing");
  await until(one, "Read and confer");
  await press(teacher, "Start the games");
  await until(one, "Your moves");
  await until(other, "Your moves");
  await press(one, "End our moves");
  await until(one, "You have nothing to decide now");
  await press(other, "End our moves");
  await until(one, "Turn 2 of");
  await one.goto(held.base + "/seat/messages");
  await one.type("#text", "half a sentence");
  await until(one, "Kept on the server.");
  await one.reload();
  assert.equal(await one.$eval("#text", (field) => field.value), "half a sentence");
  await press(one, "Send");
  await other.goto(held.base + "/seat/messages");
  await held.kill();
  await until(other, "No connection to the class");
  await held.start(held.port);
  await other.waitForFunction(() => document.getElementById("connection").hidden, { timeout: 5_000 });
  const wider = await one.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wider <= 0, "nothing is wider than the screen");
  await press(teacher, "End and debrief");
  await one.goto(held.base + "/seat");
  await until(one, "Debrief of your table");
  console.log(`passed in ${await firefox.version()}`);
} finally {
  await firefox.close();
  await held.end();
}
