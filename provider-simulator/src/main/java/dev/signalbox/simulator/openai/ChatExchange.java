package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.protocol.Answer;
import dev.signalbox.simulator.protocol.Exchange;
import dev.signalbox.simulator.protocol.Fingerprint;
import dev.signalbox.simulator.protocol.Frame;
import dev.signalbox.simulator.protocol.Frame.Moment;
import dev.signalbox.simulator.protocol.Frames;
import dev.signalbox.simulator.protocol.Inquiry;
import dev.signalbox.simulator.protocol.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects {@code chat.completion} and {@code chat.completion.chunk} of one request. */
final class ChatExchange implements Exchange {

  private static final Map<String, String> SSE =
      Map.of("Content-Type", "text/event-stream; charset=utf-8", "Cache-Control", "no-cache");

  private final JsonMapper json;
  private final OpenAiErrors errors;
  private final ChatToolCalls toolCalls;
  private final String id;
  private final long created;
  private final ChatRequest request;

  /**
   * For one request.
   *
   * @param created seconds since the epoch
   */
  ChatExchange(
      JsonMapper json, OpenAiErrors errors, Fingerprint ids, long created, ChatRequest request) {
    this.json = json;
    this.errors = errors;
    this.toolCalls = new ChatToolCalls(json, ids);
    this.id = "chatcmpl-" + ids.hex("completion", 32);
    this.created = created;
    this.request = request;
  }

  @Override
  public Inquiry inquiry() {
    return request.inquiry();
  }

  @Override
  public Reply whole(Answer answer) {
    ObjectNode completion = head("chat.completion");
    ArrayNode choices = completion.putArray("choices");
    for (int index = 0; index < inquiry().choices(); index++) {
      ObjectNode choice = choices.addObject().put("index", index);
      choice.set("message", message(index, answer));
      choice.putNull("logprobs").put("finish_reason", FinishWords.of(answer.finishReason()));
    }
    JsonNode usage = answer.usage().object(tokens -> ChatUsage.of(json, tokens));
    if (usage != null) {
      completion.set("usage", usage);
    }
    return Reply.json(
        200,
        json.writeValueAsString(
            completion.put("service_tier", "default").put("system_fingerprint", "fp_simulator")));
  }

  private ObjectNode message(int choice, Answer answer) {
    ObjectNode message = json.createObjectNode().put("role", "assistant");
    message.put("content", saysNothing(answer) ? null : answer.text());
    if (answer.reasoning() != null) {
      message.put("reasoning_content", answer.reasoning());
    }
    if (!answer.toolCalls().isEmpty()) {
      message.set("tool_calls", toolCalls.whole(choice, answer.toolCalls()));
    }
    message.put("refusal", answer.refusal()).putArray("annotations");
    return message;
  }

  @Override
  public Map<String, String> streamHeaders() {
    return SSE;
  }

  @Override
  public Stream<Frame> frames(Answer answer) {
    JsonNode usage =
        request.includeUsage() ? answer.usage().object(tokens -> ChatUsage.of(json, tokens)) : null;
    Stream<Frame> frames = Stream.empty();
    for (int index = 0; index < inquiry().choices(); index++) {
      frames = Stream.concat(frames, choice(index, answer, usage != null));
    }
    if (usage != null) {
      frames = Stream.concat(frames, Stream.of(Frame.data(Moment.BETWEEN, usageChunk(usage))));
    }
    return Stream.concat(frames, Stream.of(Frame.data(Moment.BETWEEN, "[DONE]")));
  }

  private Stream<Frame> choice(int index, Answer answer, boolean usageReported) {
    ObjectNode role = json.createObjectNode().put("role", "assistant");
    role.put("content", saysNothing(answer) ? null : "").putNull("refusal");
    Stream<ObjectNode> deltas =
        Frames.inOrder(
            deltas("reasoning_content", answer.reasoningPieces().stream()),
            deltas("content", answer.content()),
            deltas("refusal", answer.refusalPieces().stream()),
            toolCalls.deltas(index, answer.toolCalls()));
    ObjectNode nothing = json.createObjectNode();
    String finish = FinishWords.of(answer.finishReason());
    return Frames.inOrder(
        Stream.of(frame(Moment.BETWEEN, index, role, null, usageReported)),
        deltas.map(delta -> frame(Moment.TOKEN, index, delta, null, usageReported)),
        Stream.of(frame(Moment.BETWEEN, index, nothing, finish, usageReported)));
  }

  private Stream<ObjectNode> deltas(String field, Stream<String> pieces) {
    return pieces.map(piece -> json.createObjectNode().put(field, piece));
  }

  private static boolean saysNothing(Answer answer) {
    return !answer.hasContent() && (!answer.toolCalls().isEmpty() || answer.refusal() != null);
  }

  @Override
  public Frame malformed(int after) {
    return Frame.data(Moment.BETWEEN, "{\"id\":\"chatcmpl-broken\",\"choices\":[{\"delta\":");
  }

  /** The stream ends without [DONE]. */
  @Override
  public List<Frame> failure(int status, int after) {
    ObjectNode error = json.createObjectNode();
    error.set("error", errors.error(status));
    return List.of(Frame.data(Moment.BETWEEN, json.writeValueAsString(error)));
  }

  private Frame frame(
      Moment moment,
      int index,
      ObjectNode delta,
      @Nullable String finishReason,
      boolean usageReported) {
    ObjectNode chunk = chunkHead();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finishReason);
    if (usageReported) {
      chunk.putNull("usage");
    }
    return Frame.data(moment, json.writeValueAsString(chunk));
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
        .put("model", inquiry().prompt().model());
  }
}
