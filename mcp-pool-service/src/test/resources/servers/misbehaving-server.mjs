// An MCP server that does whatever a test needs it to do wrong. Its faults come as arguments and as tools.
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const faults = new Set(process.argv.slice(2));
const modern = faults.has('modern');
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

const watched = new Set();
// What it offers besides tools, if it is to offer any.
const offers = faults.has('offers') ? { resources: { subscribe: true }, prompts: { listChanged: true }, completions: {} } : {};
const complete = modern ? { resultType: 'complete' } : {};
function offered({ id, method, params }) {
  switch (faults.has('offers') && method) {
    case 'resources/list': return { resources: [{ uri: 'test://one', name: 'one' }], ...complete };
    case 'resources/templates/list': return { resourceTemplates: [{ uriTemplate: 'test://{name}', name: 'any' }], ...complete };
    case 'resources/read': return { contents: [{ uri: params.uri, text: 'read ' + params.uri }], ...complete };
    case 'resources/subscribe': watched.add(params.uri); return {};
    case 'resources/unsubscribe': watched.delete(params.uri); return {};
    case 'prompts/list': return { prompts: [{ name: 'greet' }, ...Array.from({ length: extra }, (_, i) => ({ name: 'greet-' + i }))], ...complete };
    case 'prompts/get': return {
      messages: [{ role: 'user', content: { type: 'text', text: params.name + ' ' + params.arguments?.who } }, { role: 'user', content: { type: 'resource_link', uri: 'test://one', name: 'one' } }],
      ...complete };
    case 'completion/complete': return { completion: { values: [params.ref.name ?? params.ref.uri] }, ...complete };
    default: return undefined;
  }
}

let extra = 0;
const noArguments = { type: 'object', properties: {} };
const tools = () => [
  { name: 'die-once', inputSchema: noArguments, annotations: { readOnlyHint: true } },
  { name: 'echo', inputSchema: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] } },
  ...['die', 'silence', 'fail', 'refuse', 'environment', 'directory', 'pid', 'grow', 'dump', 'ask-back', 'twice', 'again', 'cancelled', 'progress', 'slow', 'long', 'touch'].map((name) => ({ name, inputSchema: noArguments })),
  ...Array.from({ length: extra }, (_, i) => ({ name: 'extra-' + i, inputSchema: noArguments })),
];
const text = (value) => ({ content: [{ type: 'text', text: String(value) }], ...(modern && { resultType: 'complete' }) });

const cancelled = [];
function call(id, { name, arguments: given, requestState, _meta }) {
  switch (name) {
    case 'echo': return say({ id, result: text(given.text) });
    case 'die': return process.exit(7);
    case 'die-once':
      if (existsSync('died')) return say({ id, result: text('alive') });
      writeFileSync('died', '');
      return process.exit(7);
    case 'silence': return;
    case 'fail': return say({ id, result: { ...text('it did not work'), isError: true } });
    case 'refuse': return say({ id, error: { code: -32602, message: 'arguments do not fit' } });
    case 'environment': return say({ id, result: text(JSON.stringify(process.env)) });
    case 'directory': return say({ id, result: text(process.cwd()) });
    case 'pid': return say({ id, result: text(process.pid) });
    case 'grow': extra++; say({ method: 'notifications/tools/list_changed', ...subscribed() }); say({ method: 'notifications/prompts/list_changed', ...subscribed() }); return say({ id, result: text(extra) });
    case 'dump': return say({ id, result: text('x'.repeat(6 * 1024 * 1024)) });
    case 'long': return say({ id, result: text('x'.repeat(2 * 1024 * 1024)) });
    case 'ask-back':
      if (modern) return say({ id, result: { resultType: 'input_required', inputRequests: { a: { method: 'sampling/createMessage' } }, requestState: 's' } });
      pending = id;
      return say({ id: 'q1', method: 'sampling/createMessage', params: {} });
    case 'twice': say({ id, result: text(1) }); return say({ id, result: text(2) });
    case 'again': return say({ id, result: requestState ? text(requestState) : { resultType: 'input_required', requestState: 'round two' } });
    case 'progress':
      say({ method: 'notifications/progress', params: { progressToken: _meta?.progressToken ?? 'none', progress: 1, total: 2, message: 'half' } });
      return setTimeout(() => say({ id, result: text('done') }), 50);
    case 'slow': return setTimeout(() => say({ id, result: text(process.pid) }), 1000);
    case 'touch':
      for (const uri of watched) say({ method: 'notifications/resources/updated', params: { uri: uri + '/part', ...subscribed().params } });
      return say({ id, result: text(watched.size) });
    case 'cancelled': return say({ id, result: text(cancelled.length) });
    default: return say({ id, error: { code: -32602, message: 'unknown tool' } });
  }
}

// What 2026-07-28 has in place of a handshake and of unasked notifications.
let subscription;
const subscribed = () => (modern ? { params: { _meta: { 'io.modelcontextprotocol/subscriptionId': subscription } } } : {});
function answeredAsModern({ id, method, params }) {
  const meta = params?._meta ?? {};
  const version = meta['io.modelcontextprotocol/protocolVersion'];
  if (id !== undefined && (version !== '2026-07-28' || !meta['io.modelcontextprotocol/clientCapabilities'])) {
    say({ id, error: { code: version ? -32022 : -32602, message: 'speak 2026-07-28', data: { supported: ['2026-07-28'] } } });
    return true;
  }
  if (method === 'server/discover') {
    say({ id, result: {
      resultType: 'complete', supportedVersions: ['2026-07-28'], capabilities: { tools: { listChanged: true }, ...offers }, ttlMs: 0, cacheScope: 'public',
      _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'misbehaving', version: '2' } } } });
    return true;
  }
  if (method === 'subscriptions/listen') {
    subscription = id;
    params.notifications.resourceSubscriptions?.forEach((uri) => watched.add(uri));
    say({ method: 'notifications/subscriptions/acknowledged', params: { ...subscribed().params, notifications: params.notifications } });
    return true;
  }
  return false;
}

let pending;
let listed = 0;
createInterface({ input: process.stdin }).on('line', (line) => {
  const message = JSON.parse(line);
  if (message.id === 'q1') return say({ id: pending, result: text(message.error.code) });
  if (faults.has('silent')) return;
  if (modern && answeredAsModern(message)) return;
  const result = offered(message);
  if (result) return say({ id: message.id, result });
  switch (message.method) {
    case 'initialize':
      return say({ id: message.id, result: {
        protocolVersion: faults.has('future') ? '2099-01-01' : message.params.protocolVersion,
        capabilities: { tools: { listChanged: true }, ...offers }, serverInfo: { name: 'misbehaving', version: '1' } } });
    case 'tools/list': {
      const page = Number(message.params?.cursor ?? 0);
      if (page === 0 && faults.has('list-once') && listed++) return say({ id: message.id, error: { code: -32603, message: 'no list today' } });
      const all = tools();
      const next = page + 5 < all.length ? { nextCursor: String(page + 5) } : {};
      const caching = modern ? { resultType: 'complete', ttlMs: 3600000, cacheScope: 'public' } : {};
      return say({ id: message.id, result: { tools: all.slice(page, page + 5), ...next, ...caching } });
    }
    case 'tools/call': return call(message.id, message.params);
    case 'notifications/cancelled': return cancelled.push(message.params.requestId);
    default: if (message.id !== undefined) say({ id: message.id, error: { code: -32601, message: 'unknown method' } });
  }
}).on('close', () => { if (!faults.has('stay')) process.exit(0); });
