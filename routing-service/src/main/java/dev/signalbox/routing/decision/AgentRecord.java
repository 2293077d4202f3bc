package dev.signalbox.routing.decision;

/**
 * How an agent has done of late, in all replicas together.
 *
 * @param inFlight messages it is at work on
 * @param completed runs of the last hour that ended well
 * @param failed runs of the last hour that did not
 * @param meanCost of those that ended well, in USD; 0 when it is not known
 */
public record AgentRecord(int inFlight, int completed, int failed, double meanCost) {

  public static final AgentRecord NONE = new AgentRecord(0, 0, 0, 0);
}
