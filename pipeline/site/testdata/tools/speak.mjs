// Writes what a screen reader would say of pages, a phrase a line, of what is in main.
// Usage: node speak.mjs OUT PAGE..., with a transcript in OUT for each page. The words of a
// link, a button or a cell are in its name, and said once; a row is said cell by cell.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { JSDOM, VirtualConsole } from "jsdom";

const [out, ...pages] = process.argv.slice(2);
for (const page of pages) {
  const { window } = new JSDOM(readFileSync(page, "utf8"), { virtualConsole: new VirtualConsole() });
  for (const name of ["document", "Node", "HTMLElement", "Element", "MutationObserver", "Event", "CustomEvent", "HTMLInputElement", "SVGElement"]) {
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  }
  Object.defineProperty(globalThis, "window", { value: window, configurable: true, writable: true });
  globalThis.getComputedStyle = (element) => window.getComputedStyle(element);
  const main = window.document.querySelector("main");
  const { Virtual } = await import("@guidepup/virtual-screen-reader");
  const reader = new Virtual();
  await reader.start({ container: main, window });
  const said = [await reader.lastSpokenPhrase()];
  while (!said.at(-1).startsWith("end of main") && said.length < 20000) {
    await reader.next();
    said.push(await reader.lastSpokenPhrase());
  }
  await reader.stop();
  for (let at = 0; at < said.length; at++) {
    const end = /^(link|button|cell|columnheader|rowheader|checkbox|radio), ./.test(said[at]) ? said.indexOf(`end of ${said[at]}`, at) : -1;
    if (end > at && !said.slice(at + 1, end).some((phrase) => /^(link|button), /.test(phrase))) said.splice(at + 1, end - at);
    said[at] = said[at].replace(/^(end of row|row), .*/, "$1");
  }
  const file = join(out, page + ".txt");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, said.join("\n") + "\n");
}
