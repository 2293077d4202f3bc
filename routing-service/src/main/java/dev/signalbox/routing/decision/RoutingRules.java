package dev.signalbox.routing.decision;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first tier: what is decided by the letter. A rule never reaches an agent that is not in
 * service or that the caller may not use; then the message is read on.
 */
final class RoutingRules {

  /** Characters that are looked at. */
  private static final int READ = 3_000;

  /** Only at the very beginning: what a message quotes or forwards does not choose its agent. */
  private static final Pattern MENTION =
      Pattern.compile("\\A\\s*@([A-Za-z0-9][A-Za-z0-9_-]{0,63})");

  private static final Pattern FILE =
      Pattern.compile("(?<![\\w.@/-])[\\w./-]{0,200}\\w\\.([A-Za-z0-9]{1,10})(?![\\w/])");

  /** A rule that holds for a message. */
  record Match(String agentId, Basis basis) {}

  private record CompiledPattern(Pattern pattern, String agentId) {}

  private final DecisionProperties.Rules rules;
  private final List<CompiledPattern> patterns;

  RoutingRules(DecisionProperties.Rules rules) {
    this.rules = rules;
    this.patterns =
        rules.patterns().stream()
            .map(rule -> new CompiledPattern(Pattern.compile(rule.pattern()), rule.agentId()))
            .toList();
  }

  /**
   * The first rule that holds.
   *
   * @param pinned the agent, if it can go on, that the conversation is pinned to; null for nobody
   * @param available the agents, by id, that can be chosen
   */
  Optional<Match> match(String message, @Nullable String pinned, Predicate<String> available) {
    String read = message.length() <= READ ? message : message.substring(0, READ);
    return mention(read, available)
        .or(() -> Optional.ofNullable(pinned).map(id -> new Match(id, Basis.PINNED)))
        .or(() -> pattern(read, available))
        .or(() -> fileType(read, available));
  }

  /** Whether some rule is of this message, if its agent can be chosen. */
  boolean concern(String message) {
    return match(message, null, any -> true).isPresent();
  }

  private Optional<Match> mention(String read, Predicate<String> available) {
    Matcher mention = MENTION.matcher(read);
    return rules.mentions() && mention.find()
        ? available(mention.group(1).toLowerCase(Locale.ROOT), Basis.MENTION, available)
        : Optional.empty();
  }

  private Optional<Match> pattern(String read, Predicate<String> available) {
    return patterns.stream()
        .filter(rule -> available.test(rule.agentId()) && rule.pattern().matcher(read).find())
        .findFirst()
        .map(rule -> new Match(rule.agentId(), Basis.PATTERN));
  }

  private Optional<Match> fileType(String read, Predicate<String> available) {
    if (rules.fileTypes().isEmpty()) {
      return Optional.empty();
    }
    Matcher file = FILE.matcher(read);
    while (file.find()) {
      String agentId = rules.fileTypes().get(file.group(1).toLowerCase(Locale.ROOT));
      if (agentId != null && available.test(agentId)) {
        return Optional.of(new Match(agentId, Basis.FILE_TYPE));
      }
    }
    return Optional.empty();
  }

  private static Optional<Match> available(
      String agentId, Basis basis, Predicate<String> available) {
    return available.test(agentId) ? Optional.of(new Match(agentId, basis)) : Optional.empty();
  }
}
