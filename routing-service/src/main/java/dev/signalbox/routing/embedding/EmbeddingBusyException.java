package dev.signalbox.routing.embedding;

/**
 * Every embedding thread is taken and the queue before them is full: the caller should come back
 * later.
 */
public final class EmbeddingBusyException extends RuntimeException {

  EmbeddingBusyException(String message) {
    super(message);
  }
}
