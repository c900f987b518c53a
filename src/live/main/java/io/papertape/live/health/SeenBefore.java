package io.papertape.live.health;

/// Remembers the last so-many numbers of a stream, to tell what comes again. Bounded: what it
/// forgets is at least `remembered` numbers old.
public final class SeenBefore {
  private static final int START = 64;

  private final int remembered;
  private LongTable young = new LongTable(START);
  private LongTable old = new LongTable(START);

  public SeenBefore(int remembered) {
    this.remembered = remembered;
  }

  /// Remembers a number; false if it was seen before.
  public boolean add(long number) {
    if (old.holds(number) || !young.add(number)) {
      return false;
    }
    if (young.size == remembered) {
      old = young;
      young = new LongTable(START);
    }
    return true;
  }

  /// A number for an id: that which it spells with up to 18 digits, else a negative one that 63
  /// bits of its characters decide. Two ids of the latter kind meet by chance in fewer than one of
  /// 10¹⁵ comparisons with 8,192 others.
  public static long numberOf(String id) {
    int length = id.length();
    long number = 0;
    boolean isNumeric = length > 0 && length <= 18 && (length == 1 || id.charAt(0) != '0');
    for (int i = 0; i < length && isNumeric; i++) {
      int digit = id.charAt(i) - '0';
      isNumeric = digit >= 0 && digit <= 9;
      number = number * 10 + digit;
    }
    return isNumeric ? number : hash(id) | Long.MIN_VALUE;
  }

  /// FNV-1a over the characters, finished as in SplitMix.
  private static long hash(String id) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001B3L;
    }
    return mixed(hash);
  }

  private static long mixed(long value) {
    long a = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  private static final class LongTable {
    private long[] numbers;
    private boolean[] isUsed;
    private int size;

    LongTable(int capacity) {
      numbers = new long[capacity];
      isUsed = new boolean[capacity];
    }

    private int place(long number) {
      int mask = numbers.length - 1;
      int at = (int) mixed(number) & mask;
      while (isUsed[at] && numbers[at] != number) {
        at = (at + 1) & mask;
      }
      return at;
    }

    boolean holds(long number) {
      return isUsed[place(number)];
    }

    boolean add(long number) {
      int at = place(number);
      if (isUsed[at]) {
        return false;
      }
      numbers[at] = number;
      isUsed[at] = true;
      size++;
      if (2 * size > numbers.length) {
        grow();
      }
      return true;
    }

    private void grow() {
      long[] before = numbers;
      boolean[] wasUsed = isUsed;
      numbers = new long[2 * before.length];
      isUsed = new boolean[numbers.length];
      for (int i = 0; i < before.length; i++) {
        if (wasUsed[i]) {
          int at = place(before[i]);
          numbers[at] = before[i];
          isUsed[at] = true;
        }
      }
    }
  }
}
