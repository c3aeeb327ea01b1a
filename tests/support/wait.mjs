// Waiting for what happens by itself, without sleeping longer than it takes.
export async function waitUntil(what, probe, { seconds = 20, everyMs = 100 } = {}) {
  const giveUpAt = Date.now() + seconds * 1000;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > giveUpAt) throw new Error(`${what}: not within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
