package dev.signalbox.eventstore.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of RFC 6962, section 2.1: the prefixes 0x00 for leaves and 0x01 for nodes keep
 * one from passing for the other, and the left side of a node is the greatest power of two smaller
 * than the whole.
 */
final class MerkleTree {

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private MerkleTree() {}

  static Hash leaf(byte[] content) {
    return Hash.of(LEAF, content);
  }

  /** The root over at least one leaf. */
  static Hash root(List<Hash> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int split = split(leaves.size());
    return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
  }

  /** What a leaf is combined with on its way to the root, lowest first (section 2.1.1). */
  static List<Hash> path(int index, List<Hash> leaves) {
    if (leaves.size() == 1) {
      return new ArrayList<>();
    }
    int split = split(leaves.size());
    List<Hash> left = leaves.subList(0, split);
    List<Hash> right = leaves.subList(split, leaves.size());
    List<Hash> path = index < split ? path(index, left) : path(index - split, right);
    path.add(root(index < split ? right : left));
    return path;
  }

  private static Hash node(Hash left, Hash right) {
    return Hash.of(NODE, left.bytes(), right.bytes());
  }

  private static int split(int size) {
    return Integer.highestOneBit(size - 1);
  }
}
