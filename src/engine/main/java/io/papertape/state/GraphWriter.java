package io.papertape.state;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Walks through a graph once, in an order that follows from the graph alone, and writes what it
/// finds.
final class GraphWriter {
  static final int NULL = 0;
  static final int LEAF = 1;
  static final int EMPTY = 2;
  static final int SOME = 3;
  static final int OUTSIDE = 4;
  static final int SEEN = 5;
  static final int CONSTANT = 6;
  static final int FIRST = 7;
  static final int ARRAY = 8;
  static final int OBJECT = 9;
  static final int RECORD = 10;
  static final int LIST = 11;

  private final ObjectGraph graph;
  private final boolean isFirst;
  private final StateBytes to;
  private final IdentityHashMap<Object, Integer> ids = new IdentityHashMap<>();
  private final List<Object> found = new ArrayList<>();
  private final Queue<Pending> queue = new ArrayDeque<>();

  /// An object whose content is still to be written, and where it was found.
  private record Pending(Object object, String place) {}

  /// @param isFirst  whether it finds out what is there at the start
  /// @param capacity how many bytes it is likely to write at most
  GraphWriter(ObjectGraph graph, boolean isFirst, int capacity) {
    to = new StateBytes(capacity);
    this.graph = graph;
    this.isFirst = isFirst;
  }

  /// @param head what the bytes begin with
  byte[] write(List<Object> roots, byte[] head) {
    to.putBytes(head);
    for (Object root : roots) {
      reference(root, "root");
    }
    while (!queue.isEmpty()) {
      Pending next = queue.remove();
      content(next.object(), next.place());
    }
    return to.toArray();
  }

  /// Objects in the order in which they were found.
  List<Object> found() {
    return found;
  }

  private void reference(Object value, String place) {
    if (value == null) {
      to.putByte(NULL);
    } else if (Leaf.is(value)) {
      to.putByte(LEAF);
      Leaf.write(value, to);
    } else if (value instanceof Optional<?> some) {
      to.putByte(some.isPresent() ? SOME : EMPTY);
      some.ifPresent(inner -> reference(inner, place));
    } else if (graph.isOutside(value)) {
      to.putByte(OUTSIDE);
      to.putInt(graph.outside(value));
    } else if (ids.containsKey(value)) {
      to.putByte(SEEN);
      to.putInt(ids.get(value));
    } else {
      unseen(value, place);
    }
  }

  private void unseen(Object value, String place) {
    String constant = constant(value);
    if (!constant.isEmpty()) {
      to.putByte(CONSTANT);
      to.putName(constant);
      return;
    }
    ids.put(value, found.size());
    found.add(value);
    int anchor = graph.anchor(value);
    if (anchor >= 0) {
      to.putByte(FIRST);
      to.putInt(anchor);
      queue.add(new Pending(value, place));
    } else {
      added(value, place);
    }
  }

  private static String constant(Object value) {
    Class<?> type = value.getClass();
    return type.isArray() || Layout.isJava(type) ? "" : Layout.of(type).constantName(value);
  }

  /// One that was not there at the start.
  private void added(Object value, String place) {
    Class<?> type = value.getClass();
    Kind kind = Kind.of(value);
    if (kind == Kind.UNKNOWN) {
      throw UnkeptStateException.of(place, Layout.of(type).refusal());
    }
    if (isFirst) {
      to.putByte(OBJECT);
      to.putName(Layout.name(type));
      queue.add(new Pending(value, place));
    } else if (kind == Kind.FIXED && value instanceof List<?> list) {
      to.putByte(LIST);
      to.putInt(list.size());
      list.forEach(element -> reference(element, place));
    } else if (!Kind.canBeMade(value)) {
      throw UnkeptStateException.of(
          place, "is a " + Layout.name(type) + " that was not there at the start");
    } else if (kind == Kind.RECORD) {
      to.putByte(RECORD);
      to.putName(type.getName());
      fields(value);
    } else if (type.isArray()) {
      to.putByte(ARRAY);
      to.putName(type.getComponentType().getName());
      to.putInt(Array.getLength(value));
      queue.add(new Pending(value, place));
    } else {
      to.putByte(OBJECT);
      to.putName(type.getName());
      queue.add(new Pending(value, place));
    }
  }

  private void content(Object object, String place) {
    switch (Kind.of(object)) {
      case NUMBERS -> {
        to.putInt(Array.getLength(object));
        to.putArray(object);
      }
      case OBJECTS -> elements((Object[]) object, place);
      case COLLECTION -> {
        Collection<?> all = (Collection<?>) object;
        to.putInt(all.size());
        all.forEach(element -> reference(key(object, element, place), place));
      }
      case MAP -> {
        Map<?, ?> all = (Map<?, ?>) object;
        to.putInt(all.size());
        all.forEach(
            (key, value) -> {
              reference(key(object, key, place), place);
              reference(value, place);
            });
      }
      case FIXED -> fixed(object, place);
      case CELL -> cell(object);
      case EXPRESSION, RECORD, PLAIN -> fields(object);
      case STATELESS -> {
        // nothing to keep
      }
      case UNKNOWN -> throw UnkeptStateException.of(place, Layout.of(object.getClass()).refusal());
    }
  }

  /// What is compared or hashed when the collection is filled again must be whole by then.
  private static Object key(Object collection, Object key, String place) {
    boolean isPlace = collection instanceof ArrayList<?> || collection instanceof ArrayDeque<?>;
    if (!isPlace && !Leaf.isWholeValue(key)) {
      throw UnkeptStateException.of(
          place,
          "is a %s of objects that are no plain values"
              .formatted(Layout.name(collection.getClass())));
    }
    return key;
  }

  private void elements(Object[] all, String place) {
    int used = all.length;
    while (used > 0 && all[used - 1] == null) {
      used--;
    }
    to.putInt(used);
    for (int i = 0; i < used; i++) {
      reference(all[i], place);
    }
  }

  private void fixed(Object object, String place) {
    List<Object> content = Fixed.content(object, place);
    if (!graph.isAsAtStart(object, content)) {
      throw UnkeptStateException.of(
          place,
          ("is a %s that changes, whose order cannot be kept. Use a LinkedHashMap, a TreeMap or a"
                  + " set of these kinds")
              .formatted(Layout.name(object.getClass())));
    }
    content.forEach(element -> reference(element, place));
  }

  private void cell(Object object) {
    switch (object) {
      case AtomicLong value -> to.putLong(value.get());
      case AtomicInteger value -> to.putLong(value.get());
      case AtomicBoolean value -> to.putLong(value.get() ? 1 : 0);
      case StringBuilder value -> to.putText(value.toString());
      case BitSet value -> {
        long[] words = value.toLongArray();
        to.putInt(words.length);
        to.putArray(words);
      }
      default -> throw new IllegalStateException("No cell: " + object.getClass());
    }
  }

  private void fields(Object object) {
    Layout layout = Layout.of(object.getClass());
    List<Object> parts = layout.parts(object);
    for (int i = 0; i < parts.size(); i++) {
      Field field = layout.fields().get(i);
      if (field.getType().isPrimitive()) {
        to.putLong(bits(parts.get(i)));
      } else {
        reference(parts.get(i), layout.places().get(i));
      }
    }
  }

  private static long bits(Object primitive) {
    return switch (primitive) {
      case Boolean value -> value ? 1 : 0;
      case Character value -> value;
      case Double value -> Double.doubleToRawLongBits(value);
      case Float value -> Float.floatToRawIntBits(value);
      default -> ((Number) primitive).longValue();
    };
  }
}
