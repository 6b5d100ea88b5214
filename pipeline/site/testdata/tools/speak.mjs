// Writes what a screen reader would say of pages, a phrase a line, of what is in main.
// Usage: node speak.mjs OUT PAGE..., with a transcript in OUT for each page. What is within
// an image is left out, as a browser does, and so is the drawing for narrow screens.
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
  for (const narrow of main.querySelectorAll(".drawing .narrow")) narrow.remove();
  for (const image of main.querySelectorAll("[role=img]")) {
    for (const drawing of image.matches("svg") ? [image] : image.querySelectorAll("svg")) drawing.replaceChildren(...drawing.querySelectorAll(":scope > title, :scope > desc"));
  }
  const { Virtual } = await import("@guidepup/virtual-screen-reader");
  const reader = new Virtual();
  await reader.start({ container: main, window });
  const said = [await reader.lastSpokenPhrase()];
  while (!said.at(-1).startsWith("end of main") && said.length < 20000) {
    await reader.next();
    said.push(await reader.lastSpokenPhrase());
  }
  await reader.stop();
  const file = join(out, page + ".txt");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, said.join("\n") + "\n");
}
