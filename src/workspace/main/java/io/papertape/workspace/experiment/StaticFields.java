package io.papertape.workspace.experiment;

import io.papertape.workspace.strategy.LoadedStrategy;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The static fields of a strategy's class, and of those within it, that can hold something new.
final class StaticFields {
  private static final Set<Class<?>> FIXED =
      Set.of(String.class, Integer.class, Long.class, Double.class, Boolean.class);

  private StaticFields() {}

  /// As `Class.field`, in the order of their declaration.
  static List<String> changeable(LoadedStrategy strategy) {
    return Stream.of(strategy.create().getClass().getNestHost().getNestMembers())
        .flatMap(type -> Stream.of(type.getDeclaredFields()))
        .filter(field -> Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
        .filter(StaticFields::isChangeable)
        .map(field -> field.getDeclaringClass().getSimpleName() + "." + field.getName())
        .toList();
  }

  private static boolean isChangeable(Field field) {
    Class<?> type = field.getType();
    boolean isValue = type.isPrimitive() || type.isEnum() || FIXED.contains(type);
    return !(Modifier.isFinal(field.getModifiers()) && isValue);
  }
}
