// The plan: made of what a result offers, by scripts of the theme that are loaded when it is asked for.
// Here is only the way to it: a plan that was kept, or is older than today, comes after the questions
// about urgent signs.

const plan = document.getElementById("plan");
const PLAN = "#plan";
const dayNow = () => new Date().toDateString();

/** The day on which the reader has last answered. */
let answeredOn = dayNow();
/** A plan was asked for, and is shown once urgent signs have been asked about. */
let isPlanWanted = false;
let planning;

/** What is kept of a plan; none where there is none that can be opened. */
function keptPlan() {
  try {
    const { plan } = JSON.parse(localStorage.getItem(`${ours}days`));
    return typeof plan.link === "string" ? plan : undefined;
  } catch {}
}

const loaded = (name, attributes) =>
  new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });

async function loadPlan() {
  const asset = (name) => new URL(`assets/${name}`, root).href;
  const script = (src) => loaded("script", { src });
  await Promise.all([
    loaded("link", { rel: "stylesheet", href: asset("days.css") }),
    script(plan.dataset.facts),
  ]);
  await script(asset("days.js"));
  await script(asset("plan.js"));
  if (!window.guidewayPlan) throw new Error("no plan");
}

/** What the result offers that goes on in stages. */
function stagesOffered(checker) {
  const programmes = plan.dataset.programmes.split(" ");
  return checker.offered().split(" ").filter((id) => programmes.includes(id));
}

/** Offers a plan in the result, or shows the one that was asked for. */
function showPlan(checker, edition) {
  if (!plan || !mount.querySelector(".ck-level") || mount.querySelector(".ck-offer")) return;
  const offered = stagesOffered(checker);
  if (offered.length) {
    mount.querySelector(".ck-plan").after(document.getElementById("checker-plan").content.cloneNode(true));
  }
  if (!isPlanWanted) return;
  isPlanWanted = false;
  if (offered.length) makePlan(checker, edition);
  else say(plan.dataset.gone, message);
}

async function makePlan(checker, edition) {
  if (answeredOn !== dayNow()) return askForPlan(checker, edition);
  try {
    await (planning ??= loadPlan());
  } catch {
    planning = undefined;
    return say(plan.dataset.unable, message);
  }
  // While it was loaded the reader may have gone elsewhere.
  if (!stagesOffered(checker).length) return;
  mount.hidden = shelf.hidden = true;
  if (location.hash !== PLAN) history.pushState(history.state, "", PLAN);
  window.guidewayPlan.show({
    offered: stagesOffered(checker),
    link: checker.link(),
    edition,
    again: () => askForPlan(checker, edition),
    close: () => history.back(),
  });
}

function hidePlan() {
  if (plan.hidden) return;
  plan.hidden = true;
  mount.hidden = false;
  list();
}

/** Asks about urgent signs, and then shows the plan: the one that was kept, else one of these answers. */
function askForPlan(checker, edition, kept = { link: checker.link(), edition }) {
  history.replaceState(history.state, "", location.href.split("#")[0]);
  hidePlan();
  isPlanWanted = open(checker, kept.link, kept.edition === edition);
  complete(checker, edition);
  message.scrollIntoView();
}

function beginPlanning(checker, edition) {
  if (!plan) return;
  const openKept = () => askForPlan(checker, edition, keptPlan());
  mount.addEventListener("submit", () => (answeredOn = dayNow()));
  mount.addEventListener("click", ({ target }) => {
    if (target.closest("[data-keep=plan]")) makePlan(checker, edition);
  });
  shelf.querySelector(".kept-plan button").addEventListener("click", openKept);
  addEventListener("popstate", () => {
    if (location.hash === PLAN && stagesOffered(checker).length) makePlan(checker, edition);
    else hidePlan();
  });
  if (location.hash === PLAN && keptPlan()) openKept();
}

/** Shows whether there is a plan on this device, and tells it. */
function showKeptPlan() {
  const hasPlan = Boolean(plan && keptPlan());
  if (plan) shelf.querySelector(".kept-plan").hidden = !hasPlan;
  return hasPlan;
}
