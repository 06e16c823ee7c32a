// A finding's link leads to a block: open the tab and the panel that it stands in, and go there.
const goToPlace = () => {
  const place = location.hash.startsWith("#block-") && document.getElementById(location.hash.slice(1));
  if (!place) return;
  const tab = place.closest('[role="tabpanel"]');
  if (tab && tab.hidden) document.querySelector(`[aria-controls="${tab.id}"]`)?.click();
  const toggle = place.querySelector("[data-panel-toggle]");
  if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
  place.scrollIntoView();
  toggle?.focus({ preventScroll: true });
};
window.addEventListener("load", () => setTimeout(goToPlace, 300));
window.addEventListener("hashchange", goToPlace);
