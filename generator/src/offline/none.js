// While a guide is being written nothing of it is kept: this takes the place of the worker, and goes
// away with what one before it has kept.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  const forget = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(`guideway ${registration.scope} `)) await caches.delete(name);
    }
    await registration.unregister();
  };
  event.waitUntil(forget());
});
