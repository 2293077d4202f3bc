// CopilotKit's stand-in for providers, on the port that it is given: answers a question with a sentence, a conversation with two calls of a tool.
// Prints its address once it listens, and ends with its standard input.
import { LLMock } from '@copilotkit/aimock';

const usage = { prompt_tokens: 40, completion_tokens: 9, input_tokens: 40, output_tokens: 9, promptTokenCount: 40, candidatesTokenCount: 9 };
const mock = new LLMock({ port: Number(process.argv[2]), chunkSize: 4 });
const calls = ['Bern', 'Genève'].map((city) => ({ name: 'weather', arguments: JSON.stringify({ city }) }));
mock.onMessage(/calls, please/, { toolCalls: calls, usage });
mock.onMessage(/warm/, { content: 'It is 21 °C, says the wetter.', usage });
await mock.start();
console.log(mock.url);
process.stdin.on('end', () => process.exit()).resume();
