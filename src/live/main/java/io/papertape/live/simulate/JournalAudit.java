package io.papertape.live.simulate;

import static io.papertape.live.simulate.BrokenInvariant.require;

import io.papertape.journal.JournalCheck;
import io.papertape.journal.JournalCheck.Fault;
import io.papertape.market.FixedPoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/// Reads a journal alone, and tells whether its chain is whole, its books balance and no decision
/// rested on input that was not live.
final class JournalAudit {
  private static final String HOLD = "\"kind\":\"hold\"";
  private static final String OUTAGE = "outage";

  private final Map<String, String> inputs = new HashMap<>();
  private final Map<String, Long> positions = new HashMap<>();
  private final Map<Long, String> causes = new HashMap<>();
  private final PublishedEntries published;
  private String unsaid = "live";
  private long cash;
  private long entries;
  private long orders;
  private long fills;
  private boolean isSealed;

  private JournalAudit(PublishedEntries published) {
    this.published = published;
  }

  /// An audit of a journal that grows.
  static JournalAudit begun(PublishedEntries published) {
    return new JournalAudit(published);
  }

  /// Audits the whole entries in the first bytes of a journal.
  ///
  /// @param published what was told to others of it, which must be in it
  static JournalAudit of(byte[] bytes, int most, PublishedEntries published) {
    int length = 0;
    while (length < most && bytes[length] != 0) {
      length++; // up to where a loss of power has left zeros
    }
    while (length > 0 && bytes[length - 1] != '\n') {
      length--;
    }
    JournalAudit audit = new JournalAudit(published);
    audit.checkChain(bytes, length);
    int from = 0;
    for (int at = 0; at < length; at++) {
      if (bytes[at] == '\n') {
        audit.take(bytes, from, at);
        from = at + 1;
      }
    }
    require(
        audit.entries >= published.count(),
        "Published entries are not in the journal: published=%d, entries=%d",
        published.count(),
        audit.entries);
    return audit;
  }

  private void checkChain(byte[] bytes, int length) {
    try {
      JournalCheck check = JournalCheck.of(new ByteArrayInputStream(bytes, 0, length));
      for (JournalCheck.Break one : check.breaks()) {
        require(
            one.fault() == Fault.NOT_SEALED,
            "Journal does not verify: entry=%d %s",
            one.line(),
            one.fault().text());
      }
      isSealed = check.isWhole();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Audits the next entry: the bytes of its line.
  void take(byte[] bytes, int from, int to) {
    published.check(entries, bytes, from, to);
    String line = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    if (!line.contains(HOLD)) {
      take(line);
    }
    entries++;
  }

  private void take(String line) {
    String kind = text(line, "kind");
    switch (kind) {
      case "header" -> cash = money(line, "cash");
      case "market-gap" -> gap(line);
      case "decision", "operator" -> causes.put(entries, kind);
      case "order" -> order(line);
      case "fill" -> fill(line);
      case "cash" -> {
        cash += money(line, "amount");
        require(cash == money(line, "cash"), "Cash does not add up: %s", line);
      }
      case "seal" -> require(cash == money(line, "cash"), "Seal has other cash: %s", line);
      default -> {
        // neither money nor an order
      }
    }
  }

  /// After an outage no input is live until it is said to be.
  private void gap(String line) {
    String state = text(line, "state");
    if (state.equals(OUTAGE)) {
      inputs.clear();
      unsaid = OUTAGE;
    } else {
      inputs.put(text(line, "instrument"), state);
    }
  }

  /// An order of a decision rests on live input; one of an operator, or of an order, need not.
  private void order(String line) {
    orders++;
    String cause = causes.getOrDefault(Long.parseLong(number(line, "cause")), "");
    String input = inputs.getOrDefault(text(line, "instrument"), unsaid);
    require(
        !cause.equals("decision") || input.equals("live"),
        "Order rests on input that is not live: input=%s, %s",
        input,
        line);
  }

  private void fill(String line) {
    fills++;
    long sign = text(line, "side").equals("buy") ? 1 : -1;
    long quantity = sign * money(line, "quantity");
    cash -= FixedPoint.notional(money(line, "price"), quantity);
    cash -= money(line, "fee");
    long position = positions.merge(text(line, "instrument"), quantity, Long::sum);
    require(cash == money(line, "cash"), "Cash does not add up: expected=%d, %s", cash, line);
    require(position == money(line, "position"), "Position does not add up: %s", line);
  }

  private static String text(String line, String key) {
    String wanted = "\"" + key + "\":\"";
    int from = line.indexOf(wanted);
    if (from < 0) {
      throw new BrokenInvariant("Entry lacks its %s: %s".formatted(key, line));
    }
    int start = from + wanted.length();
    return line.substring(start, line.indexOf('"', start));
  }

  private static long money(String line, String key) {
    return FixedPoint.parse(text(line, key));
  }

  private static String number(String line, String key) {
    int start = line.indexOf("\"" + key + "\":") + key.length() + 3;
    int end = start;
    while (line.charAt(end) == '-' || Character.isDigit(line.charAt(end))) {
      end++;
    }
    return line.substring(start, end);
  }

  long entries() {
    return entries;
  }

  long orders() {
    return orders;
  }

  long fills() {
    return fills;
  }

  boolean isSealed() {
    return isSealed;
  }

  static int checksum(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }
}
