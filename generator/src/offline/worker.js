// Written by the build, with a list of the whole site: keeps the guide for when there is no network.
//
// A version is kept whole or not at all: every file is checked against the list as it comes, so that
// a site which changes in between cannot be mixed. It serves as soon as no page of another version
// is open, or when the reader asks for it. Other guides at this address are left alone: the name of
// everything kept begins with the scope of this one.

const VERSION = "__VERSION__";
const FILES = __FILES__;

const OURS = `guideway ${registration.scope} `;
const NAME = OURS + VERSION;

/** A response of our own: one that a host has sent elsewhere is refused as the answer to a visit. */
const plain = async (response) =>
  new Response(await response.blob(), { headers: { "Content-Type": response.headers.get("Content-Type") } });

const keep = async () => {
  const cache = await caches.open(NAME);
  try {
    await Promise.all(
      Object.entries(FILES).map(async ([path, integrity]) => {
        const response = await fetch(new Request(path, { integrity, cache: "no-cache" }));
        if (!response.ok) throw new Error(path);
        await cache.put(path, await plain(response));
      }),
    );
  } catch (error) {
    await caches.delete(NAME);
    throw error;
  }
};

const forget = async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && name !== NAME) await caches.delete(name);
  }
};

const answer = async (request, path) => {
  const cache = await caches.open(NAME);
  return (await cache.match(path)) ?? fetch(request);
};

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forget()));
addEventListener("message", ({ data }) => {
  if (data === "change") skipWaiting();
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const [address] = request.url.split(/[?#]/);
  if (request.method !== "GET" || !address.startsWith(registration.scope)) return;
  let path = decodeURIComponent(address.slice(registration.scope.length));
  if (path === "" || path.endsWith("/")) path += "index.html";
  if (path in FILES) event.respondWith(answer(request, path));
});
