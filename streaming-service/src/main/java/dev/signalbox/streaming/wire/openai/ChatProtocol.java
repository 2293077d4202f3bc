package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.frame.FrameSplitter;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.CallSignature;
import dev.signalbox.streaming.wire.protocol.Conventions;
import dev.signalbox.streaming.wire.protocol.OpenAiErrors;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.protocol.Provenance;
import dev.signalbox.streaming.wire.protocol.ProviderBody;
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
import tools.jackson.databind.json.JsonMapper;

/** OpenAI's chat completions, and whoever is compatible with them. */
public final class ChatProtocol implements WireProtocol {

  static final Provenance PROVENANCE = new Provenance(Protocol.OPENAI_CHAT);
  static final CallSignature SIGNATURE = new CallSignature(PROVENANCE);

  private static final RequestShape SHAPE =
      new RequestShape(
          true,
          "messages",
          Set.of("messages", "tools"),
          Set.of("max_tokens", "max_completion_tokens"),
          Set.of("n"),
          true);

  private static final Map<String, String> PATHS =
      Map.ofEntries(
          Map.entry("reasoning", "reasoning_effort"),
          Map.entry("response_format.description", "response_format.json_schema.description"));

  private final JsonMapper json;
  private final RequestScan scan;
  private final ChatRequestReader reader;
  private final OpenAiErrors errors;

  public ChatProtocol(JsonMapper json) {
    this.json = json;
    this.scan = new RequestScan(json, Protocol.OPENAI_CHAT, SHAPE);
    this.reader = new ChatRequestReader(json);
    this.errors = new OpenAiErrors(json);
  }

  @Override
  public Protocol protocol() {
    return Protocol.OPENAI_CHAT;
  }

  @Override
  public ClientRequest read(byte[] body, Addressed addressed) {
    return scan.read(body, addressed);
  }

  @Override
  public ModelRequest understand(ClientRequest request) {
    return reader.read(request);
  }

  @Override
  public String pathOf(String setting) {
    return PATHS.getOrDefault(setting, setting);
  }

  @Override
  public ProviderBody write(ModelRequest request, WireModel model) {
    return new ChatRequestWriter(json, model).write(request);
  }

  @Override
  public String path(String wireModel, boolean stream) {
    return "/chat/completions";
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
    return new ChatAnswerReader(json, conventions.reasoning());
  }

  @Override
  public AnswerWriter answerWriter(AnswerHeading heading) {
    return new ChatAnswerWriter(json, heading, errors);
  }

  @Override
  public byte[] terminator() {
    return SseFormat.event("[DONE]");
  }

  @Override
  public byte[] keepAlive() {
    return SseFormat.keepAlive();
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
