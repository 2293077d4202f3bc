package dev.signalbox.routing.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * bge-small-en-v1.5, quantised, on an own ONNX Runtime session: one thread per inference, the state
 * of the first token, length 1. Thread-safe. Blocks its thread for 1 to 15 ms in native code, so it
 * belongs on platform threads.
 */
final class BgeSmall implements Embedder, AutoCloseable {

  static final int DIMENSIONS = 384;

  /** What embeddings of this model, of what the window shows it, are kept by. */
  static final String NAME = "bge-small-en-v1.5-q/1";

  private static final String MODEL = "/bge-small-en-v1.5-q.onnx";
  private static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";

  private final TokenWindow window;
  private final OrtEnvironment environment;
  private final OrtSession session;

  /** A session closed under a running inference takes the whole process down: shared by these. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private boolean closed;

  private BgeSmall(TokenWindow window, OrtEnvironment environment, OrtSession session) {
    this.window = window;
    this.environment = environment;
    this.session = session;
  }

  /** Reads vocabulary and model from the class path; takes about half a second. */
  static BgeSmall load() {
    OrtEnvironment environment = NativeRuntime.environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        InputStream tokenizer = NativeRuntime.resource(TOKENIZER)) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return new BgeSmall(
          new TokenWindow(Vocabulary.read(tokenizer)), environment, session(environment, options));
    } catch (OrtException e) {
      throw new IllegalStateException("The embedding model does not load", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From a file: a model that is read from the heap stays there as well. */
  private static OrtSession session(OrtEnvironment environment, OrtSession.SessionOptions options)
      throws OrtException, IOException {
    Path file = Files.createTempFile("signalbox-model", ".onnx");
    try (InputStream model = NativeRuntime.resource(MODEL)) {
      Files.copy(model, file, StandardCopyOption.REPLACE_EXISTING);
      return environment.createSession(file.toString(), options);
    } finally {
      Files.delete(file);
    }
  }

  /**
   * @throws IllegalStateException when the model has been closed
   */
  @Override
  public float[] embed(String text) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The embedding model is closed");
      }
      return infer(text);
    } finally {
      use.readLock().unlock();
    }
  }

  private float[] infer(String text) {
    long[] ids = Arrays.stream(window.of(text)).asLongStream().toArray();
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    long[] shape = {1, ids.length};
    try (OnnxTensor tokens = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
        OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
        OnnxTensor types =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", types))) {
      return first(((OnnxTensor) result.get(0)).getFloatBuffer());
    } catch (OrtException e) {
      throw new IllegalStateException("The embedding model failed", e);
    }
  }

  /** The model was trained to say what the whole text means at its first token. */
  private static float[] first(FloatBuffer states) {
    float[] first = new float[DIMENSIONS];
    states.get(0, first);
    return Vectors.normalised(first);
  }

  /** Waits for the inferences that run. */
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("The embedding model does not close", e);
    } finally {
      use.writeLock().unlock();
    }
  }
}
