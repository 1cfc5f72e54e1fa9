// The hand-written half of checker.js: fetches nothing, unpacks, starts the checker, hands it every
// event, and puts the page back as it was when anything goes wrong.
//
// checker.js is one classic script, built of these parts in a function of their own, so that the page
// gets one new name from it and no more:
//
//   (() => { <wasm-bindgen's JavaScript, target no-modules> <this file> <keep.js> <plan.js> <map.js> })();
//
// In this file the text between the quotes of MODULE is replaced by the WebAssembly module: gzip,
// then base64. The script stands on the page before the one with the knowledge, which calls
// `guidewayKnowledge` with bytes of the engine's codec: gzip, then base64.

const MODULE = "__GUIDEWAY_WASM__";

const mount = document.getElementById("checker");
const fallback = document.getElementById("checker-fallback");
const message = document.getElementById("checker-message");

let isKnown = false;

window.guidewayKnowledge = async (knowledge) => {
  isKnown = true;
  try {
    await wasm_bindgen({ module_or_path: await unpack(MODULE) });
    const checker = wasm_bindgen.Checker.start(mount, await unpack(knowledge), history.state);
    // In tasks of their own, so that whoever taps or scrolls meanwhile is heard between them. There is
    // no checker where the knowledge cannot be read.
    await new Promise(setTimeout);
    checker.begin();
    await new Promise(setTimeout);
    begin(checker, knowledge.slice(-24));
  } catch {
    giveUp();
  }
};

// Scripts that are deferred have all had their turn by now.
addEventListener("load", () => isKnown || giveUp());

async function unpack(base64) {
  // The second is for browsers before 2025, and takes fifty times as long.
  const packed =
    Uint8Array.fromBase64?.(base64) ?? Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

/** Hands every event on. The end of the packed knowledge, its checksum, tells one edition from others. */
function begin(checker, edition) {
  let isBusy = false;
  const handle = (event) => {
    message.hidden = true;
    // A field that has the focus says that it changed as it is taken away; that has been heard.
    if (isBusy) return;
    isBusy = true;
    try {
      checker.handle(event);
      complete(checker, edition);
    } catch {
      giveUp();
    }
    isBusy = false;
  };
  for (const kind of ["click", "submit", "change"]) mount.addEventListener(kind, handle);
  addEventListener("popstate", handle);
  message.hidden = true;
  // Thousands of elements, which the browser would look at with every question.
  fallback.remove();
  mount.hidden = false;
  beginKeeping(checker, edition);
  beginPlanning(checker, edition);
  complete(checker, edition);
}

/** Adds to what the checker has drawn what needs nothing of it. */
function complete(checker, edition) {
  showMap();
  showAsk();
  showPlan(checker, edition);
}

function giveUp() {
  mount.hidden = true;
  message.hidden = false;
  shelf.after(fallback);
  message.textContent = message.dataset.cannotStart;
}
