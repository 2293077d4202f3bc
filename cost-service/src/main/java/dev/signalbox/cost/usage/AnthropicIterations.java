package dev.signalbox.cost.usage;

import dev.signalbox.cost.usage.ReportedUsage.SideCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The samplings of one answer that Anthropic lists in {@code usage.iterations}. The counts at the
 * top are those of the iterations of type {@code message}; compactions and advisors are billed
 * beside them, an advisor at its own model's prices (Claude documentation: "Compaction", "Advisor
 * tool"). After a fallback the top has the model that answered; an attempt before it is billed if
 * it had begun to write ("Refusals and fallback").
 */
final class AnthropicIterations {

  private static final Set<String> ALWAYS_BESIDE = Set.of("compaction", "advisor_message");
  private static final String FALLBACK = "fallback_message";
  private static final String MESSAGE = "message";
  private static final int MOST = 1_000;

  private AnthropicIterations() {}

  static List<SideCall> sideCalls(JsonNode usage, Function<JsonNode, Usage> reading) {
    @Nullable JsonNode iterations = usage.get("iterations");
    if (iterations == null || iterations.isNull()) {
      return List.of();
    }
    if (!iterations.isArray() || iterations.size() > MOST) {
      throw new InvalidUsageException("iterations", "must be a list of at most " + MOST);
    }
    boolean fellBack = iterations.valueStream().anyMatch(each -> type(each).equals(FALLBACK));
    List<SideCall> calls = new ArrayList<>();
    for (JsonNode iteration : iterations) {
      String type = type(iteration);
      if (ALWAYS_BESIDE.contains(type)) {
        calls.add(new SideCall(type, model(iteration), reading.apply(iteration)));
      } else if (fellBack && type.equals(MESSAGE)) {
        Usage attempt = reading.apply(iteration);
        if (attempt.output() > 0) {
          calls.add(new SideCall("refused_message", model(iteration), attempt));
        }
      }
    }
    return calls;
  }

  private static String type(JsonNode iteration) {
    return iteration.path("type").asString("");
  }

  private static Optional<String> model(JsonNode iteration) {
    return Optional.ofNullable(iteration.path("model").stringValue(null));
  }
}
