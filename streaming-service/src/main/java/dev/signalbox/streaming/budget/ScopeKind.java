package dev.signalbox.streaming.budget;

import dev.signalbox.streaming.meter.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a budget can be a limit on. */
public enum ScopeKind {
  EVERYTHING,
  TEAM,
  USER,
  KEY,
  AGENT,
  MODEL,
  PROVIDER,
  TAG,
  CONVERSATION,
  RUN;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ScopeKind> ofWireName(String name) {
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(name)).findFirst();
  }

  /** The values whose counters an attempt goes to where every value has one. */
  List<String> values(Origin origin, ModelName model) {
    return switch (this) {
      case EVERYTHING -> List.of(wireName());
      case TEAM -> one(origin.team());
      case USER -> one(origin.user());
      case KEY -> one(origin.keyId());
      case AGENT -> one(origin.agentId());
      case MODEL -> List.of(model.family());
      case PROVIDER -> List.of(model.provider());
      case TAG -> origin.tags();
      case CONVERSATION -> one(origin.conversationId());
      case RUN -> one(origin.runId());
    };
  }

  private static List<String> one(@Nullable String value) {
    return value == null || value.isEmpty() ? List.of() : List.of(value);
  }
}
