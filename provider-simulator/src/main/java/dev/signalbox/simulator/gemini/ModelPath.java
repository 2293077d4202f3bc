package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.protocol.RefusedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path that names a model and what is wanted of it.
 *
 * @param method as in {@code models/NAME:method}
 */
record ModelPath(String model, String method) {

  private static final Pattern FORM = Pattern.compile("/(?:models|tunedModels)/(.+):(\\w+)$");

  static ModelPath of(Request request) {
    Matcher matcher = FORM.matcher(request.path());
    if (!matcher.find()) {
      throw new RefusedException("the path names no model", "model");
    }
    return new ModelPath(matcher.group(1), matcher.group(2));
  }
}
