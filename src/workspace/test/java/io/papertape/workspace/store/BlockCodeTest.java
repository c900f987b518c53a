package io.papertape.workspace.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Blocks against a plain reading of what [BlockCode] says, in [BigInteger].
class BlockCodeTest {
  private static final BigInteger BEYOND = BigInteger.ONE.shiftLeft(64);

  @Test
  void bytesAreTheDocumentedOnesAndGiveTheRowsBack() {
    SplittableRandom random = new SplittableRandom(11);
    BlockEncoder encoder = new BlockEncoder();
    BlockDecoder decoder = new BlockDecoder();
    for (int round = 0; round < 400; round++) {
      long[][] rows = new long[3][RowBlock.ROWS];
      for (long[] column : rows) {
        fill(column, random);
      }
      byte[] bytes = encoded(encoder, rows, RowBlock.ROWS);

      assertThat(bytes).as("round %d", round).isEqualTo(documented(rows));
      long[][] back = new long[3][RowBlock.ROWS];
      assertThat(decoder.decode(MemorySegment.ofArray(bytes), 0, RowBlock.ROWS, back, 0)).isTrue();
      assertThat(back).isDeepEqualTo(rows);
    }
  }

  @Test
  void shortBlocksToo() {
    SplittableRandom random = new SplittableRandom(12);
    BlockEncoder encoder = new BlockEncoder();
    for (int round = 0; round < 4_000; round++) {
      int size = random.nextInt(1, 6);
      long[][] rows = new long[3][size];
      for (long[] column : rows) {
        fill(column, random);
      }
      assertThat(encoded(encoder, rows, size)).as("round %d", round).isEqualTo(documented(rows));
    }
  }

  @Test
  void aPartOfABlockIsThatPart() {
    SplittableRandom random = new SplittableRandom(13);
    BlockDecoder decoder = new BlockDecoder();
    for (int round = 0; round < 200; round++) {
      long[][] rows = new long[3][RowBlock.ROWS];
      for (long[] column : rows) {
        fill(column, random);
      }
      MemorySegment block = MemorySegment.ofArray(documented(rows));
      int from = random.nextInt(RowBlock.ROWS);
      int to = random.nextInt(from, RowBlock.ROWS) + 1;
      long[][] part = new long[3][to - from + 2];

      assertThat(decoder.decode(block, from, to, part, 2)).isTrue();

      for (int i = 0; i < rows.length; i++) {
        assertThat(Arrays.copyOfRange(part[i], 2, part[i].length))
            .isEqualTo(Arrays.copyOfRange(rows[i], from, to));
      }
      assertThat(BlockDecoder.first(block, from)).isEqualTo(rows[0][from]);
    }
  }

  @Test
  void knownColumns() {
    // A progression: base and unit alone.
    assertThat(documented(new long[] {60, 120, 180})).hasSize(17);
    assertThat(documented(new long[] {5, 5, 5})).hasSize(17);
    // 100.01, 99.99, 100.00 in units of 10⁻⁸: two cents above the least in one byte each.
    assertThat(documented(new long[] {10_001_000_000L, 9_999_000_000L, 10_000_000_000L}))
        .endsWith(2, 0, 1)
        .hasSize(17 + 3);
    // The whole range: differences from the least as unsigned numbers of eight bytes.
    assertThat(documented(new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 0})).hasSize(17 + 24);
    assertThat(encoded(new BlockEncoder(), new long[][] {{7, 1, 2}, {1, 2, 3}, {9, 9, 9}}, 3))
        .isEqualTo(documented(new long[][] {{7, 1, 2}, {1, 2, 3}, {9, 9, 9}}));
  }

  @Test
  void bytesThatAreNoBlockAreRefused() {
    SplittableRandom random = new SplittableRandom(3);
    long[][] rows = new long[3][RowBlock.ROWS];
    for (int i = 0; i < RowBlock.ROWS; i++) {
      rows[0][i] = i;
      rows[1][i] = random.nextInt(1_000);
      rows[2][i] = random.nextInt(1_000_000);
    }
    byte[] bytes = documented(rows);
    long[][] into = new long[3][RowBlock.ROWS];
    BlockDecoder decoder = new BlockDecoder();
    for (int cut : new int[] {1, 100, bytes.length - 1, bytes.length}) {
      byte[] shorter = Arrays.copyOf(bytes, bytes.length - cut);
      assertThat(decoder.decode(MemorySegment.ofArray(shorter), 0, 1, into, 0)).isFalse();
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThat(decoder.decode(MemorySegment.ofArray(longer), 0, 1, into, 0)).isFalse();
    for (int width : new int[] {-1, 3, 5, 16, 127, -128}) {
      byte[] odd = bytes.clone();
      odd[16] = (byte) width;
      assertThat(decoder.decode(MemorySegment.ofArray(odd), 0, 1, into, 0)).isFalse();
    }
  }

  private static byte[] encoded(BlockEncoder encoder, long[][] rows, int size) {
    RowBlock block = new RowBlock(RowLayout.TRADES);
    assertThat(block.add(rows, 0, size)).isEqualTo(size);
    encoder.encode(block);
    return Arrays.copyOf(encoder.bytes(), encoder.length());
  }

  private static byte[] documented(long[][] rows) {
    ByteBuffer all = ByteBuffer.allocate(BlockCode.mostBytes(rows.length, rows[0].length));
    for (long[] column : rows) {
      all.put(documented(column));
    }
    return Arrays.copyOf(all.array(), all.position());
  }

  /// One column of a block, by what [BlockCode] says and nothing else.
  static byte[] documented(long[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(BlockCode.mostBytes(1, values.length));
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    long step = values.length == 1 ? 0 : values[1] - values[0];
    boolean progression = true;
    for (int i = 1; i < values.length; i++) {
      progression &= values[i] - values[i - 1] == step;
    }
    if (progression) {
      bytes.putLong(values[0]).putLong(step).put((byte) 0);
      return Arrays.copyOf(bytes.array(), bytes.position());
    }
    BigInteger least = BigInteger.valueOf(Arrays.stream(values).min().orElseThrow());
    BigInteger[] differences =
        Arrays.stream(values)
            .mapToObj(value -> BigInteger.valueOf(value).subtract(least))
            .toArray(BigInteger[]::new);
    BigInteger most = Arrays.stream(differences).max(BigInteger::compareTo).orElseThrow();
    BigInteger unit = BigInteger.ONE;
    while (most.bitLength() < 64 && divides(unit.multiply(BigInteger.TEN), differences)) {
      unit = unit.multiply(BigInteger.TEN);
    }
    int bits = most.divide(unit).bitLength();
    int width = bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
    bytes.putLong(least.longValue()).putLong(unit.longValue()).put((byte) width);
    for (BigInteger difference : differences) {
      byte[] one = difference.divide(unit).mod(BEYOND).toByteArray();
      for (int i = 0; i < width; i++) {
        bytes.put(i < one.length ? one[one.length - 1 - i] : 0);
      }
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static boolean divides(BigInteger unit, BigInteger[] differences) {
    return Arrays.stream(differences).allMatch(one -> one.mod(unit).signum() == 0);
  }

  /// Values as they occur, and such as do not: all widths, units and progressions.
  private static void fill(long[] column, SplittableRandom random) {
    long unit = random.nextInt(4) == 0 ? random.nextLong() : power(random.nextInt(19));
    long start = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(1_000_000);
    long bound = random.nextInt(3) == 0 ? -1 : 1L << random.nextInt(1, 40);
    boolean progression = random.nextInt(4) == 0;
    for (int i = 0; i < column.length; i++) {
      long factor = progression ? i : bound < 0 ? random.nextLong() : random.nextLong(bound);
      column[i] = start + unit * factor;
    }
    if (random.nextInt(8) == 0) {
      column[random.nextInt(column.length)]++;
    }
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
