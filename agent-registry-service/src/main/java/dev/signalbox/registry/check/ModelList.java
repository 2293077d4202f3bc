package dev.signalbox.registry.check;

import dev.signalbox.registry.egress.Fetched;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Judges what an OpenAI-compatible endpoint answers to {@code GET /models}. */
@Component
class ModelList {

  private final JsonMapper json;

  ModelList(JsonMapper json) {
    this.json = json;
  }

  CheckResult judge(Fetched answer, String model) {
    return switch (answer.status()) {
      case 200 -> judgeList(answer, model);
      case 401, 403 ->
          new CheckResult.Failed(
              "the credential is not taken there (status %d)".formatted(answer.status()),
              answer.took());
      // Not everybody who speaks the protocol lists models. It is there, that much is known.
      case 404, 405, 501 -> new CheckResult.Passed(answer.took(), null);
      default ->
          new CheckResult.Failed(
              "the list of models was asked for and the answer had status " + answer.status(),
              answer.took());
    };
  }

  private CheckResult judgeList(Fetched answer, String model) {
    try {
      JsonNode data = json.readTree(answer.body()).path("data");
      if (!data.isArray()) {
        return new CheckResult.Failed("the list of models is none", answer.took());
      }
      List<String> names = data.findValuesAsString("id");
      return names.isEmpty() || names.contains(model)
          ? new CheckResult.Passed(answer.took(), null)
          : new CheckResult.Failed(
              "the model '%s' is not among those there".formatted(model), answer.took());
    } catch (JacksonException e) {
      return new CheckResult.Failed("the list of models is no well-formed JSON", answer.took());
    }
  }
}
