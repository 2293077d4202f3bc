package dev.signalbox.registry.connector;

/**
 * How it stands with a model.
 *
 * @param provider empty if nobody knows the model
 * @param model without the provider
 */
public record KnownModel(String provider, String model, State state) {

  /** How it stands, as far as requests are concerned. */
  public enum State {
    /** It answers, or the simulator does in its place. */
    ANSWERS,
    RETIRED,
    NO_KEY,
    NOT_RUNNING,
    UNKNOWN
  }
}
