package io.papertape.workspace.csv;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The quick way through a plain file: one pass that finds delimiters and reads numbers and times
/// as it goes, many lines at a time into columns. Pays for itself in `CsvImportBenchmark`.
///
/// It takes a line only if every field is written in the common way and every number is within
/// range; anything else, and whatever looks wrong, is left to the general path, which gives the
/// reason. So both give the same rows; `PlainRowsTest` holds them to it.
final class PlainRows {
  /// Bytes that must lie ahead for a try, so that fixed places of a time can be looked at.
  static final int LEAST_BYTES = 32;

  /// Most rows that are read at a time.
  static final int MOST_ROWS = 1 << 14;

  private static final Set<Role> PRICES = Set.of(Role.OPEN, Role.HIGH, Role.LOW, Role.CLOSE);
  private static final int MOST_COLUMNS = 64;
  private static final int MOST_PRICE_DIGITS = 10;
  private static final int MOST_DIGITS = 18;

  private static final int TIME = 0;
  private static final int FOUR_PRICES = 1;
  private static final int NUMBER = 2;
  private static final int IGNORED = 3;

  private final byte delimiter;
  private final int[] kinds;
  private final PlainTime time;
  private final PlainPrices prices;
  private final PlainNumber[] numbers;
  private final long[][] targets;
  private final boolean[] arePrices;
  private final boolean isUsual;
  private final PlainNumber last;
  private int decimals;

  private final int[] ends = new int[MOST_ROWS];
  private final long[] times = column();
  private final BarColumns bars =
      new BarColumns(
          MOST_ROWS, column(), column(), column(), column(), column(), column(), column());
  private int size;
  private int next;

  /// @param volumeDecimals decimals that volumes are counted in, 0 to 8
  PlainRows(CsvLayout layout, int volumeDecimals) {
    delimiter = layout.delimiter();
    time = new PlainTime(layout.time(), delimiter);
    List<Role> roles = layout.roles();
    int beside = firstOfFourPrices(roles);
    List<Role> grouped = new ArrayList<>(roles);
    long[][] four = new long[4][];
    if (beside >= 0) {
      for (int i = 0; i < four.length; i++) {
        four[i] = target(roles.get(beside + i));
      }
      grouped.subList(beside + 1, beside + four.length).clear();
    }
    prices = new PlainPrices(delimiter, four);
    kinds = grouped.stream().mapToInt(PlainRows::kind).toArray();
    numbers = new PlainNumber[kinds.length];
    targets = new long[kinds.length][];
    arePrices = new boolean[kinds.length];
    for (int i = 0; i < kinds.length; i++) {
      Role role = grouped.get(i);
      arePrices[i] = PRICES.contains(role);
      targets[i] = target(role);
      numbers[i] =
          arePrices[i]
              ? new PlainNumber(FixedPoint.DECIMALS, MOST_PRICE_DIGITS)
              : new PlainNumber(volumeDecimals, MOST_DIGITS - volumeDecimals);
    }
    if (beside >= 0) {
      kinds[beside] = FOUR_PRICES;
    }
    isUsual =
        Arrays.equals(kinds, new int[] {TIME, FOUR_PRICES, NUMBER})
            && grouped.getLast() == Role.VOLUME;
    last = numbers[numbers.length - 1];
  }

  private static long[] column() {
    return new long[MOST_ROWS];
  }

  /// Where the four prices begin if they stand beside each other, else -1.
  private static int firstOfFourPrices(List<Role> roles) {
    int first = 0;
    while (!PRICES.contains(roles.get(first))) {
      first++;
    }
    int end = first + PRICES.size();
    boolean isTogether = end <= roles.size() && PRICES.containsAll(roles.subList(first, end));
    return isTogether ? first : -1;
  }

  private long[] target(Role role) {
    return switch (role) {
      case OPEN -> bars.open();
      case HIGH -> bars.high();
      case LOW -> bars.low();
      case CLOSE -> bars.close();
      default -> bars.volume();
    };
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

  private static int kind(Role role) {
    return switch (role) {
      case OPEN, HIGH, LOW, CLOSE, VOLUME -> NUMBER;
      case TIME -> TIME;
      case IGNORED -> IGNORED;
      case SYMBOL, RESOLUTION, TIME_OF_DAY, CLOSE_TIME, VOLUME_STEP -> -1;
      case BID, BID_SIZE, ASK, ASK_SIZE, PRICE, QUANTITY -> -1;
    };
  }

  /// Forgets the rows it has and reads lines from `from` on, up to the first that is not plain or
  /// does not end before `limit`. A line feed stands at `limit`, so that the pass ends there.
  void read(byte[] bytes, int from, int limit) {
    prices.forgetDecimals();
    decimals = 0;
    int row = 0;
    int at = from;
    while (row < MOST_ROWS && limit - at >= LEAST_BYTES) {
      at = isUsual ? readUsual(bytes, at, limit, row) : readLine(bytes, at, limit, row);
      if (at < 0) {
        break;
      }
      ends[row] = at;
      row++;
    }
    size = row;
    next = 0;
  }

  /// Reads a time, four prices and a volume: the same as [#readLine], without a loop over columns.
  private int readUsual(byte[] bytes, int from, int limit, int row) {
    int at = time.read(bytes, from);
    if (at < 0 || at > limit || bytes[at] != delimiter) {
      return -1;
    }
    at = prices.read(bytes, at + 1, limit, row);
    if (at < 0 || at > limit) {
      return -1;
    }
    at = last.read(bytes, at + 1);
    bars.volume()[row] = last.value();
    times[row] = time.nanos();
    return afterLine(bytes, at, limit);
  }

  /// @return place after a line whose last field ends at `at`; -1 if no line ends there
  private static int afterLine(byte[] bytes, int at, int limit) {
    if (at < 0 || at > limit) {
      return -1;
    }
    int end = bytes[at] == '\r' ? at + 2 : at + 1;
    return end <= limit && bytes[end - 1] == '\n' ? end : -1;
  }

  /// @return place after the line, its line feed included; -1 if it is not plain
  private int readLine(byte[] bytes, int from, int limit, int row) {
    int at = from;
    int end = kinds.length - 1;
    for (int i = 0; i <= end; i++) {
      at =
          switch (kinds[i]) {
            case TIME -> time.read(bytes, at);
            case FOUR_PRICES -> prices.read(bytes, at, limit, row);
            case NUMBER -> readNumber(i, bytes, at, row);
            default -> skip(bytes, at);
          };
      if (i < end) {
        if (at < 0 || at > limit || bytes[at] != delimiter) {
          return -1;
        }
        at++;
      }
    }
    times[row] = time.nanos();
    return afterLine(bytes, at, limit);
  }

  private int readNumber(int column, byte[] bytes, int from, int row) {
    PlainNumber number = numbers[column];
    int at = number.read(bytes, from);
    targets[column][row] = number.value();
    if (arePrices[column]) {
      decimals = Math.max(decimals, number.decimals());
    }
    return at;
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

  /// The first row that is not yet taken.
  int next() {
    return next;
  }

  /// Notes that the rows before one are taken.
  void takeTo(int row) {
    next = row;
  }

  /// Row after the last.
  int size() {
    return size;
  }

  /// Place after a row's line, its line feed included.
  int end(int row) {
    return ends[row];
  }

  /// For each row the time as written, in nanoseconds from 1970.
  long[] times() {
    return times;
  }

  /// Prices of the rows and volumes in units of the wanted decimals, 0 if there is no such
  /// column; the columns of times are for who places the rows in time.
  BarColumns bars() {
    return bars;
  }

  /// Most decimals a price of these rows is written with.
  int priceDecimals() {
    return Math.max(decimals, prices.decimals());
  }

  /// True if high and low of a row enclose its open and close, and all are above zero.
  boolean isConsistent(int row) {
    long least = bars.low()[row];
    long most = bars.high()[row];
    long open = bars.open()[row];
    long close = bars.close()[row];
    return least > 0 && least <= open && open <= most && least <= close && close <= most;
  }
}
