package io.papertape.live.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GrowingBytesTest {
  private static final int MOST = 300_000;

  private final SplittableRandom random = new SplittableRandom(1);
  private byte[] expected = {};
  private final GrowingBytes bytes = new GrowingBytes();

  /// Bytes of any length, and few kinds of them.
  private byte[] some(int most) {
    byte[] some = new byte[random.nextInt(most + 1)];
    for (int i = 0; i < some.length; i++) {
      some[i] = (byte) random.nextInt(3);
    }
    return some;
  }

  private void change() {
    if (random.nextInt(4) == 0) {
      int to = random.nextInt(expected.length + 100);
      bytes.truncate(to);
      expected = Arrays.copyOf(expected, Math.min(to, expected.length));
      return;
    }
    byte[] put = some(random.nextInt(3) == 0 ? 100_000 : 100);
    int offset = random.nextInt(put.length + 1);
    int at = random.nextInt(Math.min(MOST, expected.length + 50));
    int end = at + put.length - offset;
    bytes.put(put, offset, put.length - offset, at);
    expected = Arrays.copyOf(expected, Math.max(expected.length, end));
    System.arraycopy(put, offset, expected, at, put.length - offset);
  }

  @Test
  void theyAreWhatWasPutThere() {
    for (int i = 0; i < 500; i++) {
      change();
      int from = random.nextInt(expected.length + 1);
      int to = from + random.nextInt(expected.length - from + 1);
      assertThat(bytes.size()).isEqualTo(expected.length);
      assertThat(bytes.bytes(0, bytes.size())).isEqualTo(expected);
      assertThat(bytes.bytes(from, to)).isEqualTo(Arrays.copyOfRange(expected, from, to));
      ByteBuffer part = ByteBuffer.allocate(to - from + 1).position(1);
      assertThat(bytes.read(part, from)).isEqualTo(to > from ? to - from : -1);
      assertThat(part.position()).isEqualTo(1 + to - from);
    }
  }

  @Test
  void theirFirstDifferenceIsFound() {
    for (int i = 0; i < 200; i++) {
      change();
      GrowingBytes copy = bytes.copy();
      assertThat(bytes.mismatch(copy)).isEqualTo(-1);
      assertThat(bytes.begin(expected)).isTrue();
      assertThat(bytes.begin(Arrays.copyOf(expected, expected.length + 1))).isTrue();
      if (expected.length > 0) {
        int at = random.nextInt(expected.length);
        byte[] other = expected.clone();
        other[at] ^= 4;
        copy.put(other, at, 1, at);
        assertThat(bytes.mismatch(copy)).isEqualTo(at);
        assertThat(copy.mismatch(bytes)).isEqualTo(at);
        assertThat(bytes.begin(other)).isFalse();
        assertThat(bytes.begin(Arrays.copyOf(expected, at))).isFalse();
        copy.truncate(at);
        assertThat(bytes.mismatch(copy)).isEqualTo(at);
        assertThat(bytes.bytes(0, bytes.size())).isEqualTo(expected); // which the copy left alone
      }
    }
  }

  @Test
  void copiesHaveNothingOfWhatComesAfterThem() {
    for (int i = 0; i < 100; i++) {
      change();
      byte[] before = expected;
      GrowingBytes copy = bytes.copy();
      change();
      assertThat(copy.bytes(0, copy.size())).isEqualTo(before);
      copy.truncate(before.length / 2);
      copy.put(new byte[] {9, 9}, 0, 2, before.length);
      assertThat(bytes.bytes(0, bytes.size())).isEqualTo(expected);
    }
  }

  @Test
  void aPartBecomesTheSameAsAnotherHas() {
    GrowingBytes other = new GrowingBytes();
    for (int i = 0; i < 200; i++) {
      change();
      byte[] before = other.bytes(0, other.size());
      int from = random.nextInt(expected.length + 1);
      int to = from + random.nextInt(expected.length - from + 1);
      other.putSame(bytes, from, to);
      byte[] after = Arrays.copyOf(before, Math.max(before.length, to));
      System.arraycopy(expected, from, after, from, to - from);
      assertThat(other.bytes(0, other.size())).isEqualTo(after);
      change();
      assertThat(other.bytes(0, other.size())).isEqualTo(after);
      assertThat(bytes.bytes(0, bytes.size())).isEqualTo(expected);
    }
  }
}
