package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.log.Checkpoint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The leaves of a segment in the order of the log. As bytes about 35 for each: how far its place is
 * from the one before in transactions and positions, and its hash.
 */
public record Leaves(List<Leaf> list) {

  private static final int MORE = 0x80;
  private static final int LOW = 0x7f;

  public Leaves {
    list = List.copyOf(list);
  }

  /** As {@link #bytes} wrote them; as many as can be read if something else did. */
  public static Leaves read(byte[] bytes) {
    List<Leaf> leaves = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long transaction = 0;
    long position = 0;
    try {
      while (in.hasRemaining()) {
        transaction += number(in);
        position += number(in);
        byte[] hash = new byte[Hash.BYTES];
        in.get(hash);
        leaves.add(new Leaf(new Checkpoint(transaction, position), Hash.wrap(hash)));
      }
    } catch (RuntimeException e) {
      return new Leaves(leaves);
    }
    return new Leaves(leaves);
  }

  /** The compact form. */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Checkpoint last = Checkpoint.START;
    for (Leaf leaf : list) {
      write(out, leaf.place().transaction() - last.transaction());
      write(out, leaf.place().position() - last.position());
      out.writeBytes(leaf.hash().bytes());
      last = leaf.place();
    }
    return out.toByteArray();
  }

  List<Hash> hashes() {
    return list.stream().map(Leaf::hash).toList();
  }

  Hash root() {
    return MerkleTree.root(hashes());
  }

  private static void write(ByteArrayOutputStream out, long signed) {
    long left = (signed << 1) ^ (signed >> (Long.SIZE - 1));
    while ((left & ~LOW) != 0) {
      out.write((int) (left & LOW) | MORE);
      left >>>= 7;
    }
    out.write((int) left);
  }

  private static long number(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (long) (next & LOW) << shift;
      if ((next & MORE) == 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new IllegalArgumentException("No number");
  }
}
