package dev.signalbox.streaming.wire.frame;

import java.util.List;

/**
 * Cuts a stream into frames, wherever the reads happen to fall; the frames put together are the
 * bytes put in. One per stream; holds at most one frame.
 */
public interface FrameSplitter {

  /**
   * The frames that these bytes complete.
   *
   * @throws FrameTooLongException when a frame grows over the limit
   * @throws MalformedFrameException when the bytes are no frames
   */
  List<? extends Frame> feed(byte[] bytes, int offset, int length);

  /** A whole frame that only the end of the stream completes, or none. */
  List<? extends Frame> end();
}
