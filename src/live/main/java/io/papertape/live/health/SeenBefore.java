package io.papertape.live.health;

/// Remembers the last so-many numbers of a stream, to tell what comes again. Bounded: what it
/// forgets is at least `remembered` numbers old.
///
/// Most streams count upwards: a number above all before it is new without a look. Memory that was
/// used is used again, and its state, which sessions keep, is the numbers alone.
public final class SeenBefore {
  private final int remembered;
  private RecentNumbers young = new RecentNumbers();
  private RecentNumbers old = new RecentNumbers();
  private long greatest = Long.MIN_VALUE;

  public SeenBefore(int remembered) {
    this.remembered = remembered;
  }

  /// Remembers a number; false if it was seen before.
  public boolean add(long number) {
    if (number <= greatest && (old.holds(number) || young.holds(number))) {
      return false;
    }
    greatest = Math.max(greatest, number);
    young.add(number, remembered);
    if (young.size() == remembered) {
      RecentNumbers forgotten = old;
      old = young;
      young = forgotten;
      young.clear();
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
    return RecentNumbers.mixed(hash);
  }
}
