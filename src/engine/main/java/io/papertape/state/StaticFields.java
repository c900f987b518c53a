package io.papertape.state;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/// Static fields of a user's class and of all classes that its code names, directly or through
/// others: they belong to no object, so only constants are allowed.
///
/// An array can be a table or scratch memory. It counts as a table as long as its content stays
/// what it was at the start of the graph; one in a class that is loaded once for everybody does not
/// count as one, because another run may write into it at the same time.
final class StaticFields {
  private static final ClassValue<StaticFields> KNOWN =
      new ClassValue<>() {
        @Override
        protected StaticFields computeValue(Class<?> type) {
          return new StaticFields(type);
        }
      };

  private static final ClassValue<List<Class<?>>> NAMED =
      new ClassValue<>() {
        @Override
        protected List<Class<?>> computeValue(Class<?> type) {
          return named(type);
        }
      };

  /// Arrays that are constants if nobody writes into them, each with where it was found.
  private final Map<Object, Field> arrays = new LinkedHashMap<>();

  private final String changing;

  private StaticFields(Class<?> type) {
    changing = find(used(type));
  }

  static StaticFields of(Class<?> type) {
    return KNOWN.get(type);
  }

  /// A field that may change, such as `static field count of Mine`; empty if there is none.
  String changing() {
    return changing;
  }

  /// An array with the content that it had at first.
  record Table(Object array, Object content, Field field) {
    static Table of(Object array, Field field) {
      int length = Array.getLength(array);
      Object content = Array.newInstance(array.getClass().getComponentType(), length);
      System.arraycopy(array, 0, content, 0, length);
      return new Table(array, content, field);
    }

    /// @throws UnkeptStateException if somebody has written into it
    void requireSame() {
      if (!isSame()) {
        throw new UnkeptStateException(
            "Static field %s of %s holds an array that changes"
                .formatted(field.getName(), Layout.name(field.getDeclaringClass())));
      }
    }

    private boolean isSame() {
      if (!(array instanceof Object[] now)) {
        return Arrays.equals(bytes(array), bytes(content));
      }
      Object[] before = (Object[]) content;
      for (int i = 0; i < now.length; i++) {
        if (now[i] != before[i]) {
          return false;
        }
      }
      return true;
    }

    private static byte[] bytes(Object array) {
      StateBytes to = new StateBytes(new byte[0], 1 << 8);
      to.putArray(array);
      return to.toArray();
    }
  }

  /// Those of the classes of some objects, as they are now.
  static List<Table> tables(List<Object> objects) {
    Set<Class<?>> types = new LinkedHashSet<>();
    for (Object one : objects) {
      Class<?> type = one.getClass();
      if (!type.isArray() && !type.isHidden() && !Layout.isJava(type) && !Layout.isOurs(type)) {
        types.add(type);
      }
    }
    Map<Object, Field> arrays = new LinkedHashMap<>();
    types.forEach(type -> arrays.putAll(of(type).arrays));
    List<Table> tables = new ArrayList<>();
    arrays.forEach((array, field) -> tables.add(Table.of(array, field)));
    return tables;
  }

  /// The user's classes that a class uses, itself the first.
  private static Set<Class<?>> used(Class<?> type) {
    Set<Class<?>> used = new LinkedHashSet<>();
    Queue<Class<?>> left = new ArrayDeque<>(List.of(type));
    while (!left.isEmpty()) {
      Class<?> next = left.remove();
      if (!Layout.isJava(next) && !Layout.isOurs(next) && used.add(next)) {
        left.addAll(NAMED.get(next));
      }
    }
    return used;
  }

  /// All classes that stand in a class file; each class that code touches does.
  private static List<Class<?>> named(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    List<Class<?>> named = new ArrayList<>();
    for (PoolEntry entry : ClassFile.of().parse(bytes(type, loader)).constantPool()) {
      if (entry instanceof ClassEntry one) {
        try {
          Class<?> found = Class.forName(one.asInternalName().replace('/', '.'), false, loader);
          while (found.isArray()) {
            found = found.getComponentType();
          }
          if (!found.isPrimitive()) {
            named.add(found);
          }
        } catch (ClassNotFoundException | LinkageError _) {
          // what is nowhere holds nothing
        }
      }
    }
    return named;
  }

  private static byte[] bytes(Class<?> type, ClassLoader loader) {
    try (InputStream file =
        loader.getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
      if (file == null) {
        throw new UnkeptStateException("Class file cannot be read: class=" + type.getName());
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UnkeptStateException("Class file cannot be read: class=" + type.getName(), e);
    }
  }

  /// What is not final is looked for first, so that no class of such a strategy is initialized
  /// here, which its run might have done later.
  private String find(Collection<Class<?>> types) {
    List<Field> constants = new ArrayList<>();
    for (Class<?> type : types) {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
          if (!Modifier.isFinal(field.getModifiers())) {
            return name(field);
          }
          constants.add(field);
        }
      }
    }
    for (Field field : constants) {
      boolean isPlain = field.getType().isPrimitive() || field.getType() == String.class;
      if (!isPlain && !isConstant(value(field, null), field, seen())) {
        return name(field);
      }
    }
    return "";
  }

  private static Set<Object> seen() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private static String name(Field field) {
    return "static field %s of %s"
        .formatted(field.getName(), Layout.name(field.getDeclaringClass()));
  }

  private static Object value(Field field, Object of) {
    try {
      Layout.open(field);
      return field.get(of);
    } catch (IllegalAccessException | LinkageError e) {
      throw new UnkeptStateException("Field cannot be read: " + field, e);
    }
  }

  /// @param origin the static field by which it was found
  private boolean isConstant(Object value, Field origin, Set<Object> seen) {
    if (value == null || !seen.add(value)) {
      return true;
    }
    Class<?> type = value.getClass();
    if (type.isArray()) {
      arrays.put(value, origin);
      return !isShared(origin.getDeclaringClass())
          && (!(value instanceof Object[] all) || areConstant(Arrays.asList(all), origin, seen));
    }
    if (type.getName().startsWith("java.util.ImmutableCollections")) {
      return value instanceof Map<?, ?> map
          ? areConstant(map.keySet(), origin, seen) && areConstant(map.values(), origin, seen)
          : areConstant((Collection<?>) value, origin, seen);
    }
    if (value instanceof Optional<?> some) {
      return some.isEmpty() || isConstant(some.get(), origin, seen);
    }
    return Layout.isJava(type)
        ? Leaf.is(value) || Kind.isStateless(type)
        : hasConstantFields(value, origin, seen);
  }

  private boolean areConstant(Collection<?> all, Field origin, Set<Object> seen) {
    for (Object one : all) {
      if (!isConstant(one, origin, seen)) {
        return false;
      }
    }
    return true;
  }

  /// Whether a class is the same one for the twins of a run: those that the engine can see are.
  private static boolean isShared(Class<?> type) {
    for (ClassLoader one = Layout.class.getClassLoader(); one != null; one = one.getParent()) {
      if (type.getClassLoader() == one) {
        return true;
      }
    }
    return false;
  }

  private boolean hasConstantFields(Object value, Field origin, Set<Object> seen) {
    for (Class<?> part = value.getClass(); !isEnd(part); part = part.getSuperclass()) {
      if (Layout.isJava(part)) {
        return false;
      }
      for (Field field : part.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        if (!Modifier.isStatic(modifiers)
            && !(Modifier.isFinal(modifiers) && isConstant(value(field, value), origin, seen))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isEnd(Class<?> type) {
    return type == Object.class || type == Record.class || type == Enum.class;
  }
}
