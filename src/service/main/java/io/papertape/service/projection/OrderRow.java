package io.papertape.service.projection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.Optional;

/// An order with what became of it.
@Entity
@Table(name = "trade_order")
@IdClass(RowKey.class)
public class OrderRow extends EntryRow {
  @Column(name = "order_id")
  public long orderId;

  @Column(name = "parent_id")
  public Long parentId;

  public String instrument;
  public String side;
  public String type;
  public BigDecimal quantity;
  public String terms;
  public BigDecimal filled;
  public String state;
  public String reason;

  @Override
  public OrderView view() {
    return new OrderView(
        seq,
        time(),
        cause < 0 ? Optional.empty() : Optional.of(cause),
        orderId,
        Optional.ofNullable(parentId),
        instrument,
        Optional.ofNullable(side),
        Optional.ofNullable(type),
        Optional.ofNullable(quantity).map(Decimals::text),
        terms,
        Decimals.text(filled),
        state,
        reason);
  }
}
