package io.papertape.live.tape;

import io.papertape.market.AssetClass;
import io.papertape.market.Instrument;
import java.util.ArrayList;
import java.util.List;

/// What stands at the start of each file of a tape.
///
/// @param sessionId    the session whose tape it is
/// @param instruments  in the order of their numbers
/// @param firstMoment  how many moments the files before this one hold
/// @param previous     the file before this one
public record TapeHeader(
    String sessionId, List<TapeInstrument> instruments, long firstMoment, Previous previous) {
  /// Version of the format that is written where no instrument has a least value of orders.
  public static final int FORMAT = 1;

  /// Each instrument is followed by the least value of its orders.
  private static final int WITH_LEAST = 2;

  private static final String MAGIC = "papertape tape";
  private static final int MOST_INSTRUMENTS = 1 << 16;

  /// A whole file, by its name, length and CRC-32C.
  ///
  /// @param lastNanos time of its last moment
  public record Previous(String name, long bytes, int checksum, long lastNanos) {
    /// Before the first file.
    public static final Previous NONE = new Previous("", 0, 0, Long.MIN_VALUE);
  }

  public TapeHeader {
    instruments = List.copyOf(instruments);
    if (sessionId.isEmpty() || instruments.isEmpty()) {
      throw new IllegalArgumentException(
          "Tape belongs to nothing: sessionId=%s, instruments=%d. Name both."
              .formatted(sessionId, instruments.size()));
    }
    List<String> symbols = instruments.stream().map(one -> one.instrument().symbol()).toList();
    if (symbols.stream().distinct().count() < symbols.size()) {
      throw new IllegalArgumentException(
          "Two instruments of a tape have one symbol: symbols=%s. Give each its own."
              .formatted(symbols));
    }
  }

  /// True if the two are of one tape.
  boolean continues(TapeHeader other) {
    return sessionId.equals(other.sessionId) && instruments.equals(other.instruments);
  }

  void write(MutableBytes into) {
    into.putText(MAGIC);
    boolean hasLeast = instruments.stream().anyMatch(one -> one.instrument().minNotional() > 0);
    into.putNumber(hasLeast ? WITH_LEAST : FORMAT);
    into.putText(sessionId);
    into.putNumber(firstMoment);
    into.putText(previous.name());
    into.putNumber(previous.bytes());
    into.putInt(previous.checksum());
    into.putLong(previous.lastNanos());
    into.putNumber(instruments.size());
    for (TapeInstrument one : instruments) {
      into.putText(one.venue());
      into.putText(one.venueSymbol());
      into.putNumber(one.barNanos());
      Instrument instrument = one.instrument();
      into.putText(instrument.symbol());
      into.putText(instrument.assetClass().name());
      into.putText(instrument.currency());
      into.putNumber(instrument.priceStep());
      into.putNumber(instrument.quantityStep());
      into.putNumber(instrument.multiplier());
      into.putNumber(instrument.volumeStep());
      into.putText(instrument.calendar());
      if (hasLeast) {
        into.putNumber(instrument.minNotional());
      }
    }
  }

  static TapeHeader read(ByteSource from) {
    String magic = from.getText();
    long format = magic.equals(MAGIC) ? from.getNumber() : -1;
    if (format != FORMAT && format != WITH_LEAST) {
      throw new IllegalArgumentException(
          "Not a tape of this version: format=%d, known=%d.".formatted(format, WITH_LEAST));
    }
    String sessionId = from.getText();
    long firstMoment = from.getNumber();
    Previous previous =
        new Previous(from.getText(), from.getNumber(), from.getInt(), from.getLong());
    int count = from.getCount(MOST_INSTRUMENTS);
    List<TapeInstrument> instruments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      instruments.add(readInstrument(from, format == WITH_LEAST));
    }
    return new TapeHeader(sessionId, instruments, firstMoment, previous);
  }

  private static TapeInstrument readInstrument(ByteSource from, boolean hasLeast) {
    String venue = from.getText();
    String venueSymbol = from.getText();
    long barNanos = from.getNumber();
    Instrument instrument =
        new Instrument(
            from.getText(),
            AssetClass.valueOf(from.getText()),
            from.getText(),
            from.getNumber(),
            from.getNumber(),
            from.getNumber(),
            from.getNumber(),
            from.getText(),
            hasLeast ? from.getNumber() : 0);
    return new TapeInstrument(instrument, venue, venueSymbol, barNanos);
  }
}
