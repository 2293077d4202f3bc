package dev.signalbox.routing.embedding;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Turns text into a point on the unit sphere; texts of like meaning lie close. */
public interface Embedder {

  /**
   * The embedding of a text, of length 1, always of the same number of dimensions. Texts longer
   * than the model reads are represented by their head and their tail. Blank text is embedded as
   * the empty sentence.
   *
   * @throws EmbeddingBusyException when no thread is free and the queue before them is full
   */
  float[] embed(String text);

  /** The embedding of each of many texts. */
  default Map<String, float[]> embedAll(Collection<String> texts) {
    Map<String, float[]> embedded = new HashMap<>();
    for (String text : texts) {
      embedded.computeIfAbsent(text, this::embed);
    }
    return embedded;
  }
}
