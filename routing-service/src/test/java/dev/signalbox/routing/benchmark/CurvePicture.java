package dev.signalbox.routing.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws curves of accuracy over abstention as SVG. */
final class CurvePicture {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 440;
  private static final int LEFT = 64;
  private static final int TOP = 24;
  private static final int PLOT_WIDTH = 520;
  private static final int PLOT_HEIGHT = 350;
  private static final double LEAST = 50;
  private static final List<String> COLOURS = List.of("#0b6e99", "#c2571a", "#5a7d2a", "#7b4fa3");

  private CurvePicture() {}

  /** The picture of named curves, in their order. */
  static String draw(Map<String, List<AbstentionCurve.Point>> curves) {
    StringBuilder svg = new StringBuilder(16_384);
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <title>Accepted and right over out-of-scope requests rejected</title>
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        """
            .formatted(WIDTH, HEIGHT));
    for (int percent = (int) LEAST; percent <= 100; percent += 10) {
      svg.append(
          line(x(percent), y(LEAST), x(percent), y(100), "#e3e3e3")
              + line(x(LEAST), y(percent), x(100), y(percent), "#e3e3e3")
              + text(x(percent), y(LEAST) + 18, "middle", percent + " %")
              + text(x(LEAST) - 8, y(percent) + 4, "end", percent + " %"));
    }
    svg.append(text(x(75), HEIGHT - 14, "middle", "out-of-scope requests rejected"));
    svg.append(
        "<text transform=\"translate(16 %.0f) rotate(-90)\" text-anchor=\"middle\">accepted and right</text>%n"
            .formatted(y(75)));
    int number = 0;
    for (Map.Entry<String, List<AbstentionCurve.Point>> curve : curves.entrySet()) {
      String colour = COLOURS.get(number % COLOURS.size());
      svg.append(
          "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>%n"
              .formatted(colour, path(curve.getValue())));
      double legend = TOP + 14 + 20.0 * number;
      svg.append(
          line(LEFT + PLOT_WIDTH + 14, legend - 4, LEFT + PLOT_WIDTH + 32, legend - 4, colour));
      svg.append(text(LEFT + PLOT_WIDTH + 38, legend, "start", curve.getKey()));
      number++;
    }
    return svg.append("</svg>\n").toString();
  }

  private static String path(List<AbstentionCurve.Point> points) {
    return points.stream()
        .filter(point -> point.rejected() >= LEAST && point.right() >= LEAST)
        .map(
            point -> String.format(Locale.ROOT, "%.1f,%.1f", x(point.rejected()), y(point.right())))
        .collect(Collectors.joining(" "));
  }

  private static double x(double percent) {
    return LEFT + (percent - LEAST) / (100 - LEAST) * PLOT_WIDTH;
  }

  private static double y(double percent) {
    return TOP + (100 - percent) / (100 - LEAST) * PLOT_HEIGHT;
  }

  private static String line(double fromX, double fromY, double toX, double toY, String colour) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
        fromX,
        fromY,
        toX,
        toY,
        colour);
  }

  private static String text(double x, double y, String anchor, String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
        x,
        y,
        anchor,
        text);
  }
}
