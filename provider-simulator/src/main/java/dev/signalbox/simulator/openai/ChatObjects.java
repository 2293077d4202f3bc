package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.script.Tokens;
import dev.signalbox.simulator.script.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects {@code chat.completion} and {@code chat.completion.chunk} of one answer. */
final class ChatObjects {

  private final JsonMapper json;
  private final String id;
  private final long created;
  private final ChatRequest request;
  private final @Nullable JsonNode usage;

  /**
   * For one request.
   *
   * @param created seconds since the epoch
   * @param usage null to report none
   */
  ChatObjects(
      JsonMapper json, String id, long created, ChatRequest request, @Nullable JsonNode usage) {
    this.json = json;
    this.id = id;
    this.created = created;
    this.request = request;
    this.usage = usage;
  }

  static ObjectNode usage(JsonMapper json, ChatRequest request, Answer answer) {
    int completion = answer.outputTokens() * request.choices();
    ObjectNode usage = json.createObjectNode();
    usage.put("prompt_tokens", request.promptTokens());
    usage.put("completion_tokens", completion);
    usage.put("total_tokens", request.promptTokens() + completion);
    usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
    usage
        .putObject("completion_tokens_details")
        .put("reasoning_tokens", answer.reasoningTokens() * request.choices())
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return usage;
  }

  String completion(Answer answer) {
    ObjectNode completion = head("chat.completion");
    ArrayNode choices = completion.putArray("choices");
    for (int index = 0; index < request.choices(); index++) {
      ObjectNode choice = choices.addObject().put("index", index);
      ObjectNode message = choice.putObject("message").put("role", "assistant");
      if (answer.pieces().isEmpty() && !answer.toolCalls().isEmpty()) {
        message.putNull("content");
      } else {
        message.put("content", answer.text());
      }
      if (answer.reasoning() != null) {
        message.put("reasoning_content", answer.reasoning());
      }
      if (!answer.toolCalls().isEmpty()) {
        ArrayNode calls = message.putArray("tool_calls");
        for (int call = 0; call < answer.toolCalls().size(); call++) {
          calls.add(call(index, call, answer.toolCalls().get(call)));
        }
      }
      message.putNull("refusal").putArray("annotations");
      choice.putNull("logprobs").put("finish_reason", answer.finishReason());
    }
    if (usage != null) {
      completion.set("usage", usage);
    }
    return json.writeValueAsString(
        completion.put("service_tier", "default").put("system_fingerprint", "fp_simulator"));
  }

  /** Every chunk of the stream in order, without [DONE]. */
  Stream<String> chunks(Answer answer) {
    // Concatenated, not flat-mapped: a flat-mapped stream's iterator would hold all of a choice.
    Stream<String> choices = Stream.empty();
    for (int index = 0; index < request.choices(); index++) {
      choices = Stream.concat(choices, choice(index, answer));
    }
    return request.includeUsage() && usage != null
        ? Stream.concat(choices, Stream.of(usageChunk(usage)))
        : choices;
  }

  private Stream<String> choice(int index, Answer answer) {
    ObjectNode role = json.createObjectNode().put("role", "assistant");
    if (answer.pieces().isEmpty() && !answer.toolCalls().isEmpty()) {
      role.putNull("content");
    } else {
      role.put("content", "");
    }
    Stream<ObjectNode> reasoning =
        answer.reasoning() == null
            ? Stream.empty()
            : Tokens.of(answer.reasoning()).stream()
                .map(piece -> json.createObjectNode().put("reasoning_content", piece));
    Stream<ObjectNode> content =
        answer.content().map(piece -> json.createObjectNode().put("content", piece));
    Stream<ObjectNode> said =
        Stream.concat(Stream.of(role.putNull("refusal")), Stream.concat(reasoning, content));
    Stream<ObjectNode> deltas = Stream.concat(said, toolCallDeltas(index, answer.toolCalls()));
    return Stream.concat(
        deltas.map(delta -> chunk(index, delta, null)),
        Stream.of(chunk(index, json.createObjectNode(), answer.finishReason())));
  }

  /** First the name with empty arguments, then the arguments token by token, as OpenAI does. */
  private Stream<ObjectNode> toolCallDeltas(int choice, List<ToolCall> calls) {
    List<ObjectNode> deltas = new ArrayList<>();
    for (int number = 0; number < calls.size(); number++) {
      ToolCall call = calls.get(number);
      ObjectNode opening = call(choice, number, new ToolCall(call.name(), ""));
      ObjectNode first = json.createObjectNode();
      first
          .putArray("tool_calls")
          .add(json.createObjectNode().put("index", number).setAll(opening));
      deltas.add(first);
      for (String piece : Tokens.of(call.arguments())) {
        ObjectNode delta = json.createObjectNode();
        delta
            .putArray("tool_calls")
            .addObject()
            .put("index", number)
            .putObject("function")
            .put("arguments", piece);
        deltas.add(delta);
      }
    }
    return deltas.stream();
  }

  private ObjectNode call(int choice, int number, ToolCall call) {
    ObjectNode node = json.createObjectNode();
    node.put("id", "call_" + id.substring(id.length() - 16) + choice + number);
    node.put("type", "function");
    node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    return node;
  }

  private String chunk(int index, ObjectNode delta, @Nullable String finishReason) {
    ObjectNode chunk = chunkHead();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finishReason);
    if (request.includeUsage() && usage != null) {
      chunk.putNull("usage");
    }
    return json.writeValueAsString(chunk);
  }

  private String usageChunk(JsonNode reported) {
    ObjectNode chunk = chunkHead();
    chunk.putArray("choices");
    chunk.set("usage", reported);
    return json.writeValueAsString(chunk);
  }

  private ObjectNode chunkHead() {
    return head("chat.completion.chunk")
        .put("service_tier", "default")
        .put("system_fingerprint", "fp_simulator");
  }

  private ObjectNode head(String object) {
    return json.createObjectNode()
        .put("id", id)
        .put("object", object)
        .put("created", created)
        .put("model", request.prompt().model());
  }
}
