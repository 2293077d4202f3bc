package dev.signalbox.streaming.wire.responses;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * OpenAI's responses. What it runs in the background is refused, even where it could be relayed:
 * such an answer is fetched later, past the meter.
 */
public final class ResponsesProtocol implements WireProtocol {

  static final Provenance PROVENANCE = new Provenance(Protocol.OPENAI_RESPONSES);
  static final CallSignature SIGNATURE = new CallSignature(PROVENANCE);

  private static final RequestShape SHAPE =
      new RequestShape(
          true,
          "input",
          RequestShape.Element.MESSAGE,
          Set.of("input", "instructions", "tools", "text"),
          Set.of("max_output_tokens"),
          Set.of(),
          false,
          Set.of("background"));

  private static final Map<String, String> PATHS =
      Map.ofEntries(
          Map.entry("response_format", "text.format"),
          Map.entry("response_format.description", "text.format.description"),
          Map.entry("reasoning", "reasoning.effort"));

  private final JsonMapper json;
  private final RequestScan scan;
  private final ResponsesRequestReader reader;
  private final OpenAiErrors errors;

  public ResponsesProtocol(JsonMapper json) {
    this.json = json;
    this.scan = new RequestScan(json, Protocol.OPENAI_RESPONSES, SHAPE);
    this.reader = new ResponsesRequestReader(json);
    this.errors = new OpenAiErrors(json);
  }

  @Override
  public Protocol protocol() {
    return Protocol.OPENAI_RESPONSES;
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
    return new ResponsesRequestWriter(json, model).write(request);
  }

  @Override
  public String path(String wireModel, boolean stream) {
    return "/responses";
  }

  @Override
  public List<String> usagePath(boolean stream) {
    return stream ? List.of("response", "usage") : List.of("usage");
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
    return new ResponsesAnswerReader(json);
  }

  @Override
  public AnswerWriter answerWriter(AnswerHeading heading) {
    return new ResponsesAnswerWriter(json, heading);
  }

  /** The last event of a stream has the whole answer in it, which nobody else can supply. */
  @Override
  public byte[] terminator() {
    return new byte[0];
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
