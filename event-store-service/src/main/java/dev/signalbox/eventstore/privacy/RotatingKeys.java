package dev.signalbox.eventstore.privacy;

import org.springframework.stereotype.Service;

/** Wraps the keys of subjects with the current secret, some at a time. */
@Service
public class RotatingKeys {

  private final SubjectKeys keys;
  private final int batch;

  RotatingKeys(SubjectKeys keys, PrivacyProperties properties) {
    this.keys = keys;
    this.batch = properties.rotationBatch();
  }

  /**
   * What was done, and what is left to do.
   *
   * @param remaining keys under other secrets, also those that this process cannot unwrap
   */
  public record Rotation(int rewrapped, long remaining) {}

  /**
   * Does it; the data that the keys seal is not touched.
   *
   * @param most after how many keys to stop
   */
  public Rotation rotate(int most) {
    int done = 0;
    int step;
    do {
      step = keys.rewrap(Math.min(batch, most - done));
      done += step;
    } while (step > 0 && done < most);
    return new Rotation(done, keys.outdated());
  }
}
