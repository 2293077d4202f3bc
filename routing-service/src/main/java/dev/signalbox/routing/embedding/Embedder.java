package dev.signalbox.routing.embedding;

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
}
