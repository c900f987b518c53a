package io.papertape.state;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Puts what a [GraphWriter] wrote into a graph that has started as that one had.
final class GraphReader {
  private final ObjectGraph graph;
  private final StateSource from;
  private final ClassLoader loader;
  private final Map<String, Class<?>> types = new TreeMap<>();
  private final List<Object> found = new ArrayList<>();
  private final Queue<Pending> queue = new ArrayDeque<>();

  /// What is filled before the record that is being read is made; outside of one, the same queue.
  private Queue<Pending> parts = queue;

  private record Pending(Object object, boolean isAdded) {}

  GraphReader(ObjectGraph graph, StateSource from, ClassLoader loader) {
    this.graph = graph;
    this.from = from;
    this.loader = loader;
  }

  void read(List<Object> roots) throws ReflectiveOperationException {
    for (Object root : roots) {
      if (reference() != root) {
        throw new UnkeptStateException("State is that of another graph.");
      }
    }
    fill(queue);
    if (!from.isAtEnd()) {
      throw new UnkeptStateException("State goes on where the graph ends.");
    }
  }

  private void fill(Queue<Pending> empty) throws ReflectiveOperationException {
    while (!empty.isEmpty()) {
      Pending next = empty.remove();
      content(next.object(), next.isAdded());
    }
  }

  private Object reference() throws ReflectiveOperationException {
    int tag = from.getByte();
    return switch (tag) {
      case GraphWriter.NULL -> null;
      case GraphWriter.LEAF -> Leaf.read(from, loader);
      case GraphWriter.LONG -> from.getLong();
      case GraphWriter.EMPTY -> Optional.empty();
      case GraphWriter.SOME -> Optional.of(reference());
      case GraphWriter.OUTSIDE -> graph.outside(from.getInt());
      case GraphWriter.SEEN -> found.get(from.getInt());
      case GraphWriter.CONSTANT -> Layout.constant(from.getName(), loader);
      case GraphWriter.FIRST -> find(graph.anchor(from.getInt()), false);
      case GraphWriter.ARRAY -> {
        Class<?> component = component(from.getName());
        yield find(Array.newInstance(component, from.getInt()), true);
      }
      case GraphWriter.OBJECT -> find(make(from.getName()), true);
      case GraphWriter.RECORD -> record();
      case GraphWriter.LIST -> list();
      default -> throw new UnkeptStateException("State has an unknown mark: mark=" + tag);
    };
  }

  private Object find(Object object, boolean isAdded) {
    found.add(object);
    boolean isPart = isAdded && Kind.of(object) != Kind.PLAIN;
    (isPart ? parts : queue).add(new Pending(object, isAdded));
    return object;
  }

  private Object record() throws ReflectiveOperationException {
    int place = found.size();
    found.add(null);
    Layout layout = Layout.of(type(from.getName()));
    Queue<Pending> outer = parts;
    parts = new ArrayDeque<>();
    List<Object> values = new ArrayList<>();
    for (Field field : layout.fields()) {
      values.add(field.getType().isPrimitive() ? primitive(field.getType()) : reference());
    }
    fill(parts);
    parts = outer;
    found.set(place, layout.makeRecord(values));
    return found.get(place);
  }

  private Object list() throws ReflectiveOperationException {
    int place = found.size();
    found.add(null);
    Object[] elements = new Object[from.getInt()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = reference();
    }
    found.set(place, Collections.unmodifiableList(Arrays.asList(elements)));
    return found.get(place);
  }

  private Class<?> component(String name) throws ClassNotFoundException {
    return switch (name) {
      case "long" -> long.class;
      case "double" -> double.class;
      case "int" -> int.class;
      case "boolean" -> boolean.class;
      case "byte" -> byte.class;
      case "char" -> char.class;
      case "short" -> short.class;
      case "float" -> float.class;
      default -> type(name);
    };
  }

  private Class<?> type(String name) throws ClassNotFoundException {
    Class<?> known = types.get(name);
    if (known == null) {
      known = Class.forName(name, true, loader);
      types.put(name, known);
    }
    return known;
  }

  @SuppressWarnings("UnnecessaryStringBuilder") // it is somebody's field
  private Object make(String name) throws ReflectiveOperationException {
    return switch (name) {
      case "java.util.ArrayList" -> new ArrayList<>();
      case "java.util.ArrayDeque" -> new ArrayDeque<>();
      case "java.util.LinkedHashSet" -> new LinkedHashSet<>();
      case "java.util.TreeSet" -> new TreeSet<>();
      case "java.util.PriorityQueue" -> new PriorityQueue<>();
      case "java.util.TreeMap" -> new TreeMap<>();
      case "java.util.LinkedHashMap" -> new LinkedHashMap<>();
      case GraphWriter.BY_ACCESS -> new LinkedHashMap<>(16, 0.75f, true);
      case "java.util.concurrent.atomic.AtomicLong" -> new AtomicLong();
      case "java.util.concurrent.atomic.AtomicInteger" -> new AtomicInteger();
      case "java.util.concurrent.atomic.AtomicBoolean" -> new AtomicBoolean();
      case "java.lang.StringBuilder" -> new StringBuilder();
      case "java.util.BitSet" -> new BitSet();
      default -> Layout.of(type(name)).allocate();
    };
  }

  @SuppressWarnings("unchecked")
  private void content(Object object, boolean isAdded) throws ReflectiveOperationException {
    switch (Kind.of(object)) {
      case NUMBERS -> {
        if (from.getInt() != Array.getLength(object)) {
          throw new UnkeptStateException("State has an array of another length.");
        }
        from.getArray(object);
      }
      case OBJECTS -> {
        Object[] all = (Object[]) object;
        int used = from.getInt();
        for (int i = 0; i < used; i++) {
          all[i] = reference();
        }
        Arrays.fill(all, used, all.length, null);
      }
      case COLLECTION -> {
        Collection<Object> all = (Collection<Object>) object;
        all.clear();
        for (int left = from.getInt(); left > 0; left--) {
          all.add(reference());
        }
      }
      case MAP -> {
        Map<Object, Object> all = (Map<Object, Object>) object;
        all.clear();
        for (int left = from.getInt(); left > 0; left--) {
          Object key = reference();
          all.put(key, reference());
        }
      }
      case FIXED -> {
        for (int left = Fixed.content(object, "State").size(); left > 0; left--) {
          reference();
        }
      }
      case CELL -> cell(object);
      case EXPRESSION, RECORD, PLAIN -> fields(object, isAdded);
      case STATELESS, UNKNOWN -> {
        // nothing was written
      }
    }
  }

  private void cell(Object object) {
    switch (object) {
      case AtomicLong value -> value.set(from.getLong());
      case AtomicInteger value -> value.set((int) from.getLong());
      case AtomicBoolean value -> value.set(from.getLong() != 0);
      case StringBuilder value -> value.replace(0, value.length(), from.getText());
      case BitSet value -> {
        long[] words = new long[from.getInt()];
        from.getArray(words);
        value.clear();
        value.or(BitSet.valueOf(words));
      }
      default -> throw new IllegalStateException("No cell: " + object.getClass());
    }
  }

  private void fields(Object object, boolean isAdded)
      throws IllegalAccessException, ReflectiveOperationException {
    boolean isClosed = Kind.of(object) != Kind.PLAIN;
    for (Field field : Layout.of(object.getClass()).fields()) {
      Object value = field.getType().isPrimitive() ? primitive(field.getType()) : reference();
      boolean isFinal = Modifier.isFinal(field.getModifiers());
      if (!isClosed && (isAdded || !isFinal)) {
        field.set(object, value);
      }
    }
  }

  private Object primitive(Class<?> type) {
    long bits = from.getLong();
    if (type == long.class) {
      return bits;
    }
    if (type == double.class) {
      return Double.longBitsToDouble(bits);
    }
    if (type == boolean.class) {
      return bits != 0;
    }
    if (type == int.class) {
      return (int) bits;
    }
    if (type == byte.class) {
      return (byte) bits;
    }
    if (type == char.class) {
      return (char) bits;
    }
    if (type == short.class) {
      return (short) bits;
    }
    return Float.intBitsToFloat((int) bits);
  }
}
