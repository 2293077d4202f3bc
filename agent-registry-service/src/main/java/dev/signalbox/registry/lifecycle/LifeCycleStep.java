package dev.signalbox.registry.lifecycle;

import dev.signalbox.registry.agent.AgentStatus;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A step in the life of an agent, and where it leads from where. */
public enum LifeCycleStep {
  ACTIVATE("activated"),
  DRAIN("drain-started"),
  ISOLATE("isolated"),
  RESTORE("restored"),
  RETIRE("retired");

  private final String event;

  LifeCycleStep(String event) {
    this.event = event;
  }

  /** The step as it stands in paths. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The step with this code. */
  public static Optional<LifeCycleStep> of(String code) {
    return Arrays.stream(values()).filter(step -> step.code().equals(code)).findFirst();
  }

  /** What its event says happened. */
  String event() {
    return event;
  }

  /**
   * Where it leads; empty if it cannot be taken from there. One that leads to where an agent is
   * already can be taken again and changes nothing.
   */
  public Optional<AgentStatus> from(AgentStatus present) {
    return switch (this) {
      case ACTIVATE ->
          switch (present) {
            case DRAFT, ACTIVE, DRAINING -> Optional.of(AgentStatus.ACTIVE);
            case ISOLATED, RETIRED -> Optional.empty();
          };
      case DRAIN ->
          switch (present) {
            case ACTIVE, DRAINING -> Optional.of(AgentStatus.DRAINING);
            case DRAFT, ISOLATED, RETIRED -> Optional.empty();
          };
      case ISOLATE ->
          switch (present) {
            case DRAFT, ACTIVE, DRAINING, ISOLATED -> Optional.of(AgentStatus.ISOLATED);
            case RETIRED -> Optional.empty();
          };
      case RESTORE ->
          switch (present) {
            case ISOLATED -> Optional.of(AgentStatus.ACTIVE);
            case RETIRED -> Optional.of(AgentStatus.DRAFT);
            case DRAFT, ACTIVE, DRAINING -> Optional.empty();
          };
      case RETIRE -> Optional.of(AgentStatus.RETIRED);
    };
  }
}
