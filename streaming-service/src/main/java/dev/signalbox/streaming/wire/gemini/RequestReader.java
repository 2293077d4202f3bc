package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.request.ClientRequest;
import dev.signalbox.streaming.wire.request.Fields;
import tools.jackson.databind.json.JsonMapper;

/** Reads a GenerateContentRequest. */
final class RequestReader {

  private final JsonMapper json;

  RequestReader(JsonMapper json) {
    this.json = json;
  }

  ModelRequest read(ClientRequest request) {
    Fields body = Fields.ofProtobuf(json.readTree(request.body().bytes()));
    // The path names the model; labels are for the bill.
    body.ignore("model", "labels");
    body.ignoreDefault("serviceTier", "standard");
    body.objects("safetySettings").forEach(RequestReader::passUnlessFiltering);
    ContentReader contents = new ContentReader(json);
    Fields instruction = body.object("systemInstruction");
    if (instruction != null) {
      contents.instruction(instruction);
    }
    body.objects("contents").forEach(contents::content);
    FunctionsReader functions = FunctionsReader.read(json, body);
    GenerationConfigReader config = GenerationConfigReader.of(json, body);
    ModelRequest read =
        new ModelRequest(
            contents.turns(),
            functions.tools(),
            functions.choice(),
            null,
            config.sampling(),
            config.format(),
            config.reasoning(),
            config.thoughtsShown(),
            null,
            request.stream());
    config.requireAllRead();
    body.requireAllRead();
    return read;
  }

  /** Elsewhere nothing is filtered at a client's wish, which is what most clients wish for. */
  private static void passUnlessFiltering(Fields setting) {
    setting.ignore("category");
    String threshold = setting.string("threshold");
    switch (threshold == null ? "" : threshold) {
      case "", "HARM_BLOCK_THRESHOLD_UNSPECIFIED", "BLOCK_NONE", "OFF" -> setting.requireAllRead();
      default -> throw setting.inexpressible("threshold");
    }
  }
}
