package dev.signalbox.eventstore.projection.activity;

import java.time.Instant;

/** An agent in an hour, named by its beginning. */
record AgentHour(Instant hour, String agentId) implements Comparable<AgentHour> {

  @Override
  public int compareTo(AgentHour other) {
    int byHour = hour.compareTo(other.hour);
    return byHour != 0 ? byHour : agentId.compareTo(other.agentId);
  }
}
