package dev.signalbox.routing.classifier;

/** A smooth convex function that is to be minimised. */
interface Objective {

  /**
   * The value at a point.
   *
   * @param gradient is overwritten with the gradient there
   */
  double at(float[] point, float[] gradient);
}
