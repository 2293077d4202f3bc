package dev.signalbox.streaming.wire.responses;

/** Streams as providers of responses send them. */
final class ResponsesStreams {

  /** A thought in two parts, text, two calls side by side, usage. */
  static final String COMPLETED =
      """
      event: response.created
      data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","created_at":1,"status":"in_progress","background":false,"error":null,"incomplete_details":null,"model":"gpt-x","output":[],"usage":null}}

      event: response.in_progress
      data: {"type":"response.in_progress","sequence_number":1,"response":{"id":"resp_1","object":"response","created_at":1,"status":"in_progress","model":"gpt-x","output":[],"usage":null}}

      event: response.output_item.added
      data: {"type":"response.output_item.added","sequence_number":2,"output_index":0,"item":{"id":"rs_1","type":"reasoning","encrypted_content":"gAAA","summary":[]}}

      event: response.reasoning_summary_part.added
      data: {"type":"response.reasoning_summary_part.added","sequence_number":3,"item_id":"rs_1","output_index":0,"summary_index":0,"part":{"type":"summary_text","text":""}}

      event: response.reasoning_summary_text.delta
      data: {"type":"response.reasoning_summary_text.delta","sequence_number":4,"item_id":"rs_1","output_index":0,"summary_index":0,"delta":"Hm","obfuscation":"x"}

      event: response.reasoning_summary_text.done
      data: {"type":"response.reasoning_summary_text.done","sequence_number":5,"item_id":"rs_1","output_index":0,"summary_index":0,"text":"Hm"}

      event: response.reasoning_summary_part.done
      data: {"type":"response.reasoning_summary_part.done","sequence_number":6,"item_id":"rs_1","output_index":0,"summary_index":0,"part":{"type":"summary_text","text":"Hm"}}

      event: response.reasoning_summary_part.added
      data: {"type":"response.reasoning_summary_part.added","sequence_number":7,"item_id":"rs_1","output_index":0,"summary_index":1,"part":{"type":"summary_text","text":""}}

      event: response.reasoning_summary_text.delta
      data: {"type":"response.reasoning_summary_text.delta","sequence_number":8,"item_id":"rs_1","output_index":0,"summary_index":1,"delta":"Aha"}

      event: response.output_item.done
      data: {"type":"response.output_item.done","sequence_number":9,"output_index":0,"item":{"id":"rs_1","type":"reasoning","encrypted_content":"gAAAAAB","summary":[{"type":"summary_text","text":"Hm"},{"type":"summary_text","text":"Aha"}]}}

      event: keepalive
      data: {"type":"keepalive","sequence_number":10}

      event: response.output_item.added
      data: {"type":"response.output_item.added","sequence_number":11,"output_index":1,"item":{"id":"msg_1","type":"message","status":"in_progress","role":"assistant","content":[]}}

      event: response.content_part.added
      data: {"type":"response.content_part.added","sequence_number":12,"item_id":"msg_1","output_index":1,"content_index":0,"part":{"type":"output_text","annotations":[],"logprobs":[],"text":""}}

      event: response.output_text.delta
      data: {"type":"response.output_text.delta","sequence_number":13,"item_id":"msg_1","output_index":1,"content_index":0,"delta":"Grüß ","logprobs":[]}

      event: response.output_text.delta
      data: {"type":"response.output_text.delta","sequence_number":14,"item_id":"msg_1","output_index":1,"content_index":0,"delta":"Gott 😀","logprobs":[]}

      event: response.output_text.done
      data: {"type":"response.output_text.done","sequence_number":15,"item_id":"msg_1","output_index":1,"content_index":0,"text":"Grüß Gott 😀","logprobs":[]}

      event: response.content_part.done
      data: {"type":"response.content_part.done","sequence_number":16,"item_id":"msg_1","output_index":1,"content_index":0,"part":{"type":"output_text","annotations":[],"logprobs":[],"text":"Grüß Gott 😀"}}

      event: response.output_item.done
      data: {"type":"response.output_item.done","sequence_number":17,"output_index":1,"item":{"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","annotations":[],"text":"Grüß Gott 😀"}]}}

      event: response.output_item.added
      data: {"type":"response.output_item.added","sequence_number":18,"output_index":2,"item":{"id":"fc_1","type":"function_call","status":"in_progress","arguments":"","call_id":"call_a","name":"weather"}}

      event: response.output_item.added
      data: {"type":"response.output_item.added","sequence_number":19,"output_index":3,"item":{"id":"fc_2","type":"function_call","status":"in_progress","arguments":"","call_id":"call_b","name":"now"}}

      event: response.function_call_arguments.delta
      data: {"type":"response.function_call_arguments.delta","sequence_number":20,"item_id":"fc_1","output_index":2,"delta":"{\\"city\\":"}

      event: response.function_call_arguments.delta
      data: {"type":"response.function_call_arguments.delta","sequence_number":21,"item_id":"fc_2","output_index":3,"delta":"{}"}

      event: response.function_call_arguments.delta
      data: {"type":"response.function_call_arguments.delta","sequence_number":22,"item_id":"fc_1","output_index":2,"delta":"\\"Bern\\"}"}

      event: response.function_call_arguments.done
      data: {"type":"response.function_call_arguments.done","sequence_number":23,"item_id":"fc_1","output_index":2,"name":"weather","arguments":"{\\"city\\":\\"Bern\\"}"}

      event: response.output_item.done
      data: {"type":"response.output_item.done","sequence_number":24,"output_index":2,"item":{"id":"fc_1","type":"function_call","status":"completed","arguments":"{\\"city\\":\\"Bern\\"}","call_id":"call_a","name":"weather"}}

      event: response.output_item.done
      data: {"type":"response.output_item.done","sequence_number":25,"output_index":3,"item":{"id":"fc_2","type":"function_call","status":"completed","arguments":"{}","call_id":"call_b","name":"now"}}

      event: response.completed
      data: {"type":"response.completed","sequence_number":26,"response":{"id":"resp_1","object":"response","status":"completed","error":null,"incomplete_details":null,"model":"gpt-x","output":[{"id":"rs_1","type":"reasoning","summary":[]},{"id":"msg_1","type":"message","content":[{"type":"output_text","text":"Grüß Gott 😀"}]},{"id":"fc_1","type":"function_call","call_id":"call_a","name":"weather","arguments":"{}"},{"id":"fc_2","type":"function_call","call_id":"call_b","name":"now","arguments":"{}"}],"usage":{"input_tokens":12,"input_tokens_details":{"cached_tokens":2},"output_tokens":34,"output_tokens_details":{"reasoning_tokens":4},"total_tokens":46}}}

      """;

  /** The model declines, without names of the events. */
  static final String REFUSED =
      """
      data: {"type":"response.created","response":{"id":"resp_2","model":"gpt-x","status":"in_progress","output":[]}}

      data: {"type":"response.output_item.added","output_index":0,"item":{"id":"msg_1","type":"message","content":[]}}

      data: {"type":"response.content_part.added","item_id":"msg_1","output_index":0,"content_index":0,"part":{"type":"refusal","refusal":""}}

      data: {"type":"response.refusal.delta","item_id":"msg_1","output_index":0,"content_index":0,"delta":"I cannot."}

      data: {"type":"response.refusal.done","item_id":"msg_1","output_index":0,"content_index":0,"refusal":"I cannot."}

      data: {"type":"response.output_item.done","output_index":0,"item":{"id":"msg_1","type":"message","content":[{"type":"refusal","refusal":"I cannot."}]}}

      data: {"type":"response.completed","response":{"id":"resp_2","model":"gpt-x","output":[]}}

      data: [DONE]

      """;

  /** A call that broke off at the limit, beside a tool of OpenAI's own. */
  static final String INCOMPLETE =
      """
      event: response.created
      data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_3","model":"gpt-x","status":"in_progress","output":[]}}

      event: response.output_item.added
      data: {"type":"response.output_item.added","output_index":0,"item":{"id":"ws_1","type":"web_search_call","status":"in_progress"}}

      event: response.output_item.done
      data: {"type":"response.output_item.done","output_index":0,"item":{"id":"ws_1","type":"web_search_call","status":"completed"}}

      event: response.output_item.added
      data: {"type":"response.output_item.added","output_index":1,"item":{"id":"fc_1","type":"function_call","arguments":"","call_id":"call_a","name":"f"}}

      event: response.function_call_arguments.delta
      data: {"type":"response.function_call_arguments.delta","item_id":"fc_1","output_index":1,"delta":"{\\"a"}

      event: response.incomplete
      data: {"type":"response.incomplete","sequence_number":5,"response":{"id":"resp_3","status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[{"type":"web_search_call"},{"type":"function_call","call_id":"call_a","name":"f","arguments":"{\\"a"}],"usage":{"input_tokens":1,"output_tokens":2}}}

      """;

  private ResponsesStreams() {}
}
