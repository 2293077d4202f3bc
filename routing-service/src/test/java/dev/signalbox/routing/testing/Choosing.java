package dev.signalbox.routing.testing;

import dev.signalbox.routing.decision.AgentExperience;
import dev.signalbox.routing.decision.Arbiter;
import dev.signalbox.routing.decision.ChooseAgent;
import dev.signalbox.routing.decision.DecisionProperties;
import dev.signalbox.routing.embedding.Embedder;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The choice of an agent as it is configured by default, without a service around it. */
public final class Choosing {

  private static final double THRESHOLD = 0.6;

  private Choosing() {}

  /** With what is configured otherwise, below {@code signalbox.routing.decision}. */
  public static DecisionProperties properties(Map<String, String> otherwise) {
    return new Binder(new MapConfigurationPropertySource(otherwise))
        .bindOrCreate("signalbox.routing.decision", DecisionProperties.class);
  }

  public static ChooseAgent with(Embedder embedder) {
    return with(embedder, Map.of());
  }

  public static ChooseAgent with(Embedder embedder, Map<String, String> otherwise) {
    return new ChooseAgent(
        embedder, THRESHOLD, properties(otherwise), AgentExperience.NONE, Arbiter.NONE);
  }
}
