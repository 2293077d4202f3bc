package dev.signalbox.simulator;

import dev.signalbox.simulator.anthropic.Messages;
import dev.signalbox.simulator.bedrock.Converse;
import dev.signalbox.simulator.cohere.Chat;
import dev.signalbox.simulator.cohere.Embed;
import dev.signalbox.simulator.embedding.EmbeddingEndpoint;
import dev.signalbox.simulator.embedding.EmbeddingProtocol;
import dev.signalbox.simulator.fault.FaultChoice;
import dev.signalbox.simulator.gemini.EmbedContent;
import dev.signalbox.simulator.gemini.GenerateContent;
import dev.signalbox.simulator.http.RequestHandler;
import dev.signalbox.simulator.openai.ChatCompletions;
import dev.signalbox.simulator.openai.OpenAiEmbeddings;
import dev.signalbox.simulator.protocol.GenerationEndpoint;
import dev.signalbox.simulator.protocol.Protocol;
import dev.signalbox.simulator.responses.Responses;
import dev.signalbox.simulator.script.Casting;
import dev.signalbox.simulator.script.Pace;
import java.time.Clock;
import tools.jackson.databind.json.JsonMapper;

/** The paths of the providers; each may have anything before it. */
final class Providers {

  private final JsonMapper json;
  private final Casting casting;
  private final FaultChoice faults;
  private final Pace pace;

  Providers(JsonMapper json, Casting casting, FaultChoice faults, Pace pace) {
    this.json = json;
    this.casting = casting;
    this.faults = faults;
    this.pace = pace;
  }

  Routes routes() {
    Clock clock = Clock.systemUTC();
    return new Routes()
        .add("/chat/completions", generation(new ChatCompletions(json, clock)))
        .add("/responses", generation(new Responses(json, clock)))
        .add("/embeddings", embedding(new OpenAiEmbeddings(json)))
        .add("/messages", generation(new Messages(json)))
        .add(":(generateContent|streamGenerateContent)", generation(new GenerateContent(json)))
        .add(":(embedContent|batchEmbedContents)", embedding(new EmbedContent(json)))
        .add("/v2/chat", generation(new Chat(json)))
        .add("/v2/embed", embedding(new Embed(json)))
        .add("/model/.+/converse(-stream)?", generation(new Converse(json)))
        .add("/models", new Catalogue(json));
  }

  private RequestHandler generation(Protocol protocol) {
    return new GenerationEndpoint(protocol, casting, faults, pace);
  }

  private RequestHandler embedding(EmbeddingProtocol protocol) {
    return new EmbeddingEndpoint(protocol, faults);
  }
}
