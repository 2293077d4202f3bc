package dev.signalbox.streaming.wire.cohere;

import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.frame.FrameSplitter;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.Conventions;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Cohere's chat, version 2. */
public final class CohereProtocol implements WireProtocol {

  private static final RequestShape SHAPE =
      new RequestShape(
          true,
          "messages",
          Set.of("messages", "tools", "documents"),
          Set.of("max_tokens"),
          Set.of(),
          false);

  private static final Map<String, String> PATHS =
      Map.ofEntries(
          Map.entry("top_p", "p"),
          Map.entry("top_k", "k"),
          Map.entry("stop", "stop_sequences"),
          Map.entry("reasoning", "thinking"));

  private final JsonMapper json;
  private final RequestScan scan;
  private final CohereErrors errors;

  public CohereProtocol(JsonMapper json) {
    this.json = json;
    this.scan = new RequestScan(json, Protocol.COHERE_CHAT, SHAPE);
    this.errors = new CohereErrors(json);
  }

  @Override
  public Protocol protocol() {
    return Protocol.COHERE_CHAT;
  }

  @Override
  public ClientRequest read(byte[] body, Addressed addressed) {
    return scan.read(body, addressed);
  }

  @Override
  public ModelRequest understand(ClientRequest request) {
    return new CohereRequestReader(json).read(request);
  }

  @Override
  public String pathOf(String setting) {
    return PATHS.getOrDefault(setting, setting);
  }

  @Override
  public ProviderBody write(ModelRequest request, WireModel model) {
    return new CohereRequestWriter(json).write(request, model);
  }

  @Override
  public String path(String wireModel, boolean stream) {
    return "/chat";
  }

  @Override
  public List<String> usagePath(boolean stream) {
    return stream ? List.of("delta", "usage") : List.of("usage");
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
    return new CohereAnswerReader(json);
  }

  @Override
  public AnswerWriter answerWriter(AnswerHeading heading) {
    return new SequentialAnswerWriter(new CohereAnswerWriter(json, heading));
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
