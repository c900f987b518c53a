package io.papertape.state;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads what [StateBytes] wrote.
final class StateSource {
  private final ByteBuffer bytes;
  private final List<String> names = new ArrayList<>();

  /// @param start of what it wrote
  StateSource(byte[] from, int start) {
    bytes = ByteBuffer.wrap(from, start, from.length - start);
  }

  int getByte() {
    return bytes.get();
  }

  int getInt() {
    return bytes.getInt();
  }

  long getLong() {
    return bytes.getLong();
  }

  String getText() {
    byte[] utf8 = new byte[bytes.getInt()];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  String getName() {
    int known = bytes.getInt();
    if (known >= 0) {
      return names.get(known);
    }
    names.add(getText());
    return names.getLast();
  }

  boolean isAtEnd() {
    return !bytes.hasRemaining();
  }

  /// Fills an array of primitives.
  void getArray(Object array) {
    switch (array) {
      case long[] values -> {
        int used = bytes.getInt();
        for (int i = 0; i < used; i++) {
          values[i] = bytes.getLong();
        }
        Arrays.fill(values, used, values.length, 0);
      }
      case double[] values -> {
        int used = bytes.getInt();
        for (int i = 0; i < used; i++) {
          values[i] = Double.longBitsToDouble(bytes.getLong());
        }
        Arrays.fill(values, used, values.length, 0);
      }
      case byte[] values -> {
        int used = bytes.getInt();
        bytes.get(values, 0, used);
        Arrays.fill(values, used, values.length, (byte) 0);
      }
      case boolean[] values -> {
        byte[] bits = new byte[values.length];
        getArray(bits);
        for (int i = 0; i < bits.length; i++) {
          values[i] = bits[i] != 0;
        }
      }
      case int[] values -> {
        int used = bytes.getInt();
        for (int i = 0; i < used; i++) {
          values[i] = bytes.getInt();
        }
        Arrays.fill(values, used, values.length, 0);
      }
      default -> getOthers(array);
    }
  }

  private void getOthers(Object array) {
    int[] bits = new int[Array.getLength(array)];
    getArray(bits);
    for (int i = 0; i < bits.length; i++) {
      switch (array) {
        case char[] values -> values[i] = (char) bits[i];
        case short[] values -> values[i] = (short) bits[i];
        case float[] values -> values[i] = Float.intBitsToFloat(bits[i]);
        default -> throw new IllegalStateException("No array: " + array.getClass());
      }
    }
  }
}
