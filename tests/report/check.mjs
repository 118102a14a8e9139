// Opens report.html of each folder named, in every scheme and width, with the network cut off: axe must find no violation, the page must not
// scroll sideways, and printing must show the tables. Screenshots and the print are kept.
import { AxeBuilder } from "@axe-core/playwright";
import path from "node:path";
import { chromium } from "playwright";

const [shots, ...folders] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || undefined, args: ["--no-sandbox"] });
let wrong = 0;
const complain = (text) => {
  console.error(text);
  wrong += 1;
};

for (const folder of folders) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 360]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, offline: true });
      const page = await context.newPage();
      const name = `${folder}-${colorScheme}-${width}`;
      page.on("console", (message) => complain(`${name}: the console says ${message.text()}`));
      page.on("request", (request) => {
        if (!request.url().startsWith("file:")) complain(`${name}: asks for ${request.url()}`);
      });
      await page.goto("file://" + path.resolve(folder, "report.html"));
      await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (beyond > 0) complain(`${name}: ${beyond} pixels wider than the window`);
      const clipped = await page.evaluate(() =>
        [...document.querySelectorAll(".chart")]
          .filter((chart) => chart.offsetParent !== null)
          .flatMap((chart) => {
            const box = chart.querySelector("svg").getBoundingClientRect();
            return [...chart.querySelectorAll("text")].filter((text) => {
              const inner = text.getBoundingClientRect();
              return inner.left < box.left - 1 || inner.right > box.right + 1;
            });
          })
          .map((text) => text.textContent),
      );
      if (clipped.length > 0) complain(`${name}: texts of charts are cut off: ${clipped.join("; ")}`);
      // Tables are hidden until asked for; axe must see them too.
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const violation of violations) {
        complain(`${name}: ${violation.id}, ${violation.help}: ${violation.nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
      }
      await context.close();
    }
  }
  const page = await browser.newPage();
  await page.goto("file://" + path.resolve(folder, "report.html"));
  await page.pdf({ path: path.join(shots, `${folder}.pdf`), format: "A4" });
  await page.emulateMedia({ media: "print" });
  const hidden = await page.evaluate(
    () => [...document.querySelectorAll("details table")].filter((table) => table.getBoundingClientRect().height === 0).length,
  );
  if (hidden > 0) complain(`${folder}: ${hidden} tables are not printed`);
  await page.close();
}
await browser.close();
if (wrong > 0) process.exit(1);
console.log(`${folders.length} reports, light and dark, wide and narrow: no violations`);
