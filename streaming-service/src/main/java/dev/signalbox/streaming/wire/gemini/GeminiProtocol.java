package dev.signalbox.streaming.wire.gemini;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Gemini's generateContent and streamGenerateContent. */
public final class GeminiProtocol implements WireProtocol {

  /** What may stand before a model's name. */
  private static final Pattern COLLECTION = Pattern.compile("(?:models|tunedModels)/");

  private static final RequestShape SHAPE =
      new RequestShape(
          false,
          "contents",
          Set.of("contents", "systemInstruction", "system_instruction", "tools"),
          Set.of(
              "generationConfig.maxOutputTokens",
              "generationConfig.max_output_tokens",
              "generation_config.maxOutputTokens",
              "generation_config.max_output_tokens"),
          Set.of(
              "generationConfig.candidateCount",
              "generationConfig.candidate_count",
              "generation_config.candidateCount",
              "generation_config.candidate_count"),
          false);

  private static final Map<String, String> PATHS =
      Map.ofEntries(
          Map.entry("temperature", "generationConfig.temperature"),
          Map.entry("top_p", "generationConfig.topP"),
          Map.entry("top_k", "generationConfig.topK"),
          Map.entry("frequency_penalty", "generationConfig.frequencyPenalty"),
          Map.entry("presence_penalty", "generationConfig.presencePenalty"),
          Map.entry("seed", "generationConfig.seed"),
          Map.entry("stop", "generationConfig.stopSequences"),
          Map.entry("response_format", "generationConfig.responseMimeType"),
          Map.entry(
              "response_format.description", "generationConfig.responseJsonSchema.description"),
          Map.entry("reasoning", "generationConfig.thinkingConfig"),
          Map.entry("tool_choice", "toolConfig.functionCallingConfig"));

  private final JsonMapper json;
  private final RequestScan scan;
  private final GeminiErrors errors;

  public GeminiProtocol(JsonMapper json) {
    // Numbers in arguments of functions go through as they are.
    this.json = json.rebuild().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    this.scan = new RequestScan(json, Protocol.GEMINI, SHAPE);
    this.errors = new GeminiErrors(json);
  }

  @Override
  public Protocol protocol() {
    return Protocol.GEMINI;
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
    return new RequestWriter(json, GeminiModel.named(model.name())).write(request);
  }

  @Override
  public String path(String wireModel, boolean stream) {
    return (COLLECTION.matcher(wireModel).lookingAt() ? "/" : "/models/")
        + wireModel
        + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
  }

  @Override
  public List<String> usagePath(boolean stream) {
    return List.of("usageMetadata");
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
    return new GeminiAnswerReader(json);
  }

  @Override
  public AnswerWriter answerWriter(AnswerHeading heading) {
    return new SequentialAnswerWriter(new GeminiAnswerWriter(json, errors, heading));
  }

  /** Nothing: a stream just ends. */
  @Override
  public byte[] terminator() {
    return new byte[0];
  }

  /** An empty line. Google's Python SDK takes a comment for JSON and fails. */
  @Override
  public byte[] keepAlive() {
    return "\n".getBytes(StandardCharsets.UTF_8);
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
