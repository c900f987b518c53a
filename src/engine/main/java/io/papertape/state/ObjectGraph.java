package io.papertape.state;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// A graph of objects as it is at its start, whose state can be taken later, and put back into
/// another graph that was made by the same steps, such as in the next process.
///
/// What is there at the start is never made from bytes: it is found by its place, so that lambda
/// expressions, constants and whatever else a constructor has wired stay as they are. What has
/// come since is made anew. Two graphs in the same state give the same bytes.
///
/// Anything that it does not know how to keep is an [UnkeptStateException] that names it.
public final class ObjectGraph {
  private static final int HASH = 32;

  private final List<Object> roots;
  private final List<Object> outside;
  private final ClassLoader loader;
  private final IdentityHashMap<Object, Integer> anchors = new IdentityHashMap<>();
  private final IdentityHashMap<Object, List<Object>> fixed = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Integer> labels = new IdentityHashMap<>();
  private List<Object> atStart = List.of();
  private List<StaticFields.Table> tables = List.of();
  private byte[] start = new byte[0];
  private int room = 1 << 12;
  private Optional<UnkeptStateException> problem = Optional.empty();

  /// Takes note of what is there.
  ///
  /// @param outside objects that are no part of it: what they refer to is not looked at
  /// @param loader  knows the classes of all of it
  public ObjectGraph(List<Object> roots, List<Object> outside, ClassLoader loader) {
    this.roots = List.copyOf(roots);
    this.outside = List.copyOf(outside);
    this.loader = loader;
    for (int i = 0; i < outside.size(); i++) {
      labels.put(outside.get(i), i);
    }
    try {
      GraphWriter writer = new GraphWriter(this);
      start = hash(writer.write(this.roots));
      atStart = writer.found();
      for (int i = 0; i < atStart.size(); i++) {
        anchors.put(atStart.get(i), i);
      }
      tables = StaticFields.tables(atStart);
    } catch (UnkeptStateException e) {
      problem = Optional.of(e);
    } catch (StackOverflowError e) {
      problem = Optional.of(tooDeep(e));
    }
  }

  private static UnkeptStateException tooDeep(StackOverflowError e) {
    return new UnkeptStateException("Records are nested too deeply", e);
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256. Check the JDK.", e);
    }
  }

  /// Why the state cannot be kept, as far as it is known.
  public Optional<UnkeptStateException> problem() {
    return problem;
  }

  /// The state as it is now.
  public byte[] take() {
    if (problem.isPresent()) {
      throw problem.get();
    }
    try {
      tables.forEach(StaticFields.Table::requireSame);
      byte[] all = new GraphWriter(this, start, room).write(roots);
      room = Math.max(room, all.length + all.length / 8);
      return all;
    } catch (UnkeptStateException e) {
      problem = Optional.of(e);
      throw e;
    } catch (StackOverflowError e) {
      problem = Optional.of(tooDeep(e));
      throw problem.get();
    }
  }

  /// Puts a state back that another graph was in, and takes it again: it must be the same to the
  /// byte. After an exception this graph is of no use.
  public void restore(byte[] state) {
    if (problem.isPresent()) {
      throw problem.get();
    }
    if (state.length < HASH || !Arrays.equals(state, 0, HASH, start, 0, HASH)) {
      throw new UnkeptStateException("State is that of a graph that began otherwise.");
    }
    try {
      new GraphReader(this, new StateSource(state, HASH), loader).read(roots);
      if (!Arrays.equals(take(), state)) {
        throw new UnkeptStateException(
            "State is another once it has been put back. A record that changes what its"
                + " constructor is given may do that.");
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw e instanceof UnkeptStateException unkept
          ? unkept
          : new UnkeptStateException("State cannot be put back: " + e, e);
    }
  }

  boolean isOutside(Object object) {
    return labels.containsKey(object);
  }

  int outside(Object object) {
    return labels.get(object);
  }

  Object outside(int label) {
    return outside.get(label);
  }

  /// Number of an object that was there at the start; −1 for others.
  int anchor(Object object) {
    return anchors.getOrDefault(object, -1);
  }

  Object anchor(int number) {
    return atStart.get(number);
  }

  /// Whether a collection still has the content that it had when it was first seen.
  boolean isAsAtStart(Object collection, List<Object> content) {
    List<Object> before = fixed.putIfAbsent(collection, new ArrayList<>(content));
    return before == null || Fixed.isSame(content, before);
  }
}
