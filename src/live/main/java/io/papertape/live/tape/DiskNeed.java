package io.papertape.live.tape;

import io.papertape.live.tape.TapeEvent.Arrival;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.live.tape.TapeEvent.TapedTradeTick;
import io.papertape.market.FixedPoint;
import io.papertape.model.ModelAnswer;
import io.papertape.order.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// How often things come, of all instruments together, to tell what room a tape will need.
///
/// @param barInstruments   how many instruments have bars
/// @param barNanos         length of the bars
/// @param commitsPerSecond how often the tape is made durable
public record DiskNeed(
    double quotesPerSecond,
    double tradeTicksPerSecond,
    int barInstruments,
    long barNanos,
    double commitsPerSecond) {
  private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();
  private static final double NANOS_PER_DAY = Duration.ofDays(1).toNanos();
  private static final long TIME = 1_764_000_000_123_000_000L;
  private static final long VENUE_NANOS = TIME;
  private static final long RECEIVE_NANOS = TIME + 20_000_000;
  private static final long PRICE = 91_234_56L * FixedPoint.ONE / 100;
  private static final long QUANTITY = 123_456_000;

  /// Bytes of a day: typical events, written as the tape writes them.
  public long bytesPerDay() {
    double bytes =
        SECONDS_PER_DAY
            * (quotesPerSecond * bytes(List.of(quote()))
                + tradeTicksPerSecond * bytes(List.of(tradeTick()))
                + commitsPerSecond * (RecordFrame.HEAD_BYTES + RecordFrame.MARK_BODY_BYTES));
    if (barInstruments > 0) {
      List<TapeEvent> bars = new ArrayList<>();
      for (int i = 0; i < barInstruments; i++) {
        bars.add(bar(i));
      }
      bytes += NANOS_PER_DAY / barNanos * bytes(bars);
    }
    return (long) Math.ceil(bytes);
  }

  private static int bytes(List<TapeEvent> events) {
    return bytes(RecordFrame.MOMENT, into -> MomentCode.write(new TapeMoment(TIME, events), into));
  }

  /// Bytes of an answer of a remote model, and of the commit that makes it durable before anything
  /// follows from it.
  ///
  /// @param scores one for each instrument
  public static int answerBytes(int scores) {
    TapeAnswer answer = new TapeAnswer(TIME, 0, new ModelAnswer.Scores(new double[scores]));
    return bytes(RecordFrame.ANSWER, into -> AnswerCode.write(answer, into))
        + RecordFrame.HEAD_BYTES
        + RecordFrame.MARK_BODY_BYTES;
  }

  /// Bytes of a reading of the clock, and of the commit that makes it durable.
  public static int readingBytes() {
    return bytes(List.of(new TapeEvent.ClockReading(RECEIVE_NANOS)))
        + RecordFrame.HEAD_BYTES
        + RecordFrame.MARK_BODY_BYTES;
  }

  private static int bytes(int kind, Consumer<MutableBytes> content) {
    MutableBytes bytes = new MutableBytes();
    int start = RecordFrame.begin(kind, bytes);
    content.accept(bytes);
    RecordFrame.end(start, bytes);
    return bytes.size();
  }

  private static TapedQuote quote() {
    return new TapedQuote(
        1,
        VENUE_NANOS,
        RECEIVE_NANOS,
        Arrival.IN_ORDER,
        80_123_456_789L,
        PRICE,
        QUANTITY,
        PRICE + FixedPoint.ONE / 100,
        QUANTITY);
  }

  private static TapedTradeTick tradeTick() {
    return new TapedTradeTick(
        1, VENUE_NANOS, RECEIVE_NANOS, Arrival.IN_ORDER, "5123456789", Side.BUY, PRICE, QUANTITY);
  }

  private TapedBar bar(int instrument) {
    return new TapedBar(
        instrument,
        BarOrigin.LIVE,
        VENUE_NANOS,
        RECEIVE_NANOS,
        TIME - barNanos,
        TIME,
        PRICE,
        PRICE + FixedPoint.ONE,
        PRICE - FixedPoint.ONE,
        PRICE + FixedPoint.ONE / 2,
        100 * QUANTITY);
  }
}
