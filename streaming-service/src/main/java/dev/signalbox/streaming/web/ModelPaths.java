package dev.signalbox.streaming.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.request.Addressed;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What the paths of the protocols say. */
final class ModelPaths {

  private static final String MODELS = "/models/";
  private static final Pattern GEMINI =
      Pattern.compile("/v1/models/.+:(?:generateContent|streamGenerateContent)");

  private ModelPaths() {}

  /** {@code .../models/{model}:generateContent} or {@code :streamGenerateContent}. */
  static Addressed gemini(String path) {
    String rest = path.substring(path.indexOf(MODELS) + MODELS.length());
    int colon = rest.lastIndexOf(':');
    return switch (colon < 0 ? "" : rest.substring(colon + 1)) {
      case "generateContent" -> inPath(rest.substring(0, colon), false);
      case "streamGenerateContent" -> inPath(rest.substring(0, colon), true);
      default -> throw notFound(path);
    };
  }

  /** {@code /model/{model}/converse} or {@code /converse-stream}. */
  static Addressed bedrock(String path) {
    String rest = path.substring("/model/".length());
    int slash = rest.lastIndexOf('/');
    return switch (slash < 0 ? "" : rest.substring(slash + 1)) {
      case "converse" -> inPath(rest.substring(0, slash), false);
      case "converse-stream" -> inPath(rest.substring(0, slash), true);
      default -> throw notFound(path);
    };
  }

  /** Whose errors a path's client understands. */
  static Protocol protocol(String path) {
    if (path.startsWith("/v1/messages")) {
      return Protocol.ANTHROPIC_MESSAGES;
    }
    if (path.startsWith("/v1beta/") || GEMINI.matcher(path).matches()) {
      return Protocol.GEMINI;
    }
    if (path.startsWith("/v2/")) {
      return Protocol.COHERE_CHAT;
    }
    if (path.startsWith("/model/")) {
      return Protocol.BEDROCK_CONVERSE;
    }
    return path.startsWith("/v1/responses") ? Protocol.OPENAI_RESPONSES : Protocol.OPENAI_CHAT;
  }

  /** A plus sign in a path is one. */
  private static Addressed inPath(String model, boolean stream) {
    return new Addressed.InPath(
        URLDecoder.decode(model.replace("+", "%2B"), StandardCharsets.UTF_8), stream);
  }

  private static ProblemException notFound(String path) {
    return new ProblemException(CommonProblem.NOT_FOUND, "There is nothing at " + path + '.');
  }
}
