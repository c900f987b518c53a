package io.papertape.workspace.csv;

import io.papertape.market.FixedPoint;
import java.nio.charset.StandardCharsets;

/// One row's numbers, read from bytes and checked; reused for all rows of a file.
///
/// Methods answer with the reason a row is refused, or with the empty string.
final class MutableRow {
  private static final String FINE = "";

  private final CsvLayout layout;
  private final boolean round;
  private final TimeReader time = new TimeReader();
  private final DecimalReader decimal = new DecimalReader();
  private final int timeColumn;
  private final int clockColumn;
  private final int closeTimeColumn;
  private final int openColumn;
  private final int highColumn;
  private final int lowColumn;
  private final int closeColumn;
  private final int volumeColumn;

  private long price;
  private long open;
  private long high;
  private long low;
  private long close;
  private long volume;
  private int textDecimals;
  private long rounded;

  MutableRow(CsvLayout layout, boolean round) {
    this.layout = layout;
    this.round = round;
    timeColumn = layout.column(Role.TIME);
    clockColumn = layout.column(Role.TIME_OF_DAY);
    closeTimeColumn = layout.column(Role.CLOSE_TIME);
    openColumn = layout.column(Role.OPEN);
    highColumn = layout.column(Role.HIGH);
    lowColumn = layout.column(Role.LOW);
    closeColumn = layout.column(Role.CLOSE);
    volumeColumn = layout.column(Role.VOLUME);
  }

  String readTime(byte[] bytes, Fields fields) {
    String reason = readTime(bytes, fields, timeColumn);
    if (reason.isEmpty() && clockColumn >= 0) {
      int start = fields.start(clockColumn);
      int end = fields.end(clockColumn);
      if (!time.readTimeOfDay(bytes, start, end)) {
        return unreadable("time of day", bytes, fields, clockColumn);
      }
    }
    if (!reason.isEmpty()) {
      return reason;
    }
    if (time.zoned() != layout.time().zoned()) {
      return time.zoned()
          ? "mixed zones: this time has an offset, the file's first has none"
          : "mixed zones: this time has no offset, the file's first has one";
    }
    if (time.timed() != layout.time().timed()) {
      return time.timed()
          ? "time of day where the file's first row has only a date"
          : "time of day is missing";
    }
    return FINE;
  }

  private String readTime(byte[] bytes, Fields fields, int column) {
    TimeForm form = layout.time();
    int start = fields.start(column);
    int end = fields.end(column);
    return time.read(bytes, start, end, form.order(), form.unitNanos())
        ? FINE
        : unreadable("time", bytes, fields, column);
  }

  /// Reads the explicit end of the bar, which only an exported file has.
  String readCloseTime(byte[] bytes, Fields fields) {
    return readTime(bytes, fields, closeTimeColumn);
  }

  boolean hasCloseTime() {
    return closeTimeColumn >= 0;
  }

  TimeReader time() {
    return time;
  }

  String readPrices(byte[] bytes, Fields fields) {
    textDecimals = 0;
    String reason = readPrice(bytes, fields, openColumn, "open");
    open = price;
    if (reason.isEmpty()) {
      reason = readPrice(bytes, fields, highColumn, "high");
      high = price;
    }
    if (reason.isEmpty()) {
      reason = readPrice(bytes, fields, lowColumn, "low");
      low = price;
    }
    if (reason.isEmpty()) {
      reason = readPrice(bytes, fields, closeColumn, "close");
      close = price;
    }
    return reason.isEmpty() ? consistency() : reason;
  }

  /// Reads one price, which [#price] then gives.
  String readPrice(byte[] bytes, Fields fields, int column, String name) {
    if (!decimal.read(bytes, fields.start(column), fields.end(column))) {
      return unreadable(name, bytes, fields, column);
    }
    long value = decimal.scaled(FixedPoint.DECIMALS);
    if (value == DecimalReader.INEXACT) {
      if (!round) {
        return name + " has more than 8 decimals: " + text(bytes, fields, column);
      }
      value = decimal.rounded();
      rounded++;
    }
    if (value >= FixedPoint.LIMIT) {
      return name + " is out of range: " + text(bytes, fields, column);
    }
    if (value <= 0) {
      return name + " is " + (value == 0 ? "zero" : "negative");
    }
    textDecimals = Math.max(textDecimals, decimal.decimals());
    price = value;
    return FINE;
  }

  /// Reads one quantity, zero or more, which [#price] then gives; 0 if there is no such column.
  String readQuantity(byte[] bytes, Fields fields, int column, String name) {
    price = 0;
    if (column < 0) {
      return FINE;
    }
    if (!decimal.read(bytes, fields.start(column), fields.end(column))) {
      return unreadable(name, bytes, fields, column);
    }
    long value = decimal.scaled(FixedPoint.DECIMALS);
    if (value == DecimalReader.INEXACT) {
      if (!round) {
        return name + " has more than 8 decimals: " + text(bytes, fields, column);
      }
      value = decimal.rounded();
      rounded++;
    }
    if (value >= FixedPoint.LIMIT) {
      return name + " is out of range: " + text(bytes, fields, column);
    }
    price = value;
    return value < 0 ? name + " is negative" : FINE;
  }

  long price() {
    return price;
  }

  private String consistency() {
    if (high < low) {
      return "high is below low";
    }
    if (open > high || open < low) {
      return "open is outside low and high";
    }
    return close > high || close < low ? "close is outside low and high" : FINE;
  }

  /// Reads the volume as a count of the step; a step finer than the given one is needed if the
  /// answer is [#FINER].
  String readVolume(byte[] bytes, Fields fields, int decimals, long stepUnits) {
    volume = 0;
    if (volumeColumn < 0) {
      return FINE;
    }
    if (!decimal.read(bytes, fields.start(volumeColumn), fields.end(volumeColumn))) {
      return unreadable("volume", bytes, fields, volumeColumn);
    }
    if (stepUnits == 0) {
      return decimal.scaled(FixedPoint.DECIMALS) == 0 ? FINE : NO_VOLUME;
    }
    long value = decimal.scaled(decimals);
    if (value == DecimalReader.INEXACT) {
      if (decimal.neededDecimals() <= FixedPoint.DECIMALS) {
        return FINER;
      }
      if (!round) {
        return "volume has more than 8 decimals: " + text(bytes, fields, volumeColumn);
      }
      if (decimals < FixedPoint.DECIMALS) {
        return FINER;
      }
      value = decimal.rounded();
      rounded++;
    }
    if (value == DecimalReader.TOO_LARGE) {
      return "volume is out of range: " + text(bytes, fields, volumeColumn);
    }
    if (value < 0) {
      return "volume is negative";
    }
    if (stepUnits != 1 && value % stepUnits != 0) {
      return "volume is no multiple of the volume step: " + text(bytes, fields, volumeColumn);
    }
    volume = value / stepUnits;
    return FINE;
  }

  /// A stated volume step of 0: nobody knows the volume.
  static final long WITHOUT_VOLUME = Long.MAX_VALUE;

  /// The stated volume step, fixed point; 0 if no column states it, -1 if it is unusable,
  /// [#WITHOUT_VOLUME] if it is 0.
  long readVolumeStep(byte[] bytes, Fields fields) {
    int column = layout.column(Role.VOLUME_STEP);
    if (column < 0) {
      return 0;
    }
    boolean read = decimal.read(bytes, fields.start(column), fields.end(column));
    long step = read ? decimal.scaled(FixedPoint.DECIMALS) : -1;
    if (step == 0) {
      return WITHOUT_VOLUME;
    }
    return step > 0 && step < FixedPoint.LIMIT ? step : -1;
  }

  /// Answer of [#readVolume] for a volume that the step cannot hold.
  static final String FINER = "volume is finer than the volume step";
  private static final String NO_VOLUME =
      "volume where the series has none; --replace takes the whole series with its volume";

  /// Decimals the volume just read needs, 8 at most.
  int volumeDecimals() {
    return Math.min(FixedPoint.DECIMALS, decimal.neededDecimals());
  }

  private static String unreadable(String name, byte[] bytes, Fields fields, int column) {
    String text = text(bytes, fields, column);
    return text.isEmpty()
        ? name + " is empty"
        : name + " cannot be read: " + text + NumberHint.of(text);
  }

  private static String text(byte[] bytes, Fields fields, int column) {
    int start = fields.start(column);
    int length = Math.min(40, fields.end(column) - start);
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }

  /// Most decimals one of the prices is written with.
  int textDecimals() {
    return textDecimals;
  }

  /// Numbers rounded so far.
  long rounded() {
    return rounded;
  }

  long open() {
    return open;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  long close() {
    return close;
  }

  long volume() {
    return volume;
  }
}
