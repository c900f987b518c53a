package io.papertape.state;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Values without parts, of which it does not matter which of two equal ones is meant.
final class Leaf {
  private Leaf() {}

  static boolean is(Object value) {
    return value instanceof String
        || value instanceof Enum<?>
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof Class<?>
        || isNumber(value)
        || isTime(value)
        || value instanceof OptionalInt
        || value instanceof OptionalLong
        || value instanceof OptionalDouble;
  }

  private static boolean isNumber(Object value) {
    return value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Float
        || value instanceof Double
        || value instanceof BigDecimal
        || value instanceof BigInteger;
  }

  private static boolean isTime(Object value) {
    return value instanceof Duration
        || value instanceof Instant
        || value instanceof LocalDate
        || value instanceof LocalTime
        || value instanceof LocalDateTime
        || value instanceof ZoneId;
  }

  /// True if two of it can be compared and hashed by content at once: a leaf, or a record of such.
  static boolean isWholeValue(Object value) {
    if (value == null || is(value)) {
      return true;
    }
    if (value instanceof Optional<?> some) {
      return some.isEmpty() || isWholeValue(some.get());
    }
    if (!value.getClass().isRecord()) {
      return false;
    }
    for (Object part : Layout.of(value.getClass()).parts(value)) {
      if (!isWholeValue(part)) {
        return false;
      }
    }
    return true;
  }

  static void write(Object value, StateBytes to) {
    switch (value) {
      case Enum<?> constant -> {
        to.putName(constant.getDeclaringClass().getName());
        to.putName("enum");
        to.putText(constant.name());
      }
      case Class<?> type -> {
        to.putName("class");
        to.putName("");
        to.putText(type.getName());
      }
      case Double number -> number(to, "double", Double.doubleToRawLongBits(number));
      case Float number -> number(to, "float", Float.floatToRawIntBits(number));
      case ZoneId zone -> text(to, "zone", zone.getId());
      case OptionalInt some ->
          text(to, "optional-int", some.isPresent() ? "" + some.getAsInt() : "");
      case OptionalLong some ->
          text(to, "optional-long", some.isPresent() ? "" + some.getAsLong() : "");
      case OptionalDouble some ->
          text(
              to,
              "optional-double",
              some.isPresent() ? "" + Double.doubleToRawLongBits(some.getAsDouble()) : "");
      default -> text(to, value.getClass().getSimpleName(), value.toString());
    }
  }

  private static void number(StateBytes to, String kind, long bits) {
    text(to, kind, Long.toString(bits));
  }

  private static void text(StateBytes to, String kind, String text) {
    to.putName(kind);
    to.putName("");
    to.putText(text);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static Object read(StateSource from, ClassLoader loader) throws ClassNotFoundException {
    String kind = from.getName();
    boolean isEnum = from.getName().equals("enum");
    String text = from.getText();
    if (isEnum) {
      return Enum.valueOf((Class<? extends Enum>) Class.forName(kind, true, loader), text);
    }
    return switch (kind) {
      case "class" -> Class.forName(text, false, loader);
      case "double" -> Double.longBitsToDouble(Long.parseLong(text));
      case "float" -> Float.intBitsToFloat(Integer.parseInt(text));
      case "zone" -> ZoneId.of(text);
      case "optional-int" ->
          text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
      case "optional-long" ->
          text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
      case "optional-double" ->
          text.isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(Double.longBitsToDouble(Long.parseLong(text)));
      case "String" -> text;
      case "Boolean" -> Boolean.valueOf(text);
      case "Character" -> text.charAt(0);
      case "Byte" -> Byte.valueOf(text);
      case "Short" -> Short.valueOf(text);
      case "Integer" -> Integer.valueOf(text);
      case "BigDecimal" -> new BigDecimal(text);
      case "BigInteger" -> new BigInteger(text);
      case "Duration" -> Duration.parse(text);
      case "Instant" -> Instant.parse(text);
      case "LocalDate" -> LocalDate.parse(text);
      case "LocalTime" -> LocalTime.parse(text);
      case "LocalDateTime" -> LocalDateTime.parse(text);
      default -> throw new UnkeptStateException("Value of an unknown kind: kind=" + kind);
    };
  }
}
