package io.papertape.workspace.csv;

import io.papertape.market.FixedPoint;
import java.util.List;

/// The quick way through a plain file: one pass that finds delimiters and reads numbers and times
/// as it goes. Pays for itself in `CsvImportBenchmark`.
///
/// It takes a line only if every field is written in the common way and every number is within
/// range; anything else, and whatever looks wrong, is left to the general path, which gives the
/// reason. So both give the same rows; `PlainRowsTest` holds them to it.
final class PlainRows {
  /// Bytes that must lie ahead for a try, so that fixed places of a time can be looked at.
  static final int LEAST_BYTES = 32;

  private static final int MOST_COLUMNS = 64;
  private static final int MOST_PRICE_DIGITS = 10;
  private static final int MOST_DIGITS = 18;
  private static final int NUMBER = 0;
  private static final int TIME = 1;
  private static final int IGNORED = 2;

  private final byte delimiter;
  private final int[] kinds;
  private final PlainNumber[] numbers;
  private final PlainTime time;
  private final PlainNumber open = price();
  private final PlainNumber high = price();
  private final PlainNumber low = price();
  private final PlainNumber close = price();
  private final PlainNumber volume;

  private int end;

  private PlainRows(CsvLayout layout, int volumeDecimals) {
    delimiter = layout.delimiter();
    time = new PlainTime(layout.time(), delimiter);
    volume = new PlainNumber(volumeDecimals, MOST_DIGITS - volumeDecimals);
    kinds = layout.roles().stream().mapToInt(PlainRows::kind).toArray();
    numbers = layout.roles().stream().map(this::number).toArray(PlainNumber[]::new);
  }

  private static PlainNumber price() {
    return new PlainNumber(FixedPoint.DECIMALS, MOST_PRICE_DIGITS);
  }

  /// True if the layout has nothing but a time, prices, a volume and ignored columns.
  static boolean fits(CsvLayout layout) {
    List<Role> roles = layout.roles();
    boolean usual = ",;\t|".indexOf(layout.delimiter()) >= 0;
    List<Role> read = roles.stream().filter(role -> role != Role.IGNORED).toList();
    return usual
        && read.size() == read.stream().distinct().count()
        && roles.size() <= MOST_COLUMNS
        && PlainTime.fits(layout.time())
        && roles.stream().allMatch(role -> kind(role) >= 0);
  }

  /// @param volumeDecimals decimals that volumes are counted in, 0 to 8
  static PlainRows of(CsvLayout layout, int volumeDecimals) {
    return new PlainRows(layout, volumeDecimals);
  }

  private static int kind(Role role) {
    return switch (role) {
      case OPEN, HIGH, LOW, CLOSE, VOLUME -> NUMBER;
      case TIME -> TIME;
      case IGNORED -> IGNORED;
      case SYMBOL, RESOLUTION, TIME_OF_DAY, CLOSE_TIME, VOLUME_STEP -> -1;
      case BID, BID_SIZE, ASK, ASK_SIZE, PRICE, QUANTITY -> -1;
    };
  }

  private PlainNumber number(Role role) {
    return switch (role) {
      case OPEN -> open;
      case HIGH -> high;
      case LOW -> low;
      case CLOSE -> close;
      default -> volume;
    };
  }

  /// Reads the line at `from`; false if it is not plain or does not end before `limit`. A line
  /// feed stands at `limit`, so that the pass ends there.
  boolean read(byte[] bytes, int from, int limit) {
    if (limit - from < LEAST_BYTES) {
      return false;
    }
    int at = from;
    int last = kinds.length - 1;
    for (int i = 0; i <= last; i++) {
      int kind = kinds[i];
      at =
          kind == NUMBER
              ? numbers[i].read(bytes, at)
              : kind == TIME ? time.read(bytes, at) : skip(bytes, at);
      if (at < 0 || at > limit) {
        return false;
      }
      byte b = bytes[at];
      if (i < last) {
        if (b != delimiter) {
          return false;
        }
      } else if (b == '\r') {
        at++;
      }
      at++;
    }
    end = at;
    return at <= limit && bytes[at - 1] == '\n' && consistent();
  }

  private int skip(byte[] bytes, int from) {
    int at = from;
    if (bytes[at] == '"' || bytes[at] == ' ') {
      return -1;
    }
    while (bytes[at] != delimiter && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  private boolean consistent() {
    long least = low.value();
    long most = high.value();
    return least > 0
        && least <= open.value()
        && open.value() <= most
        && least <= close.value()
        && close.value() <= most;
  }

  /// Place after the line just read, its line feed included.
  int end() {
    return end;
  }

  PlainTime time() {
    return time;
  }

  long open() {
    return open.value();
  }

  long high() {
    return high.value();
  }

  long low() {
    return low.value();
  }

  long close() {
    return close.value();
  }

  /// In units of the wanted decimals; 0 if there is no such column.
  long volume() {
    return volume.value();
  }

  /// Most decimals one of the prices is written with.
  int priceDecimals() {
    return Math.max(
        Math.max(open.decimals(), high.decimals()), Math.max(low.decimals(), close.decimals()));
  }
}
