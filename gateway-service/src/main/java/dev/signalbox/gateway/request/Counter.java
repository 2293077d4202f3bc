package dev.signalbox.gateway.request;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.SynchronousSink;

/** Counts the bytes of one body and ends it with an error once there are too many. */
final class Counter {
  private final DataSize limit;
  private long bytes;

  Counter(DataSize limit) {
    this.limit = limit;
  }

  void accept(DataBuffer buffer, SynchronousSink<DataBuffer> sink) {
    bytes += buffer.readableByteCount();
    if (bytes > limit.toBytes()) {
      DataBufferUtils.release(buffer);
      sink.error(BodyLimitFilter.tooLarge(limit));
    } else {
      sink.next(buffer);
    }
  }
}
