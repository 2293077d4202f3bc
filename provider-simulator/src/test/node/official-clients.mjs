// Asks the simulator through the providers' own clients, one stream and one tool call each; prints what each client made of it as JSON.
import Anthropic from '@anthropic-ai/sdk';
import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime';
import { GoogleGenAI } from '@google/genai';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { CohereClientV2 } from 'cohere-ai';
import OpenAI from 'openai';

const base = process.argv[2];
const model = 'talks';
const caller = 'calls';
const question = 'Hello?';
const schema = { type: 'object', properties: { at: { type: 'number' } }, required: ['at'] };

async function openai() {
  const client = new OpenAI({ baseURL: `${base}/v1`, apiKey: 'key', maxRetries: 0 });
  const stream = client.responses.stream({ model, input: question, reasoning: { summary: 'auto' } });
  let deltas = 0;
  stream.on('response.output_text.delta', () => deltas++);
  const final = await stream.finalResponse();
  const tools = [{ type: 'function', name: 'look', parameters: schema, strict: false }];
  const called = await client.responses.create({ model: caller, input: question, tools });
  const embedded = await client.embeddings.create({ model: 'vectors', input: 'a text', dimensions: 4 });
  return {
    text: final.output_text,
    deltas,
    reasoning: final.output.find((item) => item.type === 'reasoning').summary[0].text,
    finish: final.status,
    usage: [final.usage.input_tokens, final.usage.input_tokens_details.cached_tokens, final.usage.output_tokens,
      final.usage.output_tokens_details.reasoning_tokens],
    calls: called.output.filter((item) => item.type === 'function_call').map((call) => [call.name, JSON.parse(call.arguments)]),
    dimensions: embedded.data[0].embedding.length,
    refused: await refusal(() => client.responses.create({ model: 'fault-429', input: question })),
    broken: await refusal(async () => {
      for await (const event of await client.responses.create({ model: 'fault-error-after-4', input: question, stream: true })) void event;
    }),
  };
}

async function anthropic() {
  const client = new Anthropic({ baseURL: base, apiKey: 'key', maxRetries: 0 });
  const asked = (name) => ({ model: name, max_tokens: 100, messages: [{ role: 'user', content: question }] });
  const stream = client.messages.stream(asked(model));
  let deltas = 0;
  stream.on('text', () => deltas++);
  const final = await stream.finalMessage();
  const tools = [{ name: 'look', input_schema: schema }];
  const called = await client.messages.stream({ ...asked(caller), tools }).finalMessage();
  return {
    text: final.content.find((block) => block.type === 'text').text,
    deltas,
    reasoning: final.content.find((block) => block.type === 'thinking').thinking,
    finish: final.stop_reason,
    usage: [final.usage.input_tokens, final.usage.cache_read_input_tokens, final.usage.cache_creation.ephemeral_1h_input_tokens,
      final.usage.output_tokens],
    calls: called.content.filter((block) => block.type === 'tool_use').map((call) => [call.name, call.input]),
    refused: await refusal(() => client.messages.create(asked('fault-529'))),
    broken: await refusal(() => client.messages.stream(asked('fault-error-after-4-529')).finalMessage()),
  };
}

async function gemini() {
  const client = new GoogleGenAI({ apiKey: 'key', httpOptions: { baseUrl: base } });
  let text = '';
  let reasoning = '';
  let deltas = 0;
  let last;
  for await (const chunk of await client.models.generateContentStream({ model, contents: question })) {
    for (const part of chunk.candidates[0].content.parts) {
      if (part.thought) reasoning += part.text;
      else text += part.text;
    }
    deltas++;
    last = chunk;
  }
  const tools = [{ functionDeclarations: [{ name: 'look', parametersJsonSchema: schema }] }];
  const called = await client.models.generateContent({ model: caller, contents: question, config: { tools } });
  const embedded = await client.models.embedContent({ model: 'vectors', contents: ['a', 'b'], config: { outputDimensionality: 4 } });
  const models = await client.models.list();
  return {
    text,
    deltas,
    reasoning,
    finish: last.candidates[0].finishReason,
    usage: [last.usageMetadata.promptTokenCount, last.usageMetadata.cachedContentTokenCount, last.usageMetadata.candidatesTokenCount,
      last.usageMetadata.thoughtsTokenCount],
    calls: called.functionCalls.map((call) => [call.name, call.args]),
    dimensions: embedded.embeddings[1].values.length,
    models: models.page.length,
    refused: await refusal(() => client.models.generateContent({ model: 'fault-429', contents: question })),
    broken: await refusal(async () => {
      const stream = await client.models.generateContentStream({ model: 'fault-error-after-2-503', contents: question });
      for await (const chunk of stream) void chunk;
    }),
  };
}

async function cohere() {
  const client = new CohereClientV2({ environment: base, token: 'key', maxRetries: 0 });
  const asked = (name) => ({ model: name, messages: [{ role: 'user', content: question }] });
  const seen = { text: '', reasoning: '', deltas: 0 };
  for await (const event of await client.chatStream(asked(model))) {
    if (event.type === 'content-delta') {
      seen.text += event.delta.message.content.text ?? '';
      seen.reasoning += event.delta.message.content.thinking ?? '';
      seen.deltas++;
    } else if (event.type === 'message-end') {
      const usage = event.delta.usage;
      seen.finish = event.delta.finishReason;
      seen.usage = [usage.tokens.inputTokens, usage.cachedTokens, usage.tokens.outputTokens];
    }
  }
  const tools = [{ type: 'function', function: { name: 'look', parameters: schema } }];
  const called = await client.chat({ ...asked(caller), tools });
  const embedded = await client.embed({ model: 'vectors', texts: ['a'], inputType: 'search_query', embeddingTypes: ['float'], outputDimension: 4 });
  return {
    ...seen,
    calls: called.message.toolCalls.map((call) => [call.function.name, JSON.parse(call.function.arguments)]),
    dimensions: embedded.embeddings.float[0].length,
    refused: await refusal(() => client.chat(asked('fault-429'))),
  };
}

async function bedrock() {
  const client = new BedrockRuntimeClient({
    endpoint: base, region: 'eu-central-1', credentials: { accessKeyId: 'id', secretAccessKey: 'secret' }, maxAttempts: 1,
    // Its default is HTTP/2 with prior knowledge, which the simulator does not speak.
    requestHandler: new NodeHttpHandler(),
  });
  const asked = (modelId) => ({ modelId, messages: [{ role: 'user', content: [{ text: question }] }] });
  const seen = { text: '', reasoning: '', deltas: 0 };
  const answer = await client.send(new ConverseStreamCommand(asked(model)));
  for await (const event of answer.stream) {
    const delta = event.contentBlockDelta?.delta;
    if (delta?.text) {
      seen.text += delta.text;
      seen.deltas++;
    }
    seen.reasoning += delta?.reasoningContent?.text ?? '';
    seen.finish = event.messageStop?.stopReason ?? seen.finish;
    if (event.metadata) {
      const usage = event.metadata.usage;
      seen.usage = [usage.inputTokens, usage.cacheReadInputTokens, usage.cacheWriteInputTokens, usage.outputTokens];
    }
  }
  const toolConfig = { tools: [{ toolSpec: { name: 'look', inputSchema: { json: schema } } }] };
  const called = await client.send(new ConverseCommand({ ...asked(caller), toolConfig }));
  return {
    ...seen,
    calls: called.output.message.content.filter((block) => block.toolUse).map((block) => [block.toolUse.name, block.toolUse.input]),
    refused: await refusal(() => client.send(new ConverseCommand(asked('anthropic.claude-v1:0:fault-429')))),
    broken: await refusal(async () => {
      const stream = (await client.send(new ConverseStreamCommand(asked('fault-error-after-2-424')))).stream;
      for await (const event of stream) void event;
    }),
  };
}

async function refusal(ask) {
  try {
    await ask();
    return null;
  } catch (error) {
    return {
      kind: error.constructor.name,
      name: error.name,
      status: error.status ?? error.statusCode ?? error.$metadata?.httpStatusCode ?? null,
      message: error.message,
    };
  }
}

const [openaiSaw, anthropicSaw, geminiSaw, cohereSaw, bedrockSaw] =
  await Promise.all([openai(), anthropic(), gemini(), cohere(), bedrock()]);
console.log(JSON.stringify({ openai: openaiSaw, anthropic: anthropicSaw, gemini: geminiSaw, cohere: cohereSaw, bedrock: bedrockSaw }));
