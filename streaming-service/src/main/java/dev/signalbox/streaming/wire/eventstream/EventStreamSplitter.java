package dev.signalbox.streaming.wire.eventstream;

import dev.signalbox.streaming.wire.frame.FrameSplitter;
import dev.signalbox.streaming.wire.frame.FrameTooLongException;
import dev.signalbox.streaming.wire.frame.MalformedFrameException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Cuts a stream into messages and checks their checksums. A length is believed only after the
 * checksum of the prelude it stands in.
 */
public final class EventStreamSplitter implements FrameSplitter {

  private static final int CHECKSUM_BYTES = 4;
  private static final int PRELUDE_BYTES = 8 + CHECKSUM_BYTES;
  private static final int FRAME_BYTES = PRELUDE_BYTES + CHECKSUM_BYTES;

  private final int maxMessageBytes;
  private byte[] message = new byte[PRELUDE_BYTES];
  private int filled;

  /** At most one message of that size is held. */
  public EventStreamSplitter(int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  @Override
  public List<EventStreamMessage> feed(byte[] bytes, int offset, int length) {
    List<EventStreamMessage> messages = new ArrayList<>();
    int at = offset;
    while (at < offset + length) {
      int taken = Math.min(message.length - filled, offset + length - at);
      System.arraycopy(bytes, at, message, filled, taken);
      filled += taken;
      at += taken;
      if (filled == message.length) {
        endPart(messages);
      }
    }
    return messages;
  }

  /** None: every message says how long it is. */
  @Override
  public List<EventStreamMessage> end() {
    return List.of();
  }

  private void endPart(List<EventStreamMessage> messages) {
    if (message.length == PRELUDE_BYTES) {
      message = Arrays.copyOf(message, messageLength());
    } else {
      messages.add(complete());
      message = new byte[PRELUDE_BYTES];
      filled = 0;
    }
  }

  private int messageLength() {
    requireChecksum(PRELUDE_BYTES);
    ByteBuffer prelude = ByteBuffer.wrap(message);
    long length = Integer.toUnsignedLong(prelude.getInt());
    long headersLength = Integer.toUnsignedLong(prelude.getInt());
    if (headersLength > length - FRAME_BYTES) {
      throw new MalformedFrameException("a message is shorter than its headers");
    }
    if (length > maxMessageBytes) {
      throw new FrameTooLongException(maxMessageBytes);
    }
    return (int) length;
  }

  private EventStreamMessage complete() {
    requireChecksum(message.length);
    int payload = PRELUDE_BYTES + ByteBuffer.wrap(message).getInt(Integer.BYTES);
    return new EventStreamMessage(
        message,
        new HeaderReader(ByteBuffer.wrap(message, PRELUDE_BYTES, payload - PRELUDE_BYTES)).read(),
        Arrays.copyOfRange(message, payload, message.length - CHECKSUM_BYTES));
  }

  /** The last four bytes are the checksum of all before them. */
  private void requireChecksum(int length) {
    CRC32 checksum = new CRC32();
    checksum.update(message, 0, length - CHECKSUM_BYTES);
    if (ByteBuffer.wrap(message).getInt(length - CHECKSUM_BYTES) != (int) checksum.getValue()) {
      throw new MalformedFrameException("a checksum of a message is wrong");
    }
  }
}
