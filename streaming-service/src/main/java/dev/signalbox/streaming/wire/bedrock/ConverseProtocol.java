package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.eventstream.EventStreamFormat;
import dev.signalbox.streaming.wire.eventstream.EventStreamSplitter;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Amazon Bedrock's Converse and its streaming sister. */
public final class ConverseProtocol implements WireProtocol {

  private static final RequestShape SHAPE =
      new RequestShape(
          false,
          "messages",
          Set.of("messages", "system", "toolConfig"),
          Set.of("inferenceConfig.maxTokens"),
          Set.of(),
          false);

  private static final Map<String, String> PATHS =
      Map.ofEntries(
          Map.entry("temperature", "inferenceConfig.temperature"),
          Map.entry("top_p", "inferenceConfig.topP"),
          Map.entry("stop", "inferenceConfig.stopSequences"),
          Map.entry("top_k", "additionalModelRequestFields.top_k"),
          Map.entry("response_format", "outputConfig.textFormat"),
          Map.entry(
              "response_format.description",
              "outputConfig.textFormat.structure.jsonSchema.description"),
          Map.entry("reasoning", "additionalModelRequestFields.thinking"),
          Map.entry(
              "parallel_tool_calls",
              "additionalModelRequestFields.tool_choice.disable_parallel_tool_use"),
          Map.entry("tools", "toolConfig.tools"),
          Map.entry("tool_choice", "toolConfig.toolChoice"));

  private final JsonMapper json;
  private final RequestScan scan;
  private final ConverseErrors errors;
  private final Provenance provenance = new Provenance(Protocol.BEDROCK_CONVERSE);

  public ConverseProtocol(JsonMapper json) {
    this.json = json;
    this.scan = new RequestScan(json, Protocol.BEDROCK_CONVERSE, SHAPE);
    this.errors = new ConverseErrors(json);
  }

  @Override
  public Protocol protocol() {
    return Protocol.BEDROCK_CONVERSE;
  }

  @Override
  public ClientRequest read(byte[] body, Addressed addressed) {
    return scan.read(body, addressed);
  }

  @Override
  public ModelRequest understand(ClientRequest request) {
    return new ConverseRequestReader(json, provenance).read(request);
  }

  @Override
  public String pathOf(String setting) {
    return PATHS.getOrDefault(setting, setting);
  }

  @Override
  public ProviderBody write(ModelRequest request, WireModel model) {
    return new ConverseRequestWriter(json, provenance).write(request, model);
  }

  /** Ids have colons and ARNs slashes, which are part of the name. */
  @Override
  public String path(String wireModel, boolean stream) {
    String name = URLEncoder.encode(wireModel, StandardCharsets.UTF_8).replace("+", "%20");
    return "/model/" + name + (stream ? "/converse-stream" : "/converse");
  }

  @Override
  public String streamContentType() {
    return EventStreamFormat.CONTENT_TYPE;
  }

  @Override
  public FrameSplitter splitter(int maxFrame) {
    return new EventStreamSplitter(maxFrame);
  }

  @Override
  public AnswerReader answerReader(Conventions conventions) {
    return new ConverseAnswerReader(json, provenance);
  }

  @Override
  public AnswerWriter answerWriter(AnswerHeading heading) {
    return new SequentialAnswerWriter(new ConverseAnswerWriter(json, errors, provenance));
  }

  @Override
  public byte[] terminator() {
    return new byte[0];
  }

  @Override
  public byte[] keepAlive() {
    return new byte[0];
  }

  @Override
  public byte[] error(ProtocolError error) {
    return errors.object(error);
  }

  @Override
  public Map<String, String> errorHeaders(ProtocolError error) {
    return Map.of(ConverseErrors.TYPE_HEADER, ConverseErrors.type(error.status()));
  }

  @Override
  public @Nullable String errorMessage(byte[] body) {
    return errors.message(body);
  }
}
