package dev.signalbox.routing.benchmark;

import dev.signalbox.routing.classifier.Example;
import dev.signalbox.routing.embedding.Embedder;
import dev.signalbox.routing.embedding.EmbeddingModel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every text embedded once, on as many threads as the machine has. */
final class EmbeddedTexts implements Embedder, AutoCloseable {

  private final EmbeddingModel model =
      new EmbeddingModel(Runtime.getRuntime().availableProcessors(), 1_024);
  private final Map<String, float[]> embedded = new ConcurrentHashMap<>();

  /** The model itself, which remembers nothing. */
  EmbeddingModel model() {
    return model;
  }

  @Override
  public float[] embed(String text) {
    return embedded.computeIfAbsent(text, absent -> model.forMessages().embed(absent));
  }

  /** Embeds them beforehand. */
  void prepare(Stream<String> texts) {
    texts.parallel().forEach(this::embed);
  }

  /** Requests as examples; a label's name is one more of them. */
  List<Example> examples(
      List<Labelled> requests, List<String> labels, Function<String, String> agentOf) {
    return Stream.concat(
            requests.stream(),
            labels.stream().map(label -> new Labelled(label.replace('_', ' '), label)))
        .map(
            one ->
                new Example(agentOf.apply(one.label()), one.label(), one.text(), embed(one.text())))
        .toList();
  }

  @Override
  public void close() {
    model.close();
  }
}
