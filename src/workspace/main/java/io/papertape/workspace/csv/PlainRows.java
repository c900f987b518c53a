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

  private static final long[] POWERS = powers();
  private static final int MOST_COLUMNS = 64;
  private static final int MOST_WHOLE_DIGITS = 10;
  private static final int MOST_DIGITS = 18;
  private static final int VALUES = 5;
  private static final int TIME = 5;
  private static final int IGNORED = 6;

  private final byte delimiter;
  private final int[] columns;
  private final PlainTime time;
  private final long[] values = new long[VALUES];

  private int end;
  private long mantissa;
  private int wholeDigits;
  private int decimals;
  private int priceDecimals;
  private int volumeDecimals;

  private PlainRows(CsvLayout layout, int[] columns) {
    delimiter = layout.delimiter();
    this.columns = columns;
    time = new PlainTime(layout.time(), delimiter);
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

  static PlainRows of(CsvLayout layout) {
    return new PlainRows(layout, layout.roles().stream().mapToInt(PlainRows::kind).toArray());
  }

  private static int kind(Role role) {
    return switch (role) {
      case OPEN -> 0;
      case HIGH -> 1;
      case LOW -> 2;
      case CLOSE -> 3;
      case VOLUME -> 4;
      case TIME -> TIME;
      case IGNORED -> IGNORED;
      case SYMBOL, RESOLUTION, TIME_OF_DAY, CLOSE_TIME, VOLUME_STEP -> -1;
    };
  }

  /// Reads the line at `from`; false if it is not plain or does not end before `limit`. A line
  /// feed stands at `limit`, so that the pass ends there.
  boolean read(byte[] bytes, int from, int limit, int wantedVolumeDecimals) {
    if (limit - from < LEAST_BYTES) {
      return false;
    }
    volumeDecimals = wantedVolumeDecimals;
    priceDecimals = 0;
    values[4] = 0;
    int at = from;
    int last = columns.length - 1;
    for (int i = 0; i <= last; i++) {
      at = field(bytes, at, columns[i]);
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

  /// Reads one field and gives the place after it, or -1.
  private int field(byte[] bytes, int at, int kind) {
    if (kind < VALUES) {
      int after = number(bytes, at);
      return after >= 0 && put(kind) ? after : -1;
    }
    return kind == TIME ? time.read(bytes, at) : skip(bytes, at);
  }

  private int number(byte[] bytes, int from) {
    int at = from;
    long value = 0;
    int digit = bytes[at] - '0';
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digit = bytes[++at] - '0';
    }
    wholeDigits = at - from;
    decimals = 0;
    if (bytes[at] == '.') {
      int point = at;
      digit = bytes[++at] - '0';
      while (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        digit = bytes[++at] - '0';
      }
      decimals = at - point - 1;
      if (decimals == 0) {
        return -1;
      }
    }
    mantissa = value;
    return wholeDigits == 0 || wholeDigits + decimals > MOST_DIGITS ? -1 : at;
  }

  private boolean put(int kind) {
    if (kind == 4) {
      return putVolume();
    }
    if (wholeDigits > MOST_WHOLE_DIGITS || decimals > FixedPoint.DECIMALS || mantissa == 0) {
      return false;
    }
    values[kind] = mantissa * POWERS[FixedPoint.DECIMALS - decimals];
    priceDecimals = Math.max(priceDecimals, decimals);
    return true;
  }

  private boolean putVolume() {
    if (wholeDigits + volumeDecimals > MOST_DIGITS) {
      return false;
    }
    if (decimals <= volumeDecimals) {
      values[4] = mantissa * POWERS[volumeDecimals - decimals];
      return true;
    }
    long power = POWERS[decimals - volumeDecimals];
    values[4] = mantissa / power;
    return values[4] * power == mantissa;
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
    long low = values[2];
    long high = values[1];
    return low <= values[0] && values[0] <= high && low <= values[3] && values[3] <= high;
  }

  /// Place after the line just read, its line feed included.
  int end() {
    return end;
  }

  PlainTime time() {
    return time;
  }

  long open() {
    return values[0];
  }

  long high() {
    return values[1];
  }

  long low() {
    return values[2];
  }

  long close() {
    return values[3];
  }

  /// In units of the wanted decimals.
  long volume() {
    return values[4];
  }

  /// Most decimals one of the prices is written with.
  int priceDecimals() {
    return priceDecimals;
  }

  private static long[] powers() {
    long[] powers = new long[MOST_DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i <= MOST_DIGITS; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
