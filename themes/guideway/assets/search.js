// Search: a dialog with a field and the best places for what is typed. Words, and what results show,
// come in small scripts beside this guide's pages, each loaded when it is first needed. They call
// `guidewaySearch`, so that nothing is fetched and `file://` works as well.
(() => {
  /** How many places are shown. */
  const MOST = 8;
  /** About how many letters of a passage are shown. */
  const PASSAGE = 150;

  const store = new Map();
  const waiting = new Map();

  window.guidewaySearch = (kind, name, value) => {
    store.set(`${kind} ${name}`, value);
  };

  let root;

  /** What a script of the index says. */
  const load = (kind, name, file) => {
    const key = `${kind} ${name}`;
    if (!waiting.has(key)) {
      waiting.set(
        key,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = new URL(`search/${file}.js`, root);
          script.onload = () => resolve(store.get(key));
          script.onerror = () => {
            waiting.delete(key);
            reject(new Error(file));
          };
          document.head.append(script);
        }),
      );
    }
    return waiting.get(key);
  };

  const fileName = (shard) =>
    [...shard]
      .map((letter) => (/[a-z0-9]/.test(letter) ? letter : `_${letter.codePointAt().toString(16)}`))
      .join("");

  // ---- Words ----

  const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

  const wordsOf = (text) =>
    (text.toLowerCase().replaceAll("’", "'").match(/[\p{L}\p{N}']+/gu) ?? [])
      .map((word) => word.replace(/'s$|^'+|'+$/g, ""))
      .flatMap((word) =>
        UNSPACED.test(word) && word.length > 2
          ? [...word].slice(1).map((letter, index) => word[index] + letter)
          : word,
      )
      .filter((word) => word.length > 1);

  /** How many letters have to change to make one word of another, up to `most`; neighbours may swap. */
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const change = a[i - 1] === b[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + change);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return last[b.length];
  };

  /** How well a word of the index fits what is typed: 1 is just so, 0 not at all. */
  const fit = (typed, stem, forms) => {
    let best = 0;
    for (const name of [stem, ...forms]) {
      if (name === typed) return 1;
      if (name.startsWith(typed)) best = Math.max(best, 0.6 + (0.3 * typed.length) / name.length);
      const slips = typed.length > 7 ? 2 : typed.length > 3 ? 1 : 0;
      if (slips && best < 0.4) {
        const beginning = name.slice(0, Math.max(typed.length, name.length - 3));
        const off = Math.min(distance(typed, name, slips), distance(typed, beginning, slips));
        if (off <= slips) best = Math.max(best, 0.5 - 0.15 * off);
      }
    }
    // "Strengthening" has the stem "strengthen", and is another form of it.
    const ending = typed.length - stem.length;
    if (typed.startsWith(stem) && ending < 5 && stem.length > 2) best = Math.max(best, 0.9);
    return best;
  };

  /** The shards in which a word may stand: its own, or where there is none, those of likely slips. */
  const shardsOf = (word, all) => {
    const [a, b, c = ""] = word;
    const near = [b + a, a + c, b + c].filter((shard) => shard.length > 1);
    return [...new Set([a + b, ...near])].filter((shard) => all.has(shard));
  };

  /** Places by how well they fit one word, with the words that were found. */
  const placesOf = async (word, all) => {
    const places = new Map();
    const found = new Set();
    for (const shard of shardsOf(word, all)) {
      for (const [stem, forms, numbers] of await load("words", shard, `w-${fileName(shard)}`)) {
        const others = forms ? forms.split(" ") : [];
        const fits = fit(word, stem, others);
        if (!fits) continue;
        for (const name of [stem, ...others]) found.add(name);
        for (let at = 0; at < numbers.length; at += 2) {
          const score = numbers[at + 1] * fits;
          places.set(numbers[at], Math.max(places.get(numbers[at]) ?? 0, score));
        }
      }
      // Another shard is only for a slip in the first two letters.
      if (places.size) break;
    }
    return { places, found };
  };

  /** The best places for a text, best first: those that have every word before those that lack one. */
  const find = async (text) => {
    const all = new Set(await load("index", "", "index"));
    const words = [...new Set(wordsOf(text))];
    const each = await Promise.all(words.map((word) => placesOf(word, all)));
    const scores = new Map();
    for (const { places } of each) {
      for (const [place, score] of places) {
        const sum = scores.get(place) ?? { has: 0, score: 0 };
        scores.set(place, { has: sum.has + 1, score: sum.score + score });
      }
    }
    const ranked = [...scores].sort(
      ([a, x], [b, y]) => y.has - x.has || y.score - x.score || a - b,
    );
    const found = new Set(each.flatMap((word) => [...word.found]));
    return { ranked: ranked.slice(0, MOST).map(([place]) => place), found: [...found] };
  };

  // ---- What is shown ----

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const isFound = (word, found) =>
    found.some((stem) => word === stem || (word.startsWith(stem) && word.length - stem.length < 5));

  /** A text with the words that were found marked. */
  const marked = (text, found) =>
    text.split(/([\p{L}\p{N}'’]+)/u).map((piece) => {
      const word = piece.toLowerCase().replaceAll("’", "'");
      return word && isFound(word, found) ? element("mark", {}, piece) : piece;
    });

  /** The part of a text around the first word that was found. */
  const passage = (text, found) => {
    const words = [...text.matchAll(/[\p{L}\p{N}'’]+/gu)];
    const first = words.find(([word]) => isFound(word.toLowerCase(), found));
    const from = first ? Math.max(0, first.index - PASSAGE / 3) : 0;
    const begin = from && text.indexOf(" ", from) + 1;
    const end = text.indexOf(" ", begin + PASSAGE);
    const cut = text.slice(begin, end < 0 ? undefined : end);
    return (begin ? "… " : "") + cut + (end < 0 ? "" : " …");
  };

  const result = async (place, found) => {
    const number = place >> 8;
    const [title, url, description, parts] = await load("page", `${number}`, `p-${number}`);
    const [id, heading, text] = parts[place & 255] ?? ["", "", ""];
    const address = new URL(url, root);
    if (id) address.hash = id;
    const link = element("a", { href: address }, element("strong", {}, ...marked(title, found)));
    if (heading) link.append(element("span", {}, ...marked(heading, found)));
    const words = passage(text || description, found);
    return element("li", {}, link, element("p", {}, ...marked(words, found)));
  };

  let dialog;

  const build = ({ dataset }) => {
    const field = element("input", {
      type: "search",
      id: "search-field",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "search",
    });
    const status = element("p", { role: "status", class: "search-status" });
    const list = element("ol", { class: "search-results" });
    const close = element("button", { type: "button", class: "menu-button" }, dataset.close);
    const label = element("label", { for: "search-field" }, dataset.label);
    const form = element("form", { role: "search" }, label, field, close);
    dialog = element("dialog", { class: "search", "aria-label": dataset.label }, form, status, list);
    close.addEventListener("click", () => dialog.close());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      list.querySelector("a")?.click();
    });
    dialog.addEventListener("click", (event) => {
      // A link within this very page has to leave the dialog; so does a click beside it.
      if (event.target === dialog || event.target.closest("a")) dialog.close();
    });
    dialog.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      const stops = [field, ...list.querySelectorAll("a")];
      const next = stops[stops.indexOf(document.activeElement) + step];
      if (next) {
        event.preventDefault();
        next.focus();
      }
    });

    let asked = 0;
    field.addEventListener("input", async () => {
      const text = field.value.trim();
      asked += 1;
      const turn = asked;
      if (text.length < 2) {
        // The list of shards is on its way while the reader types on.
        if (text) load("index", "", "index").catch(() => {});
        list.replaceChildren();
        status.textContent = "";
        return;
      }
      try {
        const { ranked, found } = await find(text);
        const items = await Promise.all(ranked.map((place) => result(place, found)));
        if (turn !== asked) return;
        list.replaceChildren(...items);
        status.textContent = items.length
          ? dataset.found.replace("{n}", items.length)
          : dataset.nothing.replace("{text}", text);
      } catch {
        if (turn === asked) status.textContent = dataset.unable;
      }
    });
    document.body.append(dialog);
    return field;
  };

  let field;
  window.guidewaySearch.open = (opener, from) => {
    root = from;
    field ??= build(opener);
    if (!dialog.open) dialog.showModal();
    field.select();
  };
})();
