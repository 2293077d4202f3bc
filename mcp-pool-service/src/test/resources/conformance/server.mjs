// The things that the conformance tool looks for at a server, over stdio in the first era of the protocol.
import { createInterface } from 'node:readline';

const say = (message) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n');
const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

const text = (value) => ({ type: 'text', text: value });
const image = {
  type: 'image', mimeType: 'image/png',
  data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==' };
const audio = { type: 'audio', mimeType: 'audio/wav', data: 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=' };
const embedded = (uri) => ({ type: 'resource', resource: { uri, mimeType: 'text/plain', text: 'An embedded resource.' } });

const asked = new Map();
let questions = 0;
const ask = (method, params) => new Promise((resolve) => {
  const id = 'question-' + ++questions;
  asked.set(id, resolve);
  say({ id, method, params });
});

async function elicit(properties) {
  const answer = await ask('elicitation/create', { message: 'Please say', requestedSchema: { type: 'object', properties } });
  return [text(JSON.stringify(answer))];
}

let changes = 0;
const tools = {
  test_simple_text: () => [text('This is a simple text response for testing.')],
  test_image_content: () => [image],
  test_audio_content: () => [audio],
  test_embedded_resource: () => [embedded('test://embedded-resource')],
  test_multiple_content_types: () => [text('Several at once:'), image, embedded('test://mixed-content-resource')],
  test_error_handling: () => { throw new Error('This tool intentionally returns an error for testing'); },
  test_tool_with_progress: async (_, progressToken) => {
    for (const progress of [0, 50, 100]) {
      say({ method: 'notifications/progress', params: { progressToken, progress, total: 100 } });
      await pause();
    }
    return [text('done')];
  },
  test_tool_with_logging: async () => {
    for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
      say({ method: 'notifications/message', params: { level: 'info', data } });
      await pause();
    }
    return [text('logged')];
  },
  test_logging_tool: async () => {
    say({ method: 'notifications/message', params: { level: 'info', data: 'said unasked' } });
    await pause();
    return [text('logged')];
  },
  test_streaming_elicitation: () => elicit({ response: { type: 'string' } }),
  test_sampling: async ({ prompt }) => [text(JSON.stringify(await ask('sampling/createMessage', { messages: [{ role: 'user', content: text(prompt) }], maxTokens: 100 })))],
  test_elicitation: () => elicit({ response: { type: 'string' } }),
  test_elicitation_sep1034_defaults: () => elicit({ name: { type: 'string', default: 'John Doe' } }),
  test_elicitation_sep1330_enums: () => elicit({ choice: { type: 'string', enum: ['one', 'two'] } }),
  test_trigger_tool_change: () => { changes++; say({ method: 'notifications/tools/list_changed' }); return [text('changed')]; },
  test_trigger_prompt_change: () => { changes++; say({ method: 'notifications/prompts/list_changed' }); return [text('changed')]; },
  json_schema_2020_12_tool: () => [text('fine')],
};
const schemas = {
  test_sampling: { type: 'object', properties: { prompt: { type: 'string' } }, required: ['prompt'] },
  json_schema_2020_12_tool: {
    $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object',
    $defs: { address: { $anchor: 'addressDef', type: 'object', properties: { street: { type: 'string' }, city: { type: 'string' } } } },
    properties: {
      name: { type: 'string' }, address: { $ref: '#/$defs/address' }, contactMethod: { type: 'string', enum: ['phone', 'email'] },
      phone: { type: 'string' }, email: { type: 'string' } },
    allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
    if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
    then: { required: ['phone'] }, else: { required: ['email'] }, additionalProperties: false },
};

const resources = {
  'test://static-text': { mimeType: 'text/plain', text: 'The text of a static resource.' },
  'test://static-binary': { mimeType: 'image/png', blob: image.data },
  'test://watched-resource': { mimeType: 'text/plain', text: 'Watched.' },
};
function read({ uri }) {
  const id = /^test:\/\/template\/([^/]+)\/data$/.exec(uri)?.[1];
  const found = id ? { mimeType: 'application/json', text: JSON.stringify({ id, data: 'Data for ' + id }) } : resources[uri];
  if (!found) throw { code: -32002, message: 'Resource not found', data: { uri } };
  return { contents: [{ uri, ...found }] };
}

const prompts = {
  test_simple_prompt: () => [text('A simple prompt.')],
  test_prompt_with_arguments: ({ arg1, arg2 }) => [text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)],
  test_prompt_with_embedded_resource: ({ resourceUri }) => [embedded(resourceUri), text('See above.')],
  test_prompt_with_image: () => [image, text('See above.')],
};
const promptArguments = {
  test_prompt_with_arguments: [{ name: 'arg1', required: true }, { name: 'arg2', required: true }],
  test_prompt_with_embedded_resource: [{ name: 'resourceUri', required: true }],
};

const methods = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion, serverInfo: { name: 'conformance', version: '1' },
    capabilities: { tools: { listChanged: true }, resources: { subscribe: true }, prompts: { listChanged: true }, completions: {}, logging: {} } }),
  ping: () => ({}),
  'tools/list': () => ({ tools: Object.keys(tools).map((name) => ({
    name, description: 'For the tool: ' + name, inputSchema: schemas[name] ?? { type: 'object', properties: {} } })) }),
  'tools/call': async ({ name, arguments: given, _meta }) => {
    try {
      return { content: await tools[name](given ?? {}, _meta?.progressToken) };
    } catch (failure) {
      return { content: [text(failure.message)], isError: true };
    }
  },
  'resources/list': () => ({ resources: Object.entries(resources).map(([uri, { mimeType }]) => ({ uri, name: uri, description: 'For the tool', mimeType })) }),
  'resources/templates/list': () => ({ resourceTemplates: [{ uriTemplate: 'test://template/{id}/data', name: 'template', mimeType: 'application/json' }] }),
  'resources/read': read,
  'resources/subscribe': () => ({}),
  'resources/unsubscribe': () => ({}),
  'logging/setLevel': () => ({}),
  'prompts/list': () => ({ prompts: Object.keys(prompts).map((name) => ({ name, description: 'For the tool: ' + name, arguments: promptArguments[name] ?? [] })) }),
  'prompts/get': ({ name, arguments: given }) => ({ messages: prompts[name](given ?? {}).map((content) => ({ role: 'user', content })) }),
  'completion/complete': ({ argument }) => ({ completion: { values: ['paris', 'park', 'party'].filter((one) => one.startsWith(argument.value)), hasMore: false } }),
};

createInterface({ input: process.stdin }).on('line', async (line) => {
  const { id, method, params, result, error } = JSON.parse(line);
  if (method === undefined) return asked.get(id)?.(result ?? error);
  if (id === undefined) return;
  try {
    if (!methods[method]) throw { code: -32601, message: 'Method not found' };
    say({ id, result: await methods[method](params ?? {}) });
  } catch ({ code, message, data }) {
    say({ id, error: { code: code ?? -32603, message, data } });
  }
}).on('close', () => process.exit());
