// Asks for one page at a fixed rate, whatever the answers do (an open loop), and prints how long they took.
// Arguments: url, email, password, path, requests a second, seconds.
import http from 'node:http';

const [url, email, password, path, rate, seconds] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

function ask(method, target, headers = {}, body = undefined) {
  return new Promise((resolve, reject) => {
    const request = http.request(url + target, { method, agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (piece) => { text += piece; });
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

const cookiesOf = (answer) => (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]);

async function signIn() {
  const form = await ask('GET', '/sign-in');
  const csrf = /name="csrf" value="([^"]+)"/.exec(form.text)[1];
  const answer = await ask('POST', '/sign-in', {
    'Content-Type': 'application/x-www-form-urlencoded', Cookie: cookiesOf(form).join('; '),
  }, new URLSearchParams({ email, password, csrf, next: '/' }).toString());
  if (answer.status !== 303) throw new Error(`sign-in answered ${answer.status}`);
  return [...cookiesOf(form), ...cookiesOf(answer)].join('; ');
}

const cookie = await signIn();
const took = [];
let failed = 0;
const start = performance.now();
const total = Number(rate) * Number(seconds);
const pending = [];
for (let sent = 0; sent < total;) {
  const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * Number(rate)) + 1);
  for (; sent < due; ++sent) {
    const from = performance.now();
    pending.push(ask('GET', path, { Cookie: cookie, 'Accept-Encoding': 'identity' }).then((answer) => {
      took.push(performance.now() - from);
      failed += answer.status === 200 ? 0 : 1;
    }));
  }
  await new Promise((resolve) => setTimeout(resolve, 1));
}
await Promise.all(pending);
const elapsed = (performance.now() - start) / 1000;
took.sort((a, b) => a - b);
const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))];
console.log(JSON.stringify({
  requests: took.length, failed, per_second: took.length / elapsed,
  p50_ms: at(0.5), p99_ms: at(0.99), max_ms: at(1),
}));
agent.destroy();
