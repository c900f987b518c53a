package io.papertape.live.session;

import io.papertape.market.Times;
import io.papertape.workspace.WorkspaceException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Every order of a session with its life, and every fill, as its journal has them. Times are those
/// of entries, nanoseconds since 1970-01-01 UTC; all else is fixed point.
///
/// @param orders in the order in which they were placed or refused
/// @param fills  in the order in which they were booked
public record Blotter(List<Order> orders, List<Fill> fills) {

  /// Why something was done.
  ///
  /// @param entry  number of the decision or of the operator's command; −1: neither
  /// @param reason of the decision, or who commanded what and why
  public record Why(long entry, String reason) {
    static final Why NONE = new Why(-1, "");
  }

  /// An order, or one that was refused before it came to the market.
  ///
  /// @param seq          entry of the order
  /// @param order        its number; 0 if it was refused
  /// @param parent       the entry order whose fill placed it; 0: none
  /// @param type         such as `market`
  /// @param size         as it was asked for, such as `equityFraction 0.95`
  /// @param quantity     empty if it is only known at the fill
  /// @param limit        that works
  /// @param stop         that works
  /// @param state        `vetoed`, or as in the journal: `working`, `partly-filled`, `filled`,
  ///     `cancelled` …
  /// @param reason       of the state, or the limit that refused it
  /// @param updatedNanos when it came into that state
  /// @param averagePrice of its fills; 0 without
  public record Order(
      long seq,
      long timeNanos,
      long order,
      long parent,
      String symbol,
      String side,
      String type,
      String size,
      Optional<Long> quantity,
      Optional<Long> limit,
      Optional<Long> stop,
      String timeInForce,
      String state,
      String reason,
      long updatedNanos,
      long filled,
      long averagePrice,
      Why why,
      List<Step> life) {
    public Order {
      life = List.copyOf(life);
    }
  }

  /// One change of an order.
  ///
  /// @param seq entry of the change
  public record Step(long seq, long timeNanos, String state, String reason) {}

  /// A fill.
  ///
  /// @param timeNanos     when it was known and booked
  /// @param happenedNanos when its price was; earlier for the open of a bar
  /// @param realised      what it has realised, without its fee
  /// @param position      after it
  /// @param cash          after it
  /// @param type          of the order; fills of orders with a price are no proof of liquidity, for
  ///     the model says at what they fill
  /// @param model         preset of the fill model
  public record Fill(
      long seq,
      long timeNanos,
      long happenedNanos,
      long order,
      String symbol,
      String side,
      long quantity,
      long price,
      long fee,
      long realised,
      long position,
      long cash,
      String type,
      String model,
      Why why) {}

  public Blotter {
    orders = List.copyOf(orders);
    fills = List.copyOf(fills);
  }

  /// Of a session, whether it runs or not, from its journal.
  public static Blotter of(SessionFolder folder) {
    return BlotterReader.read(folder, Long.MAX_VALUE);
  }

  /// What was placed or booked on days by UTC.
  ///
  /// @param first of them; empty: all up to the last
  /// @param last  of them, inclusive; empty: all from the first on
  /// @throws WorkspaceException if they end before they start
  public Blotter ofDays(Optional<LocalDate> first, Optional<LocalDate> last) {
    if (first.isPresent() && last.isPresent() && first.get().isAfter(last.get())) {
      throw WorkspaceException.configuration(
          "Days end before they start: from=%s, to=%s. Swap the dates."
              .formatted(first.get(), last.get()));
    }
    return between(
        first.map(day -> startOf(day, 0)).orElse(Long.MIN_VALUE),
        last.map(day -> startOf(day, 1)).orElse(Long.MAX_VALUE));
  }

  private static long startOf(LocalDate day, int daysLater) {
    try {
      return Times.nanos(day.plusDays(daysLater).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (ArithmeticException | DateTimeException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Not a day of a session: day=%s. Use one of the years 1678 to 2261.".formatted(day),
          e);
    }
  }

  /// What was placed or booked in `[from, to)`.
  Blotter between(long fromNanos, long toNanos) {
    return new Blotter(
        orders.stream()
            .filter(one -> one.timeNanos() >= fromNanos && one.timeNanos() < toNanos)
            .toList(),
        fills.stream()
            .filter(one -> one.timeNanos() >= fromNanos && one.timeNanos() < toNanos)
            .toList());
  }

  /// What its fills have realised, without fees.
  public long realised() {
    return fills.stream().mapToLong(Fill::realised).reduce(0, Math::addExact);
  }

  public long feesPaid() {
    return fills.stream().mapToLong(Fill::fee).reduce(0, Math::addExact);
  }
}
