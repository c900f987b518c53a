package io.papertape.state;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
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

  /// A leaf that is found by the thousand, such as the times of bars.
  static final int LONG = 12;

  /// Stands for a class: a map whose order is that of use.
  static final String BY_ACCESS = "java.util.LinkedHashMap by access";

  private final ObjectGraph graph;
  private final boolean isFirst;
  private final StateBytes to;
  private final IdentityHashMap<Object, Integer> ids = new IdentityHashMap<>();
  private final List<Object> found = new ArrayList<>();
  private final Queue<Pending> queue = new ArrayDeque<>();

  /// What is written before the record that is being written ends; outside of one, the same queue.
  private Queue<Pending> parts = queue;

  private final Set<Object> openRecords = Collections.newSetFromMap(new IdentityHashMap<>());

  /// An object whose content is still to be written, and where it was found.
  private record Pending(Object object, String place) {}

  /// One that finds out what is there at the start.
  GraphWriter(ObjectGraph graph) {
    this.graph = graph;
    isFirst = true;
    to = new StateBytes(new byte[0], 1 << 12);
  }

  /// @param head comes before what it writes
  /// @param room bytes that are probably enough
  GraphWriter(ObjectGraph graph, byte[] head, int room) {
    this.graph = graph;
    isFirst = false;
    to = new StateBytes(head, room);
  }

  byte[] write(List<Object> roots) {
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
    } else if (value instanceof Long number) {
      to.putByte(LONG);
      to.putLong(number);
    } else if (Leaf.is(value)) {
      to.putByte(LEAF);
      Leaf.write(value, to);
    } else if (value instanceof Optional<?> some) {
      to.putByte(some.isPresent() ? SOME : EMPTY);
      some.ifPresent(inner -> reference(inner, place));
    } else if (graph.isOutside(value)) {
      to.putByte(OUTSIDE);
      to.putInt(graph.outside(value));
    } else {
      Integer id = ids.get(value);
      if (id == null) {
        unseen(value, place);
      } else if (openRecords.contains(value)) {
        throw UnkeptStateException.of(place, "is a record that holds itself");
      } else {
        to.putByte(SEEN);
        to.putInt(id);
      }
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
      record(value);
    } else if (type.isArray()) {
      to.putByte(ARRAY);
      to.putName(type.getComponentType().getName());
      to.putInt(Array.getLength(value));
      parts.add(new Pending(value, place));
    } else {
      to.putByte(OBJECT);
      to.putName(isByAccess(value) ? BY_ACCESS : type.getName());
      (kind == Kind.PLAIN ? queue : parts).add(new Pending(value, place));
    }
  }

  /// A record's constructor may copy what it is given: arrays and collections are whole before it
  /// is made.
  private void record(Object value) {
    Queue<Pending> outer = parts;
    parts = new ArrayDeque<>();
    openRecords.add(value);
    fields(value);
    while (!parts.isEmpty()) {
      Pending next = parts.remove();
      content(next.object(), next.place());
    }
    openRecords.remove(value);
    parts = outer;
  }

  /// Nothing of Java's tells the mode of a map, but a copy shows it.
  @SuppressWarnings("unchecked")
  private static boolean isByAccess(Object value) {
    if (!(value instanceof LinkedHashMap<?, ?> map)) {
      return false;
    }
    LinkedHashMap<Object, Object> probe = (LinkedHashMap<Object, Object>) map.clone();
    probe.clear();
    probe.put(1, "used");
    probe.put(2, "unused");
    Object _ = probe.get(1);
    return probe.firstEntry().getKey().equals(2);
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
    List<Field> fields = layout.fields();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      if (field.getType().isPrimitive()) {
        to.putLong(Layout.bits(field, object));
      } else {
        reference(Layout.reference(field, object), layout.places().get(i));
      }
    }
  }
}
