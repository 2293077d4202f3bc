// An MCP server that does whatever a test needs it to do wrong. Its faults come as arguments and as tools.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const faults = new Set(process.argv.slice(2));
const say = (message) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n');

if (faults.has('ignore-sigterm')) process.on('SIGTERM', () => {});
if (faults.has('stay')) setInterval(() => {}, 1000);
if (faults.has('grandchild')) grandchild({ stdio: 'inherit' });
if (faults.has('detached-grandchild')) grandchild({ stdio: 'ignore', detached: true });
if (faults.has('unmarked-grandchild')) grandchild({ stdio: 'ignore', env: {} });
if (faults.has('stray')) process.stdout.write('Server running on stdio\n');
if (faults.has('early-notification')) say({ method: 'notifications/tools/list_changed' });
if (faults.has('crash')) { console.error('cannot reach ' + process.env.TOKEN); process.exit(3); }
if (faults.has('flood')) flood();

function grandchild(options) {
  const code = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)";
  spawn(process.execPath, ['-e', code], options).unref();
}

// Some 20,000 a second, and for ever: as fast as can be would leave no time to answer anything.
function flood() {
  const line = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/message', params: { data: 'x'.repeat(200) } }) + '\n';
  setInterval(() => process.stdout.write(line.repeat(200)), 10).unref();
}

let extra = 0;
const noArguments = { type: 'object', properties: {} };
const tools = () => [
  { name: 'echo', inputSchema: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] } },
  ...['die', 'silence', 'fail', 'refuse', 'environment', 'directory', 'pid', 'grow', 'dump', 'ask-back', 'twice'].map((name) => ({ name, inputSchema: noArguments })),
  ...Array.from({ length: extra }, (_, i) => ({ name: 'extra-' + i, inputSchema: noArguments })),
];
const text = (value) => ({ content: [{ type: 'text', text: String(value) }] });

function call(id, { name, arguments: given }) {
  switch (name) {
    case 'echo': return say({ id, result: text(given.text) });
    case 'die': return process.exit(7);
    case 'silence': return;
    case 'fail': return say({ id, result: { ...text('it did not work'), isError: true } });
    case 'refuse': return say({ id, error: { code: -32602, message: 'arguments do not fit' } });
    case 'environment': return say({ id, result: text(JSON.stringify(process.env)) });
    case 'directory': return say({ id, result: text(process.cwd()) });
    case 'pid': return say({ id, result: text(process.pid) });
    case 'grow': extra++; say({ method: 'notifications/tools/list_changed' }); return say({ id, result: text(extra) });
    case 'dump': return say({ id, result: text('x'.repeat(6 * 1024 * 1024)) });
    case 'ask-back': pending = id; return say({ id: 'q1', method: 'sampling/createMessage', params: {} });
    case 'twice': say({ id, result: text(1) }); return say({ id, result: text(2) });
    default: return say({ id, error: { code: -32602, message: 'unknown tool' } });
  }
}

let pending;
createInterface({ input: process.stdin }).on('line', (line) => {
  const message = JSON.parse(line);
  if (message.id === 'q1') return say({ id: pending, result: text(message.error.code) });
  if (faults.has('silent')) return;
  switch (message.method) {
    case 'initialize':
      return say({ id: message.id, result: {
        protocolVersion: faults.has('future') ? '2099-01-01' : message.params.protocolVersion,
        capabilities: { tools: { listChanged: true } }, serverInfo: { name: 'misbehaving', version: '1' } } });
    case 'tools/list': {
      const page = Number(message.params?.cursor ?? 0);
      const all = tools();
      const next = page + 5 < all.length ? { nextCursor: String(page + 5) } : {};
      return say({ id: message.id, result: { tools: all.slice(page, page + 5), ...next } });
    }
    case 'tools/call': return call(message.id, message.params);
  }
}).on('close', () => { if (!faults.has('stay')) process.exit(0); });
