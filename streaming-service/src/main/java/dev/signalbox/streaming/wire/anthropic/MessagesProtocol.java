package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.frame.FrameSplitter;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.Conventions;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.protocol.Provenance;
import dev.signalbox.streaming.wire.protocol.ProviderBody;
import dev.signalbox.streaming.wire.protocol.SequentialAnswerWriter;
import dev.signalbox.streaming.wire.protocol.WireModel;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import dev.signalbox.streaming.wire.request.Addressed;
import dev.signalbox.streaming.wire.request.ClientRequest;
import dev.signalbox.streaming.wire.request.RequestScan;
import dev.signalbox.streaming.wire.request.RequestShape;
import dev.signalbox.streaming.wire.sse.SseFormat;
import dev.signalbox.streaming.wire.sse.SseSplitter;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Anthropic's messages. */
public final class MessagesProtocol implements WireProtocol {

  static final Provenance PROVENANCE = new Provenance(Protocol.ANTHROPIC_MESSAGES);

  private static final RequestShape SHAPE =
      new RequestShape(
          true,
          "messages",
          Set.of("messages", "system", "tools"),
          Set.of("max_tokens"),
          Set.of(),
          false);

  private static final Map<String, String> PATHS =
      Map.ofEntries(
          Map.entry("stop", "stop_sequences"),
          Map.entry("response_format", "output_config.format"),
          Map.entry("response_format.description", "output_config.format.schema.description"),
          Map.entry("parallel_tool_calls", "tool_choice.disable_parallel_tool_use"),
          Map.entry("reasoning", "thinking"));

  private final JsonMapper json;
  private final RequestScan scan;
  private final MessagesErrors errors;

  public MessagesProtocol(JsonMapper json) {
    // Numbers in arguments of tools go through as they are.
    this.json = json.rebuild().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    this.scan = new RequestScan(json, Protocol.ANTHROPIC_MESSAGES, SHAPE);
    this.errors = new MessagesErrors(json);
  }

  @Override
  public Protocol protocol() {
    return Protocol.ANTHROPIC_MESSAGES;
  }

  @Override
  public ClientRequest read(byte[] body, Addressed addressed) {
    return scan.read(body, addressed);
  }

  @Override
  public ModelRequest understand(ClientRequest request) {
    return new RequestReader(json).read(request);
  }

  @Override
  public String pathOf(String setting) {
    return PATHS.getOrDefault(setting, setting);
  }

  @Override
  public ProviderBody write(ModelRequest request, WireModel model) {
    return new RequestWriter(json, model).write(request);
  }

  @Override
  public String path(String wireModel, boolean stream) {
    return "/messages";
  }

  @Override
  public String streamContentType() {
    return SseFormat.CONTENT_TYPE;
  }

  @Override
  public FrameSplitter splitter(int maxFrame) {
    return new SseSplitter(maxFrame);
  }

  @Override
  public AnswerReader answerReader(Conventions conventions) {
    return new MessagesAnswerReader(json);
  }

  @Override
  public AnswerWriter answerWriter(AnswerHeading heading) {
    return new SequentialAnswerWriter(new MessagesAnswerWriter(json, errors, heading));
  }

  @Override
  public byte[] terminator() {
    return SseFormat.event("message_stop", "{\"type\":\"message_stop\"}");
  }

  @Override
  public byte[] keepAlive() {
    return SseFormat.event("ping", "{\"type\":\"ping\"}");
  }

  @Override
  public byte[] error(ProtocolError error) {
    return errors.object(error);
  }

  @Override
  public @Nullable String errorMessage(byte[] body) {
    return errors.message(body);
  }
}
