package dev.signalbox.streaming.wire.openai;

/** Streams as providers of chat completions send them. */
final class ChatStreams {

  /** OpenAI: text, then two tools side by side, then usage. */
  static final String OPENAI =
      """
      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-x","service_tier":"default","system_fingerprint":"fp","choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"a"}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-x","choices":[{"index":0,"delta":{"content":"Grüß "},"finish_reason":null}],"usage":null}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-x","choices":[{"index":0,"delta":{"content":"Gott 😀"},"finish_reason":null}],"usage":null}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-x","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_a","type":"function","function":{"name":"weather","arguments":""}}]},"finish_reason":null}],"usage":null}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-x","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"city\\":"}}]},"finish_reason":null}],"usage":null}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-x","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\\"Bern\\"}"}}]},"finish_reason":null}],"usage":null}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-x","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"call_b","type":"function","function":{"name":"now","arguments":"{}"}}]},"finish_reason":null}],"usage":null}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-x","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}],"usage":null}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-x","choices":[],"usage":{"prompt_tokens":12,"completion_tokens":34,"total_tokens":46,"prompt_tokens_details":{"cached_tokens":2}}}

      data: [DONE]

      """;

  /** OpenRouter: comments, thoughts twice over with a signature, usage beside the end. */
  static final String OPENROUTER =
      """
      : OPENROUTER PROCESSING

      data: {"id":"gen-1","model":"claude","choices":[{"index":0,"delta":{"role":"assistant","content":"","reasoning":"Let","reasoning_details":[{"type":"reasoning.text","text":"Let","format":"anthropic-claude-v1","index":0}]},"finish_reason":null}]}

      data: {"id":"gen-1","model":"claude","choices":[{"index":0,"delta":{"content":"","reasoning":" me","reasoning_details":[{"type":"reasoning.text","text":" me","index":0}]},"finish_reason":null}]}

      data: {"id":"gen-1","model":"claude","choices":[{"index":0,"delta":{"content":"","reasoning":null,"reasoning_details":[{"type":"reasoning.text","signature":"c2ln","index":0}]},"finish_reason":null}]}

      data: {"id":"gen-1","model":"claude","choices":[{"index":0,"delta":{"reasoning_details":[{"type":"reasoning.encrypted","data":"b3Bh","index":1}]},"finish_reason":null}]}

      data: {"id":"gen-1","model":"claude","choices":[{"index":0,"delta":{"content":"Yes."},"finish_reason":null,"native_finish_reason":null}]}

      data: {"id":"gen-1","model":"claude","choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop","native_finish_reason":"end_turn"}],"usage":{"prompt_tokens":1,"completion_tokens":2,"cost":0.1}}

      data: {"id":"gen-1","model":"claude","choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop"}]}

      data: [DONE]

      """;

  /** Google's endpoint: parallel calls with the same index, signatures, and {@code stop}. */
  static final String GEMINI =
      """
      data: {"choices":[{"delta":{"role":"assistant","tool_calls":[{"index":0,"id":"f-1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Bern\\"}"},"extra_content":{"google":{"thought_signature":"c2ln"}}}]},"index":0}],"id":"x","model":"gemini"}

      data: {"choices":[{"delta":{"role":"assistant","tool_calls":[{"index":0,"id":"f-2","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Oslo\\"}"}}]},"index":0}],"id":"x","model":"gemini"}

      data: {"choices":[{"delta":{"role":"assistant"},"finish_reason":"stop","index":0}],"id":"x","model":"gemini"}

      data: [DONE]

      """;

  /** Mistral: thoughts as parts of the content. */
  static final String MISTRAL =
      """
      data: {"id":"1","object":"chat.completion.chunk","model":"magistral","choices":[{"index":0,"delta":{"role":"assistant","content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm"}]}]},"finish_reason":null}]}

      data: {"id":"1","model":"magistral","choices":[{"index":0,"delta":{"content":[{"type":"text","text":"Oui"},{"type":"reference","reference_ids":[1]}]},"finish_reason":null}]}

      data: {"id":"1","model":"magistral","choices":[{"index":0,"delta":{"content":""},"finish_reason":"model_length"}],"usage":{"prompt_tokens":1,"total_tokens":3,"completion_tokens":2}}

      data: [DONE]

      """;

  /** DeepSeek: {@code reasoning_content}. */
  static final String DEEPSEEK =
      """
      data: {"id":"d","model":"deepseek","choices":[{"index":0,"delta":{"role":"assistant","content":null,"reasoning_content":"Well"},"finish_reason":null}]}

      data: {"id":"d","model":"deepseek","choices":[{"index":0,"delta":{"content":"Ja","reasoning_content":null},"finish_reason":null}]}

      data: {"id":"d","model":"deepseek","choices":[{"index":0,"delta":{"content":"","reasoning_content":null},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":4,"prompt_cache_hit_tokens":8,"prompt_cache_miss_tokens":2,"completion_tokens_details":{"reasoning_tokens":3}}}

      data: [DONE]

      """;

  /** OpenAI: the model declines. */
  static final String REFUSAL =
      """
      data: {"id":"r","model":"gpt-x","choices":[{"index":0,"delta":{"role":"assistant","content":null,"refusal":""},"finish_reason":null}]}

      data: {"id":"r","model":"gpt-x","choices":[{"index":0,"delta":{"refusal":"I cannot."},"finish_reason":null}]}

      data: {"id":"r","model":"gpt-x","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: [DONE]

      """;

  private ChatStreams() {}
}
