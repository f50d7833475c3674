// Opens pages of the program in Chromium: phone, laptop and paper, light and dark, with and without
// JavaScript. axe-core looks for what keeps people from reading them; nothing may be fetched.
//
//     node page.mjs CHROMIUM PAGE...
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, ...pages] = process.argv.slice(2);

const faults = [];
const expect = (holds, fault) => holds || faults.push(fault);

const browser = await chromium.launch({
  executablePath,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});

async function open(file, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  page.on("request", (request) => expect(request.url() === url, `${file} fetches ${request.url()}`));
  page.on("console", (message) => expect(false, `${file} says ${message.text()}`));
  page.on("pageerror", (error) => expect(false, `${file} fails: ${error}`));
  await page.goto(url);
  return page;
}

async function accessible(file, name, options) {
  const page = await open(file, options);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    window.axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  for (const { id, help, nodes } of violations) {
    faults.push(`${file}, ${name}: ${id}: ${help} (${nodes.length}): ${nodes[0].html.slice(0, 200)}`);
  }
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(wide <= room, `${file}, ${name}: ${wide} pixels wide where there are ${room}`);
  await page.context().close();
}

async function filtered(file) {
  const page = await open(file, {});
  const cards = page.locator(".card");
  const all = await cards.count();
  const warnings = await page.locator(".card.warning").count();
  await page.getByRole("checkbox", { name: "Consider" }).uncheck();
  expect((await page.locator(".card:visible").count()) === all - warnings, `${file}: a level cannot be left out`);
  await page.getByRole("checkbox", { name: "Consider" }).check();
  const rule = await page.locator(".card").first().getAttribute("data-rule");
  await page.getByRole("combobox", { name: "Rule" }).selectOption(rule);
  const chosen = await page.locator(`.card[data-rule="${rule}"]`).count();
  expect((await page.locator(".card:visible").count()) === chosen, `${file}: a rule cannot be chosen`);
  expect((await page.getByRole("status").textContent()) === `${chosen} of ${all} points shown`, `${file}: no status`);
  await page.context().close();
}

async function sorted(file) {
  const page = await open(file, {});
  if (await page.locator("table.sortable").count()) {
    const button = page.getByRole("button", { name: "Duty failures" });
    const column = () =>
      page.locator("table.sortable tbody tr td:nth-child(6)").allTextContents().then((cells) => cells.map(Number));
    await button.click();
    const up = await column();
    expect(up.every((value, row) => row === 0 || up[row - 1] <= value), `${file}: not sorted: ${up}`);
    await button.click();
    const down = await column();
    expect(down.every((value, row) => row === 0 || down[row - 1] >= value), `${file}: not sorted: ${down}`);
  }
  await page.context().close();
}

async function plain(file) {
  const page = await open(file, { javaScriptEnabled: false });
  expect(!(await page.locator("form.filters").isVisible()), `${file}: filters that do nothing`);
  const hidden = await page.locator(".card:not(:visible)").count();
  expect(hidden === 0, `${file}: ${hidden} points cannot be read without JavaScript`);
  await page.context().close();
}

async function printed(file) {
  const page = await open(file, {});
  await page.emulateMedia({ media: "print" });
  expect(!(await page.locator("form.filters").isVisible()), `${file}: filters on paper`);
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  expect(pdf.subarray(0, 5).toString() === "%PDF-", `${file}: cannot be printed`);
  await page.context().close();
}

const phone = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true };
const laptop = { viewport: { width: 1366, height: 768 } };
for (const file of pages) {
  for (const colorScheme of ["light", "dark"]) {
    await accessible(file, `phone, ${colorScheme}`, { ...phone, colorScheme });
    await accessible(file, `laptop, ${colorScheme}`, { ...laptop, colorScheme });
  }
  await filtered(file);
  await sorted(file);
  await plain(file);
  await printed(file);
}
await browser.close();
console.log(faults.length ? faults.join("\n") : `${pages.length} pages are sound`);
process.exit(faults.length ? 1 : 0);
