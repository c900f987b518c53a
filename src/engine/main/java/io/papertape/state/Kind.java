package io.papertape.state;

import java.nio.charset.Charset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// How the content of an object is taken and put back.
enum Kind {
  /// An array of numbers.
  NUMBERS,
  /// An array of objects.
  OBJECTS,
  /// A collection that keeps the order in which it is filled, or orders by itself.
  COLLECTION,
  /// The same with keys and values.
  MAP,
  /// One whose order depends on its past, or that cannot be filled: it may be there, and must stay
  /// as it was at the start.
  FIXED,
  /// A number, or a few, in an object of Java's.
  CELL,
  /// Made by a lambda expression: what it has captured is looked at.
  EXPRESSION,
  /// A record: its parts never change.
  RECORD,
  /// Fields.
  PLAIN,
  /// Java's own, without a state.
  STATELESS,
  /// Cannot be kept.
  UNKNOWN;

  private static final List<Class<?>> COLLECTIONS =
      List.of(
          ArrayList.class,
          ArrayDeque.class,
          LinkedHashSet.class,
          TreeSet.class,
          PriorityQueue.class);
  private static final List<Class<?>> MAPS =
      List.of(TreeMap.class, LinkedHashMap.class, EnumMap.class);
  private static final List<Class<?>> CELLS =
      List.of(
          AtomicLong.class,
          AtomicInteger.class,
          AtomicBoolean.class,
          StringBuilder.class,
          BitSet.class);

  private static final ClassValue<Kind> KNOWN =
      new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
          return find(type);
        }
      };

  static Kind of(Object object) {
    return KNOWN.get(object.getClass());
  }

  private static Kind find(Class<?> type) {
    if (type.isArray()) {
      return type.getComponentType().isPrimitive() ? NUMBERS : OBJECTS;
    }
    if (COLLECTIONS.contains(type)) {
      return COLLECTION;
    }
    if (MAPS.contains(type)) {
      return MAP;
    }
    if (CELLS.contains(type)) {
      return CELL;
    }
    if (isFixed(type)) {
      return FIXED;
    }
    if (type.isHidden()) {
      return EXPRESSION;
    }
    if (isStateless(type)) {
      return STATELESS;
    }
    if (!Layout.of(type).refusal().isEmpty()) {
      return UNKNOWN;
    }
    return type.isRecord() ? RECORD : PLAIN;
  }

  private static boolean isFixed(Class<?> type) {
    String name = type.getName();
    return type == HashMap.class
        || type == HashSet.class
        || type == IdentityHashMap.class
        || ((Map.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type))
            && (name.startsWith("java.util.ImmutableCollections")
                || name.startsWith("java.util.Collections$")
                || name.equals("java.util.Arrays$ArrayList")));
  }

  static boolean isStateless(Class<?> type) {
    return type == Object.class
        || Charset.class.isAssignableFrom(type)
        || Locale.class.isAssignableFrom(type)
        || Pattern.class.isAssignableFrom(type)
        || DateTimeFormatter.class.isAssignableFrom(type)
        || (Comparator.class.isAssignableFrom(type) && Layout.isJava(type))
        || type.getName().startsWith("java.lang.invoke.");
  }

  /// True if a new one can be made and filled.
  static boolean canBeMade(Object object) {
    return switch (of(object)) {
      case NUMBERS, OBJECTS, CELL, PLAIN, RECORD -> true;
      case COLLECTION ->
          !(object instanceof TreeSet<?> tree && tree.comparator() != null)
              && !(object instanceof PriorityQueue<?> queue && queue.comparator() != null);
      case MAP ->
          !(object instanceof EnumMap<?, ?>)
              && !(object instanceof TreeMap<?, ?> tree && tree.comparator() != null);
      case FIXED, EXPRESSION, STATELESS, UNKNOWN -> false;
    };
  }
}
