package io.papertape.state;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Bytes that grow. Arrays of numbers are written without the zeros at their end.
final class StateBytes {
  private final Map<String, Integer> names = new TreeMap<>();
  private ByteBuffer bytes;

  /// @param capacity that is likely to be enough
  StateBytes(int capacity) {
    bytes = ByteBuffer.allocate(capacity);
  }

  private ByteBuffer room(int count) {
    if (bytes.remaining() < count) {
      int wanted = Math.max(2 * bytes.capacity(), Math.addExact(bytes.position(), count));
      ByteBuffer more = ByteBuffer.allocate(wanted);
      bytes = more.put(bytes.flip());
    }
    return bytes;
  }

  void putByte(int value) {
    room(1).put((byte) value);
  }

  void putInt(int value) {
    room(Integer.BYTES).putInt(value);
  }

  void putLong(long value) {
    room(Long.BYTES).putLong(value);
  }

  void putText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    putInt(utf8.length);
    room(utf8.length).put(utf8);
  }

  void putBytes(byte[] values) {
    room(values.length).put(values);
  }

  /// A text that recurs, such as the name of a class: spelt once, then a number.
  void putName(String name) {
    Integer known = names.putIfAbsent(name, names.size());
    putInt(known == null ? -1 : known);
    if (known == null) {
      putText(name);
    }
  }

  /// Content of an array of primitives.
  void putArray(Object array) {
    switch (array) {
      case long[] values -> {
        int used = values.length;
        while (used > 0 && values[used - 1] == 0) {
          used--;
        }
        putInt(used);
        room(used * Long.BYTES).asLongBuffer().put(values, 0, used);
        bytes.position(bytes.position() + used * Long.BYTES);
      }
      case double[] values -> {
        int used = values.length;
        while (used > 0 && Double.doubleToRawLongBits(values[used - 1]) == 0) {
          used--;
        }
        putInt(used);
        room(used * Double.BYTES).asDoubleBuffer().put(values, 0, used);
        bytes.position(bytes.position() + used * Double.BYTES);
      }
      case byte[] values -> {
        int used = values.length;
        while (used > 0 && values[used - 1] == 0) {
          used--;
        }
        putInt(used);
        room(used).put(values, 0, used);
      }
      default -> putOthers(array);
    }
  }

  private void putOthers(Object array) {
    int length = Array.getLength(array);
    long[] bits = new long[length];
    for (int i = 0; i < length; i++) {
      bits[i] =
          switch (array) {
            case int[] values -> values[i];
            case boolean[] values -> values[i] ? 1 : 0;
            case char[] values -> values[i];
            case short[] values -> values[i];
            case float[] values -> Float.floatToRawIntBits(values[i]);
            default -> throw new IllegalStateException("No array: " + array.getClass());
          };
    }
    putArray(bits);
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
