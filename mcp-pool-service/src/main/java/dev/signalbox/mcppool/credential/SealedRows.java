package dev.signalbox.mcppool.credential;

/** Rows that hold sealed texts. */
public interface SealedRows {

  /** Seals anew, each row in a transaction of its own, what is under another secret. */
  Rotation rotate();

  /**
   * What was done, and what is left.
   *
   * @param rewrapped texts that are under the present secret now
   * @param remaining texts under secrets that are not known here
   */
  record Rotation(int rewrapped, int remaining) {
    public static final Rotation NONE = new Rotation(0, 0);

    public Rotation plus(Rotation other) {
      return new Rotation(rewrapped + other.rewrapped, remaining + other.remaining);
    }
  }
}
