"use strict";
// Shows one slide at a time: arrows, space, click in the right or left third, N for the notes.
const slides = [...document.querySelectorAll("section")];
const root = document.documentElement;
let at = Math.min(Math.max((parseInt(location.hash.slice(1), 10) || 1) - 1, 0), slides.length - 1);
function show(number) {
  at = Math.min(Math.max(number, 0), slides.length - 1);
  slides.forEach((slide, n) => slide.classList.toggle("here", n === at));
  document.getElementById("number").textContent = `${at + 1} / ${slides.length}`;
  history.replaceState(null, "", `#${at + 1}`);
}
function speak() {
  const on = root.classList.toggle("speaking");
  document.getElementById("notes").setAttribute("aria-pressed", String(on));
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const steps = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
  const onButton = event.target instanceof HTMLButtonElement && event.key === " ";
  if (event.key in steps && !onButton) { event.preventDefault(); show(at + steps[event.key]); }
  if (event.key === "Home") show(0);
  if (event.key === "End") show(slides.length - 1);
  if (event.key === "n" || event.key === "N") speak();
});
document.querySelector("main").addEventListener("click", (event) => {
  const share = event.clientX / window.innerWidth;
  if (share > 2 / 3) show(at + 1);
  if (share < 1 / 3) show(at - 1);
});
document.getElementById("next").addEventListener("click", () => show(at + 1));
document.getElementById("previous").addEventListener("click", () => show(at - 1));
document.getElementById("notes").addEventListener("click", speak);
window.addEventListener("hashchange", () => show((parseInt(location.hash.slice(1), 10) || 1) - 1));
show(at);
