package dev.signalbox.registry.agent;

/**
 * One thing by which agents are put in order.
 *
 * @param descending whether the last comes first
 */
public record EntryOrder(By by, boolean descending) {

  /** What they are put in order by. */
  public enum By {
    ID("agent_id"),
    NAME("lower(name)"),
    VERSION("version"),
    CREATED("created_at"),
    UPDATED("updated_at");

    private final String column;

    By(String column) {
      this.column = column;
    }
  }

  String expression() {
    return descending ? by.column + " DESC" : by.column;
  }
}
