// The pictures of the body, to point at. They are another way to tick the boxes under them and hold
// nothing of their own, so whoever cannot see or point loses nothing.

const drawings = document.getElementById("checker-map");

function showMap() {
  const options = mount.querySelector(".ck-place");
  if (!options || !drawings || mount.querySelector(".ck-map")) return;
  const map = document.createElement("div");
  map.className = "ck-map";
  map.setAttribute("aria-hidden", "true");
  map.append(drawings.content.cloneNode(true));
  const regions = [...map.querySelectorAll("[data-answer]")];
  const boxOf = ({ dataset }) => options.querySelector(`input[data-answer="${dataset.answer}"]`);
  const sides = [...mount.querySelectorAll(".ck-beside input[data-answer]")];
  // The side that no region is on is both of them.
  const isBoth = ({ dataset }) => !map.querySelector(`[data-side="${dataset.answer}"]`);
  const isOn = (region) => {
    const side = sides.find(({ checked }) => checked);
    const isThere = !side || !region.dataset.side || isBoth(side) || side.dataset.answer === region.dataset.side;
    return boxOf(region).checked && isThere;
  };
  const mark = () => {
    for (const region of regions) region.classList.toggle("is-on", isOn(region));
  };
  map.addEventListener("click", ({ target }) => {
    const region = target.closest("[data-answer]");
    if (!region) return;
    const box = boxOf(region);
    const before = sides.find(({ checked }) => checked);
    const wasOn = isOn(region);
    if (wasOn || !box.checked) box.click();
    if (wasOn || !region.dataset.side) return;
    const side = sides.find(({ dataset }) => dataset.answer === region.dataset.side);
    const isOther = before && before !== side;
    (isOther ? sides.find(isBoth) : side)?.click();
  });
  // After the checker has taken off what does not go together.
  mount.querySelector(".ck-question").addEventListener("change", () => requestAnimationFrame(mark));
  options.before(map);
  mark();
}
