package io.papertape.live.simulate;

import java.util.ArrayList;
import java.util.List;

/// A length that bars of a venue can have.
///
/// @param word    of the venue for it
/// @param channel by which they come
record BarLength(long nanos, String word, String channel) {
  private static final List<Long> MINUTES = List.of(1L, 5L, 15L, 60L);

  /// Bars of a stock exchange open at 9:30 and end with its day: an hour does not divide that, and
  /// real venues differ in what they then make of the first and the last.
  private static final long LONGEST_OF_STOCKS = 15 * World.MINUTE;

  /// Bars of 1, 5, 15 and 60 minutes.
  ///
  /// @param channel with `%s` where its name has the word
  static List<BarLength> of(String channel, String... words) {
    List<BarLength> lengths = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      lengths.add(
          new BarLength(MINUTES.get(i) * World.MINUTE, words[i], channel.replace("%s", words[i])));
    }
    return lengths;
  }

  /// Whether the sessions of a stock exchange are whole numbers of such bars.
  static boolean fitsStocks(long nanos) {
    return nanos <= LONGEST_OF_STOCKS;
  }
}
