package io.papertape.service.projection;

import io.papertape.market.Times;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/// A position from entry to exit; its number is its place in the run, from 0.
@Entity
@Table(name = "round_trip")
@IdClass(RowKey.class)
public class RoundTripRow extends RunRow {
  static final String HEADER =
      "symbol,direction,quantity,entry_time,exit_time,entry_bar,exit_bar,entry_price,exit_price,"
          + "pnl,fees,return_fraction,max_adverse,max_favourable";

  public String instrument;
  public String direction;
  public BigDecimal quantity;

  @Column(name = "entry_nanos")
  public long entryNanos;

  @Column(name = "exit_nanos")
  public long exitNanos;

  @Column(name = "entry_bar")
  public long entryBar;

  @Column(name = "exit_bar")
  public long exitBar;

  @Column(name = "entry_price")
  public BigDecimal entryPrice;

  @Column(name = "exit_price")
  public BigDecimal exitPrice;

  public BigDecimal pnl;
  public BigDecimal fees;

  @Column(name = "return_fraction")
  public double returnFraction;

  @Column(name = "max_adverse")
  public double maxAdverse;

  @Column(name = "max_favourable")
  public double maxFavourable;

  /// Reads a line of `round-trips.csv`, whose fields follow [#HEADER].
  ///
  /// @throws RuntimeException if the line does not hold those fields
  static RoundTripRow of(String run, long number, String line) {
    String[] fields = line.split(",", -1);
    if (fields.length != 14) {
      throw new IllegalArgumentException("fields=" + fields.length);
    }
    RoundTripRow row = new RoundTripRow();
    row.runId = run;
    row.seq = number;
    row.instrument = fields[0];
    row.direction = fields[1].toLowerCase(Locale.ROOT);
    row.quantity = Decimals.of(fields[2]);
    row.entryNanos = Times.nanos(Instant.parse(fields[3]));
    row.exitNanos = Times.nanos(Instant.parse(fields[4]));
    row.entryBar = Long.parseLong(fields[5]);
    row.exitBar = Long.parseLong(fields[6]);
    row.entryPrice = Decimals.of(fields[7]);
    row.exitPrice = Decimals.of(fields[8]);
    row.pnl = Decimals.of(fields[9]);
    row.fees = Decimals.of(fields[10]);
    row.returnFraction = Double.parseDouble(fields[11]);
    row.maxAdverse = Double.parseDouble(fields[12]);
    row.maxFavourable = Double.parseDouble(fields[13]);
    return row;
  }

  @Override
  public RoundTripView view() {
    return new RoundTripView(
        seq,
        instrument,
        direction,
        Decimals.text(quantity),
        Times.instant(entryNanos),
        Times.instant(exitNanos),
        entryBar,
        exitBar,
        Decimals.text(entryPrice),
        Decimals.text(exitPrice),
        Decimals.text(pnl),
        Decimals.text(fees),
        returnFraction,
        maxAdverse,
        maxFavourable);
  }
}
