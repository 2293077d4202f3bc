package dev.signalbox.kit.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import org.springframework.util.unit.DataSize;

/** Ends a body that turns out larger than the limit. */
final class LimitedInputStream extends ServletInputStream {
  private final ServletInputStream body;
  private final DataSize limit;
  private long taken;

  LimitedInputStream(ServletInputStream body, DataSize limit) {
    this.body = body;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int next = body.read();
    if (next >= 0) {
      count(1);
    }
    return next;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int taking = body.read(target, offset, length);
    if (taking > 0) {
      count(taking);
    }
    return taking;
  }

  private void count(int bytes) {
    taken += bytes;
    if (taken > limit.toBytes()) {
      throw BodyLimitFilter.tooLarge(limit);
    }
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    body.setReadListener(listener);
  }
}
