package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.frame.FrameSplitter;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.Conventions;
import dev.signalbox.streaming.wire.protocol.OpenAiErrors;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.protocol.ProviderBody;
import dev.signalbox.streaming.wire.protocol.WireModel;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import dev.signalbox.streaming.wire.request.Addressed;
import dev.signalbox.streaming.wire.request.ClientRequest;
import dev.signalbox.streaming.wire.request.RequestScan;
import dev.signalbox.streaming.wire.request.RequestShape;
import dev.signalbox.streaming.wire.sse.SseFormat;
import dev.signalbox.streaming.wire.sse.SseSplitter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * OpenAI's embeddings, and whoever is compatible with them. They are only ever relayed, and to
 * those who speak chat completions, beside which they are.
 */
public final class EmbeddingsProtocol implements WireProtocol {

  private static final byte[] NOTHING = {};

  private static final RequestShape SHAPE =
      new RequestShape(
          true,
          "input",
          RequestShape.Element.INPUT,
          Set.of("input"),
          Set.of(),
          Set.of(),
          false,
          Set.of());

  private final JsonMapper json;
  private final RequestScan scan;
  private final OpenAiErrors errors;

  public EmbeddingsProtocol(JsonMapper json) {
    this.json = json;
    this.scan = new RequestScan(json, Protocol.OPENAI_CHAT, SHAPE);
    this.errors = new OpenAiErrors(json);
  }

  @Override
  public Protocol protocol() {
    return Protocol.OPENAI_CHAT;
  }

  @Override
  public String usageFlavor() {
    return "embeddings";
  }

  /** Nothing is put out that is counted in tokens. */
  @Override
  public ClientRequest read(byte[] body, Addressed addressed) {
    ClientRequest read = scan.read(body, addressed);
    if (read.stream()) {
      throw new InvalidRequestException("'stream' must be false: embeddings come whole.", "stream");
    }
    return new ClientRequest(
        read.protocol(),
        read.model(),
        false,
        false,
        read.estimatedInputTokens(),
        0L,
        read.bounds(),
        read.body(),
        read.edits());
  }

  @Override
  public ModelRequest understand(ClientRequest request) {
    throw new InexpressibleException(
        "model", "The provider of this model is not known to make embeddings.");
  }

  @Override
  public ProviderBody write(ModelRequest request, WireModel model) {
    throw new InexpressibleException("model", "This model only makes embeddings.");
  }

  @Override
  public String path(String wireModel, boolean stream) {
    return "/embeddings";
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
    return new EmbeddingsAnswerReader(json, conventions.reasoning());
  }

  @Override
  public AnswerWriter answerWriter(AnswerHeading heading) {
    throw new UnsupportedOperationException("embeddings are relayed");
  }

  @Override
  public byte[] terminator() {
    return NOTHING;
  }

  @Override
  public byte[] keepAlive() {
    return NOTHING;
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
