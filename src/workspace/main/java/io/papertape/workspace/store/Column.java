package io.papertape.workspace.store;

import io.papertape.market.BarColumns;

/// The seven columns of a series, in the order of the content hash.
enum Column {
  OPEN_TIME(0, "open-time"),
  CLOSE_TIME(1, "close-time"),
  OPEN(2, "open"),
  HIGH(3, "high"),
  LOW(4, "low"),
  CLOSE(5, "close"),
  VOLUME(6, "volume");

  static final int COUNT = 7;

  private final int index;
  private final String stem;

  Column(int index, String stem) {
    this.index = index;
    this.stem = stem;
  }

  /// Place in the order, from 0.
  int index() {
    return index;
  }

  /// Name of the column's file in a generation: `close.1.i64`.
  String fileName(int generation) {
    return "%s.%d.i64".formatted(stem, generation);
  }

  long[] of(BarColumns bars) {
    return switch (this) {
      case OPEN_TIME -> bars.openTimeNanos();
      case CLOSE_TIME -> bars.closeTimeNanos();
      case OPEN -> bars.open();
      case HIGH -> bars.high();
      case LOW -> bars.low();
      case CLOSE -> bars.close();
      case VOLUME -> bars.volume();
    };
  }
}
