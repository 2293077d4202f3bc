// Every provider's own client at the gateway, with its base URL and key changed and nothing else: a stream from its own provider, a call of a tool
// by another provider's model, and a model that does not exist. Prints what each made of it as JSON.
import Anthropic from '@anthropic-ai/sdk';
import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime';
import { GoogleGenAI } from '@google/genai';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { CohereClientV2 } from 'cohere-ai';
import OpenAI from 'openai';

const [base, key] = process.argv.slice(2);
const foreign = 'groq/llama-3.3-70b-versatile';
const unknown = 'nobody/nothing';
const question = 'What is the capital of Norway?';
const wantsTool = 'Look it up. [[tool:look {"at":7}]]';
const schema = { type: 'object', properties: { at: { type: 'number' } }, required: ['at'] };

async function openai() {
  const client = new OpenAI({ baseURL: `${base}/v1`, apiKey: key, maxRetries: 0 });
  const stream = client.responses.stream({ model: 'openai/gpt-4o', input: question });
  let deltas = 0;
  stream.on('response.output_text.delta', () => deltas++);
  const final = await stream.finalResponse();
  const tools = [{ type: 'function', name: 'look', parameters: schema, strict: false }];
  const called = await client.responses.create({ model: foreign, input: wantsTool, tools });
  return {
    text: final.output_text,
    deltas,
    usage: [final.usage.input_tokens, final.usage.output_tokens],
    calls: called.output.filter((item) => item.type === 'function_call').map((call) => [call.name, JSON.parse(call.arguments)]),
    refused: await refusal(() => client.responses.create({ model: unknown, input: question })),
  };
}

async function anthropic() {
  const client = new Anthropic({ baseURL: base, apiKey: key, maxRetries: 0 });
  const asked = (model, content) => ({ model, max_tokens: 300, messages: [{ role: 'user', content }] });
  const stream = client.messages.stream(asked('anthropic/claude-sonnet-4-5', question));
  let deltas = 0;
  stream.on('text', () => deltas++);
  const final = await stream.finalMessage();
  const tools = [{ name: 'look', input_schema: schema }];
  const called = await client.messages.stream({ ...asked(foreign, wantsTool), tools }).finalMessage();
  return {
    text: final.content.find((block) => block.type === 'text').text,
    deltas,
    usage: [final.usage.input_tokens, final.usage.output_tokens],
    calls: called.content.filter((block) => block.type === 'tool_use').map((call) => [call.name, call.input]),
    refused: await refusal(() => client.messages.create(asked(unknown, question))),
  };
}

async function gemini() {
  const client = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: base } });
  let text = '';
  let deltas = 0;
  let last;
  for await (const chunk of await client.models.generateContentStream({ model: 'gemini/gemini-2.5-flash', contents: question })) {
    text += chunk.text ?? '';
    deltas++;
    last = chunk;
  }
  const tools = [{ functionDeclarations: [{ name: 'look', parametersJsonSchema: schema }] }];
  const called = await client.models.generateContent({ model: foreign, contents: wantsTool, config: { tools } });
  return {
    text,
    deltas,
    usage: [last.usageMetadata.promptTokenCount, last.usageMetadata.candidatesTokenCount],
    calls: called.functionCalls.map((call) => [call.name, call.args]),
    refused: await refusal(() => client.models.generateContent({ model: unknown, contents: question })),
  };
}

async function cohere() {
  const client = new CohereClientV2({ environment: base, token: key, maxRetries: 0 });
  const asked = (model, content) => ({ model, messages: [{ role: 'user', content }] });
  const seen = { text: '', deltas: 0 };
  for await (const event of await client.chatStream(asked('cohere/command-a-03-2025', question))) {
    if (event.type === 'content-delta') {
      seen.text += event.delta.message.content.text ?? '';
      seen.deltas++;
    } else if (event.type === 'message-end') {
      seen.usage = [event.delta.usage.tokens.inputTokens, event.delta.usage.tokens.outputTokens];
    }
  }
  const tools = [{ type: 'function', function: { name: 'look', parameters: schema } }];
  const called = await client.chat({ ...asked(foreign, wantsTool), tools });
  return {
    ...seen,
    calls: called.message.toolCalls.map((call) => [call.function.name, JSON.parse(call.function.arguments)]),
    refused: await refusal(() => client.chat(asked(unknown, question))),
  };
}

async function bedrock() {
  const client = new BedrockRuntimeClient({
    endpoint: base, region: 'eu-central-1', token: { token: key }, authSchemePreference: ['httpBearerAuth'], maxAttempts: 1,
    // Its default is HTTP/2 with prior knowledge, which needs TLS here.
    requestHandler: new NodeHttpHandler(),
  });
  const asked = (modelId, text) => ({ modelId, messages: [{ role: 'user', content: [{ text }] }] });
  const seen = { text: '', deltas: 0 };
  const answer = await client.send(new ConverseStreamCommand(asked('simulator/echo', question)));
  for await (const event of answer.stream) {
    if (event.contentBlockDelta?.delta?.text) {
      seen.text += event.contentBlockDelta.delta.text;
      seen.deltas++;
    }
    if (event.metadata) {
      seen.usage = [event.metadata.usage.inputTokens, event.metadata.usage.outputTokens];
    }
  }
  const toolConfig = { tools: [{ toolSpec: { name: 'look', inputSchema: { json: schema } } }] };
  const called = await client.send(new ConverseCommand({ ...asked(foreign, wantsTool), toolConfig }));
  return {
    ...seen,
    calls: called.output.message.content.filter((block) => block.toolUse).map((block) => [block.toolUse.name, block.toolUse.input]),
    refused: await refusal(() => client.send(new ConverseCommand(asked(unknown, question)))),
  };
}

async function refusal(ask) {
  try {
    await ask();
    return null;
  } catch (error) {
    return { name: error.name, status: error.status ?? error.statusCode ?? error.$metadata?.httpStatusCode ?? null, message: error.message };
  }
}

const clients = { openai, anthropic, gemini, cohere, bedrock };
const seen = await Promise.all(Object.entries(clients).map(async ([name, ask]) => [name, await ask()]));
console.log(JSON.stringify(Object.fromEntries(seen)));
