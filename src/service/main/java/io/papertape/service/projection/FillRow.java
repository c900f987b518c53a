package io.papertape.service.projection;

import io.papertape.market.Times;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/// What an order got, and what the account held after it.
@Entity
@Table(name = "fill")
@IdClass(RowKey.class)
public class FillRow extends EntryRow {
  @Column(name = "order_id")
  public long orderId;

  public String instrument;
  public String side;
  public BigDecimal quantity;
  public BigDecimal price;
  public BigDecimal fee;

  @Column(name = "happened_nanos")
  public long happenedNanos;

  public long bar;

  @Column(name = "position_after")
  public BigDecimal position;

  @Column(name = "cash_after")
  public BigDecimal cash;

  static FillRow of(String run, JournalEntry entry) {
    FillRow row = new FillRow();
    row.identify(run, entry);
    row.orderId = entry.number("order");
    row.instrument = entry.text("instrument");
    row.side = entry.text("side");
    row.quantity = entry.decimal("quantity");
    row.price = entry.decimal("price");
    row.fee = entry.decimal("fee");
    row.happenedNanos = entry.nanos("happened");
    row.bar = entry.number("bar");
    row.position = entry.decimal("position");
    row.cash = entry.decimal("cash");
    return row;
  }

  @Override
  public FillView view() {
    return new FillView(
        seq,
        time(),
        cause,
        orderId,
        instrument,
        side,
        Decimals.text(quantity),
        Decimals.text(price),
        Decimals.text(fee),
        Times.instant(happenedNanos),
        bar,
        Decimals.text(position),
        Decimals.text(cash));
  }
}
