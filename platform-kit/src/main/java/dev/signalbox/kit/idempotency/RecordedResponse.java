package dev.signalbox.kit.idempotency;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passes an answer on as it is written, and keeps a copy if it is worth one. */
final class RecordedResponse extends HttpServletResponseWrapper {
  private final int limit;
  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
  private boolean over;
  private @Nullable ServletOutputStream out;
  private @Nullable PrintWriter writer;

  RecordedResponse(HttpServletResponse response, int limit) {
    super(response);
    this.limit = limit;
  }

  /** The answer, unless it is a stream, too large, or a failure that may pass. */
  Optional<StoredAnswer> recorded() {
    if (writer != null) {
      writer.flush();
    }
    boolean passing = getStatus() >= 500 || getStatus() == 429 || getStatus() == 409;
    return over || passing || streams()
        ? Optional.empty()
        : Optional.of(
            new StoredAnswer(
                getStatus(),
                getContentType(),
                getHeader("Location"),
                getHeader("ETag"),
                copy.toByteArray()));
  }

  private boolean streams() {
    String type = getContentType();
    return type != null && type.startsWith("text/event-stream");
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    copy.reset();
  }

  @Override
  public void reset() {
    super.reset();
    copy.reset();
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (out == null) {
      out = new Copying(super.getOutputStream());
    }
    return out;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      writer = new PrintWriter(new OutputStreamWriter(getOutputStream(), StandardCharsets.UTF_8));
    }
    return writer;
  }

  @Override
  public void flushBuffer() throws IOException {
    if (writer != null) {
      writer.flush();
    }
    super.flushBuffer();
  }

  private void keep(byte[] bytes, int offset, int length) {
    if (over || streams()) {
      return;
    }
    if (copy.size() + length > limit) {
      over = true;
      copy.reset();
    } else {
      copy.write(bytes, offset, length);
    }
  }

  private final class Copying extends ServletOutputStream {
    private final ServletOutputStream target;

    Copying(ServletOutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int value) throws IOException {
      target.write(value);
      keep(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      target.write(bytes, offset, length);
      keep(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      target.flush();
    }

    @Override
    public boolean isReady() {
      return target.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      target.setWriteListener(listener);
    }
  }
}
