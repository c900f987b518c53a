package io.papertape.state;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// What objects of one class consist of, and whether they can be kept.
///
/// Fields marked `transient` are no state: scratch memory, and what is rebuilt where it is missing.
final class Layout {
  private static final ClassValue<Layout> KNOWN =
      new ClassValue<>() {
        @Override
        protected Layout computeValue(Class<?> type) {
          return new Layout(type);
        }
      };

  private final Class<?> type;
  private final List<Field> fields = new ArrayList<>();
  private final List<String> places = new ArrayList<>();
  private final String refusal;
  private final IdentityHashMap<Object, String> constants = new IdentityHashMap<>();

  /// What makes objects of the class, once it has been looked for; threads may look twice.
  private volatile Optional<Maker> maker = Optional.empty();

  /// @param order of a record's components: places of their fields
  @SuppressWarnings("ArrayRecordComponent")
  private record Maker(Constructor<?> constructor, int[] order) {}

  private Layout(Class<?> type) {
    this.type = type;
    refusal = refusalOf(type);
    if (refusal.isEmpty()) {
      for (Class<?> part = type; !isJava(part); part = part.getSuperclass()) {
        addFields(part);
      }
    }
  }

  static Layout of(Class<?> type) {
    return KNOWN.get(type);
  }

  /// True for classes that belong to Java itself, whose insides are not looked at.
  static boolean isJava(Class<?> type) {
    String module = type.getModule().isNamed() ? type.getModule().getName() : "";
    return module.startsWith("java.") || module.startsWith("jdk.");
  }

  /// True if objects of the class cannot be made from bytes, and are found by their place alone:
  /// those that a lambda expression makes.
  static boolean isFromExpression(Class<?> type) {
    return type.isHidden();
  }

  /// Name of a class that is the same in every process.
  static String name(Class<?> type) {
    String name = type.getName();
    return type.isHidden() ? name.substring(0, name.indexOf('/')) : name;
  }

  private static String refusalOf(Class<?> type) {
    for (Class<?> part = type; part != Object.class; part = part.getSuperclass()) {
      if (part == Record.class || isFromExpression(part)) {
        return "";
      }
      if (isJava(part)) {
        return part == type
            ? "is a " + name(type) + ", of which nothing is known"
            : "is a " + name(type) + ", which extends " + name(part);
      }
      if (Arrays.stream(part.getDeclaredMethods())
          .anyMatch(method -> Modifier.isNative(method.getModifiers()))) {
        return "is a " + name(type) + ", which holds something outside of Java";
      }
    }
    if (AutoCloseable.class.isAssignableFrom(type) && !isOurs(type)) {
      return "is a " + name(type) + ", which holds something that must be closed";
    }
    return staticState(type);
  }

  /// Static fields of a user's class belong to no object, and would be lost.
  private static String staticState(Class<?> type) {
    String changing = isOurs(type) ? "" : StaticFields.of(type).changing(); // ours: constants alone
    return changing.isEmpty() ? "" : "is a %s, and %s may change".formatted(name(type), changing);
  }

  static boolean isOurs(Class<?> type) {
    return type.getClassLoader() == Layout.class.getClassLoader()
        && type.getName().startsWith("io.papertape.");
  }

  private void addFields(Class<?> part) {
    Field[] declared = part.getDeclaredFields();
    Arrays.sort(declared, Comparator.comparing(Field::getName));
    for (Field field : declared) {
      int modifiers = field.getModifiers();
      if (Modifier.isStatic(modifiers)) {
        addConstant(field);
      } else if (!Modifier.isTransient(modifiers)) {
        open(field);
        fields.add(field);
        places.add(
            "Field %s of %s".formatted(field.getName(), field.getDeclaringClass().getSimpleName()));
      }
    }
  }

  static void open(AccessibleObject part) {
    part.setAccessible(true);
  }

  /// A constant of the class's own type is that object in every process.
  private void addConstant(Field field) {
    if (!Modifier.isFinal(field.getModifiers()) || !field.getType().isAssignableFrom(type)) {
      return;
    }
    open(field);
    Object value = constant(field);
    if (value != null && value.getClass() == type) {
      constants.put(value, field.getDeclaringClass().getName() + "#" + field.getName());
    }
  }

  /// Why objects of the class cannot be kept; empty if they can.
  String refusal() {
    return refusal;
  }

  List<Field> fields() {
    return fields;
  }

  /// Where each field's value is found, for a message.
  List<String> places() {
    return places;
  }

  /// The name of the constant that an object is; empty if it is none.
  String constantName(Object object) {
    return constants.getOrDefault(object, "");
  }

  static Object constant(String name, ClassLoader loader) throws ReflectiveOperationException {
    int end = name.indexOf('#');
    Field field =
        Class.forName(name.substring(0, end), true, loader)
            .getDeclaredField(name.substring(end + 1));
    open(field);
    return field.get(null);
  }

  /// Values of all fields, in order.
  List<Object> parts(Object object) {
    List<Object> parts = new ArrayList<>(fields.size());
    fields.forEach(field -> parts.add(reference(field, object)));
    return parts;
  }

  private static Object constant(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw unreadable(field, e);
    }
  }

  /// Value of a field of references; null if it is.
  static Object reference(Field field, Object of) {
    try {
      return field.get(of);
    } catch (IllegalAccessException e) {
      throw unreadable(field, e);
    }
  }

  /// Value of a field of a primitive type as 64 bits.
  static long bits(Field field, Object of) {
    Class<?> type = field.getType();
    try {
      if (type == double.class) {
        return Double.doubleToRawLongBits(field.getDouble(of));
      }
      if (type == boolean.class) {
        return field.getBoolean(of) ? 1 : 0;
      }
      return type == float.class ? Float.floatToRawIntBits(field.getFloat(of)) : field.getLong(of);
    } catch (IllegalAccessException e) {
      throw unreadable(field, e);
    }
  }

  private static UnkeptStateException unreadable(Field field, IllegalAccessException e) {
    return new UnkeptStateException("Field cannot be read: " + field, e);
  }

  /// A record of these values of its fields.
  Object makeRecord(List<Object> parts) throws ReflectiveOperationException {
    if (maker.isEmpty()) {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      open(canonical);
      List<String> names = fields.stream().map(Field::getName).toList();
      int[] order =
          Arrays.stream(components).mapToInt(one -> names.indexOf(one.getName())).toArray();
      maker = Optional.of(new Maker(canonical, order));
    }
    int[] order = maker.get().order();
    Object[] arguments = new Object[order.length];
    for (int i = 0; i < order.length; i++) {
      arguments[i] = parts.get(order[i]);
    }
    return maker.get().constructor().newInstance(arguments);
  }

  /// A new object whose fields are still to be set; no constructor of its class is run.
  Object allocate() throws ReflectiveOperationException {
    if (maker.isEmpty()) {
      maker = Optional.of(new Maker(emptyConstructor(), new int[0]));
    }
    return maker.get().constructor().newInstance();
  }

  private Constructor<?> emptyConstructor() throws ReflectiveOperationException {
    try {
      Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
      Object made = factory.getMethod("getReflectionFactory").invoke(null);
      Method method =
          factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class);
      return (Constructor<?>) method.invoke(made, type, Object.class.getConstructor());
    } catch (InvocationTargetException e) {
      throw new UnkeptStateException("Object cannot be made: class=" + name(type), e);
    }
  }
}
