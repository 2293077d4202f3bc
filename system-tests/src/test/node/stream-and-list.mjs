// Streams a completion and the call of a tool, embeds two texts and lists the models through the official client; prints what came as JSON.
import OpenAI from 'openai';

const client = new OpenAI({ baseURL: process.env.OPENAI_BASE_URL, apiKey: process.env.OPENAI_API_KEY });

const stream = await client.chat.completions.create({
  model: process.argv[2],
  stream: true,
  stream_options: { include_usage: true },
  messages: [{ role: 'user', content: 'Say hello to the signal box.' }],
});
let text = '';
let deltas = 0;
let usage = null;
let finish = null;
for await (const chunk of stream) {
  const choice = chunk.choices[0];
  if (choice?.delta?.content) {
    text += choice.delta.content;
    deltas++;
  }
  finish = choice?.finish_reason ?? finish;
  usage = chunk.usage ?? usage;
}

const called = client.chat.completions.stream({
  model: process.argv[2],
  messages: [{ role: 'user', content: 'Look it up. [[tool:look {"at":7}]]' }],
  tools: [{ type: 'function', function: { name: 'look', parameters: { type: 'object', properties: { at: { type: 'number' } } } } }],
});
const call = (await called.finalMessage()).tool_calls[0].function;

const embedded = await client.embeddings.create({ model: 'simulator/embeddings', input: ['a signal box', 'a lever'] });

const models = [];
for await (const model of client.models.list()) {
  models.push(model.id);
}

let unknown = null;
try {
  await client.chat.completions.create({ model: 'nobody/knows-this', messages: [{ role: 'user', content: 'x' }] });
} catch (error) {
  unknown = { status: error.status, code: error.code };
}

const dimensions = embedded.data.map((each) => each.embedding.length);
console.log(JSON.stringify({ text, deltas, usage, finish, call, dimensions, models, unknown }));
