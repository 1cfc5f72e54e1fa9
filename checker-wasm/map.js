// The picture of the body, to point at. It is another way to tick the boxes under it and holds nothing
// of its own, so whoever cannot see or point loses nothing.

const drawing = document.getElementById("checker-map");

function showMap() {
  const options = mount.querySelector(".ck-place");
  if (!options || !drawing || mount.querySelector(".ck-map")) return;
  const map = document.createElement("div");
  map.className = "ck-map";
  map.setAttribute("aria-hidden", "true");
  map.append(drawing.content.cloneNode(true));
  const regions = [...map.querySelectorAll("[data-answer]")];
  const boxOf = (region) => options.querySelector(`input[data-answer="${region.dataset.answer}"]`);
  const mark = () => {
    for (const region of regions) region.classList.toggle("is-on", boxOf(region).checked);
  };
  map.addEventListener("click", ({ target }) => {
    const region = target.closest("[data-answer]");
    if (region) boxOf(region).click();
  });
  // After the checker has taken off what does not go together.
  options.addEventListener("change", () => requestAnimationFrame(mark));
  options.before(map);
  mark();
}
