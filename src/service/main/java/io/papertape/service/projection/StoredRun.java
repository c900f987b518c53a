package io.papertape.service.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// A run: what its result says, or what is wrong with its folder.
@Entity
@Table(name = "run")
public class StoredRun extends PanacheEntityBase {
  /// Status of a run whose folder contradicts itself.
  public static final String BROKEN = "broken";

  private static final int LONGEST_TEXT = 4000;

  @Id public String id;
  public String fingerprint;
  public String status;
  public String problem;
  public String manifest;
  public String strategy;
  public String preset;
  public String root;
  public long entries;
  public long evaluations;
  public long fills;
  public long orders;
  public String currency;
  public BigDecimal cash;

  @Column(name = "final_equity")
  public BigDecimal finalEquity;

  @Column(name = "final_cash")
  public BigDecimal finalCash;

  public BigDecimal fees;

  @Column(name = "from_time")
  public String from;

  @Column(name = "to_time")
  public String to;

  public String failure;
  @Lob public String figures;

  static StoredRun broken(String id, String fingerprint, String problem) {
    StoredRun run = new StoredRun();
    run.id = id;
    run.fingerprint = fingerprint;
    run.status = BROKEN;
    run.problem = shortened(problem);
    return run;
  }

  /// From the fields of `result.json`.
  ///
  /// @throws IllegalArgumentException if one is missing or of another form
  static StoredRun of(String id, String fingerprint, JsonNode result) {
    StoredRun run = new StoredRun();
    run.id = id;
    run.fingerprint = fingerprint;
    run.status = text(result, "status");
    run.manifest = text(result, "manifest");
    run.strategy = text(result, "strategy");
    run.preset = text(result, "preset");
    run.root = text(result, "root");
    run.entries = number(result, "entries");
    run.evaluations = number(result, "evaluations");
    run.fills = number(result, "fills");
    run.orders = number(result, "orders");
    run.currency = result.path("currency").asText(null); // runs of before do not state it
    run.cash = Decimals.of(text(result, "cash"));
    run.finalEquity = Decimals.of(text(result, "finalEquity"));
    run.finalCash = Decimals.of(text(result, "finalCash"));
    run.fees = Decimals.of(text(result, "fees"));
    run.from = text(result, "from");
    run.to = text(result, "to");
    run.failure = result.hasNonNull("failure") ? shortened(text(result, "failure")) : null;
    run.figures = result.path("figures").isArray() ? result.get("figures").toString() : "[]";
    return run;
  }

  private static String text(JsonNode result, String key) {
    JsonNode value = result.path(key);
    if (!value.isValueNode() || value.isNull()) {
      throw new IllegalArgumentException("missing key=%s".formatted(key));
    }
    return value.asText();
  }

  private static long number(JsonNode result, String key) {
    return Long.parseLong(text(result, key));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  /// True if the folder was read without finding a contradiction.
  public boolean isIntact() {
    return !status.equals(BROKEN);
  }

  /// The run as the interface shows it.
  public RunView view() {
    boolean intact = isIntact();
    return new RunView(
        id,
        status,
        Optional.ofNullable(problem),
        Optional.ofNullable(manifest),
        Optional.ofNullable(root),
        Optional.ofNullable(strategy),
        Optional.ofNullable(preset),
        Optional.ofNullable(from).map(Instant::parse),
        Optional.ofNullable(to).map(Instant::parse),
        intact ? Optional.of(entries) : Optional.empty(),
        intact ? Optional.of(evaluations) : Optional.empty(),
        intact ? Optional.of(orders) : Optional.empty(),
        intact ? Optional.of(fills) : Optional.empty(),
        Optional.ofNullable(currency),
        Optional.ofNullable(cash).map(Decimals::text),
        Optional.ofNullable(finalEquity).map(Decimals::text),
        Optional.ofNullable(finalCash).map(Decimals::text),
        Optional.ofNullable(fees).map(Decimals::text),
        Optional.ofNullable(failure));
  }
}
