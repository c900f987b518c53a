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

  StateSource(byte[] from, int offset) {
    bytes = ByteBuffer.wrap(from, offset, from.length - offset);
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
        bytes.asLongBuffer().get(values, 0, used);
        bytes.position(bytes.position() + used * Long.BYTES);
        Arrays.fill(values, used, values.length, 0);
      }
      case double[] values -> {
        int used = bytes.getInt();
        bytes.asDoubleBuffer().get(values, 0, used);
        bytes.position(bytes.position() + used * Double.BYTES);
        Arrays.fill(values, used, values.length, 0);
      }
      case byte[] values -> {
        int used = bytes.getInt();
        bytes.get(values, 0, used);
        Arrays.fill(values, used, values.length, (byte) 0);
      }
      default -> getOthers(array);
    }
  }

  private void getOthers(Object array) {
    int length = Array.getLength(array);
    long[] bits = new long[length];
    getArray(bits);
    for (int i = 0; i < length; i++) {
      switch (array) {
        case int[] values -> values[i] = (int) bits[i];
        case boolean[] values -> values[i] = bits[i] != 0;
        case char[] values -> values[i] = (char) bits[i];
        case short[] values -> values[i] = (short) bits[i];
        case float[] values -> values[i] = Float.intBitsToFloat((int) bits[i]);
        default -> throw new IllegalStateException("No array: " + array.getClass());
      }
    }
  }
}
