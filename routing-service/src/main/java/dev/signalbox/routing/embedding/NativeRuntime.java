package dev.signalbox.routing.embedding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads ONNX Runtime's native libraries. By itself it unpacks 28 MB into a temporary folder that it
 * deletes when the process ends well, and leaves behind when it is killed; on Linux a library may
 * be deleted as soon as it is loaded, so here nothing is left in either case.
 */
final class NativeRuntime {

  private static final String FOLDER_PROPERTY = "onnxruntime.native.path";
  private static final List<String> LIBRARIES =
      List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");

  private NativeRuntime() {}

  /** The process's environment, which reports to nobody; the first call loads the libraries. */
  static synchronized OrtEnvironment environment() {
    OrtEnvironment environment = loaded();
    try {
      environment.setTelemetry(false);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
    return environment;
  }

  private static OrtEnvironment loaded() {
    String platform = platform();
    if (platform.isEmpty() || System.getProperty(FOLDER_PROPERTY) != null) {
      return OrtEnvironment.getEnvironment();
    }
    try {
      Path folder = Files.createTempDirectory("signalbox-native");
      try {
        for (String library : LIBRARIES) {
          try (InputStream file = resource("/ai/onnxruntime/native/" + platform + "/" + library)) {
            Files.copy(file, folder.resolve(library));
          }
        }
        System.setProperty(FOLDER_PROPERTY, folder.toString());
        return OrtEnvironment.getEnvironment();
      } finally {
        for (String library : LIBRARIES) {
          Files.deleteIfExists(folder.resolve(library));
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String platform() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return "";
    }
    return switch (System.getProperty("os.arch")) {
      case "amd64" -> "linux-x64";
      case "aarch64" -> "linux-aarch64";
      default -> "";
    };
  }

  /** A file of the class path. */
  static InputStream resource(String name) throws IOException {
    InputStream stream = NativeRuntime.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IOException("Not on the class path: " + name);
    }
    return stream;
  }
}
