// Students and a teacher in real browsers.
import { expect, test } from "@playwright/test";
import { Class, act, glance, inspect } from "./class.mjs";

let held;
test.afterEach(async () => held?.end());

const begin = (teacher) => teacher.getByRole("button", { name: "Start the games" }).click();

test("six students play from joining to the debrief", async ({ browser }) => {
  held = await Class.begin(2);
  const students = [];
  for (const name of ["Amina", "Bo", "Chen", "Dana", "Eli", "Fatou"]) students.push(await held.student(browser, name));
  const teacher = await held.teacher(browser);
  await inspect(students[0], "the page before the games");
  await inspect(teacher, "the teacher's page");
  await teacher.getByRole("button", { name: "Start the briefing" }).click();
  await expect(students[1].getByRole("heading", { name: "Read and confer" })).toBeVisible();
  await begin(teacher);
  for (const student of students) await expect(student.getByRole("button", { name: "End our moves" })).toBeVisible();
  await teacher.locator("#events summary").click();
  const event = teacher.locator("ul.events > li").last();
  const told = (await event.locator("p").first().textContent()).trim();
  await event.getByRole("button", { name: "Let it happen" }).click();
  await expect(students[0].getByText(told).first()).toBeVisible();
  await teacher.fill("#news", "A ferry is late");
  await teacher.getByRole("button", { name: "Publish" }).click();
  await expect(students[3].getByText("A ferry is late")).toBeVisible();
  const inspected = new Set();
  const over = new Set();
  for (let round = 0; round < 400 && over.size < students.length; round += 1) {
    for (const student of students.filter((student) => !over.has(student))) {
      const heading = await student.locator(".ask h2").first().textContent({ timeout: 500 }).catch(() => "nothing to decide");
      const kind = heading.replace(/ between.*/, "");
      if (!inspected.has(kind) && (await glance(student, kind))) inspected.add(kind);
      if ((await act(student)) === "over") over.add(student);
    }
  }
  expect(over.size, "everybody reaches the debrief").toBe(students.length);
  expect([...inspected].join(), "moves, talks and the summit were inspected").toMatch(/Your moves.*talks.*Do you go to/);
  await inspect(students[0], "the debrief of a student");
  await teacher.goto(held.base + "/teacher/deck");
  await expect(teacher.getByRole("heading", { name: "What every table came to" })).toBeVisible();
  await inspect(teacher, "the deck");
});

test("the voice of the home front casts the vote at home, and nobody else", async ({ browser }) => {
  held = await Class.begin(1);
  const students = [];
  for (const name of ["Amina", "Bo", "Chen", "Dana"]) {
    students.push(await held.student(browser, name, { viewport: { width: 320, height: 640 } }));
  }
  await begin(await held.teacher(browser));
  const ballots = new Set();
  for (let round = 0; round < 400 && ballots.size < 2; round += 1) {
    for (const student of students) {
      const others = student.getByText("The vote is not yours");
      const own = student.getByRole("button", { name: "Let the group decide" });
      if (await others.count()) {
        expect(await own.count(), "whoever does not speak for the group has no ballot").toBe(0);
        if (await glance(student, "the vote of somebody else")) ballots.add("others");
      } else if (await own.count()) {
        await expect(student.getByText(/^You cast the vote of/)).toBeVisible();
        await inspect(student, "the ballot");
        // The head of the delegation has seen whose vote it is before it is cast.
        if (ballots.has("others")) {
          await own.click();
          await expect(own).toHaveCount(0);
          ballots.add("own");
        }
      } else {
        await act(student, { sign: true });
      }
    }
  }
  expect([...ballots].sort(), "what was signed came to a vote").toEqual(["others", "own"]);
});

const STUDENTS_PAGES = ["/seat", "/seat/briefing", "/seat/world", "/seat/messages", "/seat/mine"];
const TEACHERS_PAGES = ["/teacher", "/teacher/roster", "/teacher/preflight", "/teacher/table/0", "/teacher/debrief"];

test("every page is sound in every phase, at 320 pixels and on the projector", async ({ browser }) => {
  held = await Class.begin(1);
  const narrow = { viewport: { width: 320, height: 640 } };
  const one = await held.student(browser, "One", narrow);
  await held.student(browser, "Other");
  const teacher = await held.teacher(browser);
  const stranger = await (await browser.newContext(narrow)).newPage();
  await stranger.goto(held.base);
  await inspect(stranger, "the first page");
  const screen = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
  for (const [phase, button] of [["joining", null], ["briefing", "Start the briefing"], ["play", "Start the games"], ["debrief", "End and debrief"]]) {
    await teacher.goto(held.base + "/teacher");
    if (button) await teacher.getByRole("button", { name: button }).click();
    for (const path of STUDENTS_PAGES) {
      await one.goto(held.base + path);
      await inspect(one, `${path}, ${phase}`);
    }
    for (const [width, height] of [[1280, 800], [320, 640]]) {
      await teacher.setViewportSize({ width, height });
      for (const path of TEACHERS_PAGES) {
        await teacher.goto(held.base + path);
        await inspect(teacher, `${path}, ${phase}, ${width}`);
      }
    }
    await screen.goto(held.base + "/screen");
    await inspect(screen, `the public screen, ${phase}`);
  }
});

test("the students' pages speak German when the teacher says so", async ({ browser }) => {
  held = await Class.begin(1);
  const one = await held.student(browser, "Eins", { viewport: { width: 320, height: 640 } });
  await held.student(browser, "Zwei");
  const teacher = await held.teacher(browser);
  await teacher.goto(held.base + "/teacher/preflight");
  await teacher.getByRole("button", { name: "Students’ pages in Deutsch" }).click();
  await expect(one.getByText("Willkommen, Eins")).toBeVisible();
  await teacher.goto(held.base + "/teacher");
  await begin(teacher);
  await expect(one.getByRole("button", { name: "Unsere Züge beenden" })).toBeVisible();
  for (const path of STUDENTS_PAGES) {
    await one.goto(held.base + path);
    expect(await one.locator("html").getAttribute("lang")).toBe("de");
    await inspect(one, `${path} in German`);
  }
});

test("a phone that slept shows what happened meanwhile", async ({ browser }) => {
  held = await Class.begin(1);
  const one = await held.student(browser, "One");
  const other = await held.student(browser, "Other");
  await begin(await held.teacher(browser));
  await one.goto(held.base + "/seat/messages");
  await one.context().setOffline(true);
  await one.fill("#text", "typed without a network");
  await other.goto(held.base + "/seat/messages");
  await other.fill("#text", "said while the phone slept");
  await other.selectOption("#to", { label: "everybody at this table" });
  await other.getByRole("button", { name: "Send" }).click();
  await one.context().setOffline(false);
  await one.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(one.getByText("said while the phone slept")).toBeVisible();
  await expect(one.locator("#text")).toHaveValue("typed without a network");
});

test("text survives a refresh, and another device comes back to it", async ({ browser }) => {
  held = await Class.begin(1);
  const phone = await held.student(browser, "One");
  await phone.goto(held.base + "/seat/messages");
  await phone.fill("#text", "half a sentence");
  await expect(phone.getByText("Kept on the server.")).toBeVisible();
  await phone.reload();
  await expect(phone.locator("#text")).toHaveValue("half a sentence");
  await phone.goto(held.base + "/seat/mine");
  const code = await phone.locator("p.code").textContent();
  const laptop = await (await browser.newContext()).newPage();
  await laptop.goto(held.base);
  await laptop.getByText("I had a seat on another device").click();
  await laptop.fill("#recovery", code);
  await laptop.getByRole("button", { name: "Come back to my seat" }).click();
  await laptop.waitForURL("**/seat");
  await laptop.goto(held.base + "/seat/messages");
  await expect(laptop.locator("#text")).toHaveValue("half a sentence");
});

test("a seat can be led with the keyboard alone", async ({ browser }) => {
  held = await Class.begin(1);
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${held.base}/j/${held.code}`);
  const until = async (name) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => `${document.activeElement.id} ${document.activeElement.textContent.trim()}`);
      if (focused.includes(name)) return;
    }
    throw new Error(`no way to "${name}" by keyboard`);
  };
  await until("name");
  await page.keyboard.type("Keys");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/seat");
  await held.student(browser, "Other");
  await begin(await held.teacher(browser));
  await expect(page.getByRole("button", { name: "End our moves" })).toBeVisible();
  await until("Words");
  await page.keyboard.press("Enter");
  await until("Speak warmly");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Made this turn")).toBeVisible();
  await until("End our moves");
  await page.keyboard.press("Enter");
  await expect(page.getByText("You have nothing to decide now")).toBeVisible();
});

test("everything works without scripts", async ({ browser }) => {
  held = await Class.begin(1);
  const plain = await held.student(browser, "Plain", { javaScriptEnabled: false });
  const other = await held.student(browser, "Other");
  await begin(await held.teacher(browser));
  await plain.goto(held.base + "/seat");
  await plain.getByRole("button", { name: "End our moves" }).click();
  await expect(plain.getByText("You have nothing to decide now")).toBeVisible();
  await plain.goto(held.base + "/seat/messages");
  await plain.fill("#text", "sent without a script");
  await plain.selectOption("#to", { label: "everybody at this table" });
  await plain.getByRole("button", { name: "Send" }).click();
  await other.goto(held.base + "/seat/messages");
  await expect(other.getByText("sent without a script")).toBeVisible();
});

test("who is away is stood in for, and comes back", async ({ browser }) => {
  held = await Class.begin(1);
  const one = await held.student(browser, "One");
  const other = await held.student(browser, "Other");
  const teacher = await held.teacher(browser);
  await teacher.getByText("Change the times").click();
  await teacher.fill("#grace", "1");
  await teacher.getByRole("button", { name: "Set the times" }).click();
  await begin(teacher);
  await other.goto("about:blank");
  await expect(one.getByText("while its people are away")).toBeVisible();
  await other.goto(held.base + "/seat");
  await other.getByRole("button", { name: "I’m back" }).click();
  await expect(other.getByRole("button", { name: "I’m back" })).toHaveCount(0);
  await expect(one.getByText("are back and lead it again")).toBeVisible();
});

test("the teacher pauses, announces and puts a table back", async ({ browser }) => {
  held = await Class.begin(1);
  const one = await held.student(browser, "One");
  const other = await held.student(browser, "Other");
  const teacher = await held.teacher(browser);
  await begin(teacher);
  for (const student of [one, other]) await student.getByRole("button", { name: "End our moves" }).click();
  await expect(one.getByText("Turn 2 of")).toBeVisible();
  await teacher.getByRole("region", { name: "All tables" }).getByRole("button", { name: "Pause" }).click();
  await expect(one.getByText("The teacher has paused the table")).toBeVisible();
  await teacher.fill("#announcement", "Five minutes to the summit");
  await teacher.getByRole("button", { name: "Announce" }).click();
  await expect(other.getByText("Five minutes to the summit")).toBeVisible();
  await teacher.goto(held.base + "/teacher/table/0");
  await teacher.selectOption("#turn", "0");
  await teacher.getByRole("button", { name: "Put the table back" }).click();
  await expect(one.getByText("Turn 1 of")).toBeVisible();
});

test("pages come back by themselves after the server was killed", async ({ browser }) => {
  held = await Class.begin(1);
  const one = await held.student(browser, "One");
  await held.student(browser, "Other");
  await begin(await held.teacher(browser));
  await one.getByText("Words", { exact: false }).first().click();
  await one.getByRole("button", { name: /^Speak warmly/ }).click();
  await expect(one.getByText("Made this turn")).toBeVisible();
  for (let round = 0; round < 3; round += 1) {
    await held.kill();
    await expect(one.getByText("No connection to the class")).toBeVisible();
    await held.start(held.port);
    await expect(one.getByText("No connection to the class")).toBeHidden({ timeout: 3000 });
    await one.reload();
    await expect(one.getByText("Made this turn")).toBeVisible();
  }
});

test("no acknowledged action is missing however often the server is killed", async ({ browser }) => {
  held = await Class.begin(1);
  const one = await held.student(browser, "One");
  const other = await held.student(browser, "Other");
  await begin(await held.teacher(browser));
  const acknowledged = [];
  for (let round = 0; round < 5; round += 1) {
    let alive = true;
    const sending = (async () => {
      for (let number = 0; alive; number += 1) {
        const text = `word ${round}.${number}`;
        const sent = one.context().request.post(held.base + "/seat/message", {
          form: { to: "", text },
          headers: { origin: held.base },
          maxRedirects: 0,
        });
        const status = await sent.then((answer) => answer.status(), () => 0);
        if (status === 303) acknowledged.push(text);
        // A seat may send eight actions a second.
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 400 + 170 * round));
    await held.kill();
    alive = false;
    await sending;
    await held.start(held.port);
  }
  expect(acknowledged.length).toBeGreaterThan(15);
  await other.goto(held.base + "/seat/messages");
  const shown = await other.locator("ul.messages .text").allTextContents();
  expect(acknowledged.filter((text) => !shown.includes(text)), "every acknowledged message is there").toEqual([]);
});
