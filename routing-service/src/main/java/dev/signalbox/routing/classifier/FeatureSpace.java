package dev.signalbox.routing.classifier;

import java.util.List;

/**
 * How texts become features: embeddings as seen from the middle of all examples, because the
 * model's own are crowded in a cone, and lexical features.
 */
final class FeatureSpace {

  private final float[] middle;
  private final LexicalFeatures lexical;

  private FeatureSpace(float[] middle, LexicalFeatures lexical) {
    this.middle = middle;
    this.lexical = lexical;
  }

  static FeatureSpace fit(List<Example> examples, int buckets, double lexicalWeight) {
    float[] middle = new float[examples.getFirst().embedding().length];
    for (Example example : examples) {
      for (int i = 0; i < middle.length; i++) {
        middle[i] += example.embedding()[i] / examples.size();
      }
    }
    return new FeatureSpace(
        middle,
        LexicalFeatures.fit(examples.stream().map(Example::text).toList(), buckets, lexicalWeight));
  }

  int rows() {
    return middle.length + lexical.size();
  }

  Features of(String text, float[] embedding) {
    return lexical.of(text, centred(embedding));
  }

  /** Of length 1; an embedding in the very middle stays as it is, for lack of a direction. */
  private float[] centred(float[] embedding) {
    float[] centred = new float[embedding.length];
    for (int i = 0; i < centred.length; i++) {
      centred[i] = embedding[i] - middle[i];
    }
    double length = Math.sqrt(Rows.dot(centred, centred));
    if (length < 1e-6) {
      return embedding;
    }
    for (int i = 0; i < centred.length; i++) {
      centred[i] = (float) (centred[i] / length);
    }
    return centred;
  }
}
