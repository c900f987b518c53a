package io.papertape.live.simulate;

import static io.papertape.live.simulate.BrokenInvariant.require;

import io.papertape.journal.JournalCheck;
import io.papertape.journal.JournalWalk;
import io.papertape.market.FixedPoint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/// Reads a journal alone, from its beginning on, and tells whether its chain is whole, its books
/// balance and no decision rested on input that was not live.
final class JournalAudit {
  private static final byte[] HOLD = "\"kind\":\"hold\"".getBytes(StandardCharsets.US_ASCII);

  /// From the end of an entry's number to its kind: the hash of the one before.
  private static final int TO_KIND = ",\"prev\":\"\",".length() + 64;

  private static final String OUTAGE = "outage";

  private final Map<String, String> inputs = new HashMap<>();
  private final Map<String, Long> positions = new HashMap<>();
  private final BitSet decisions = new BitSet();
  private final PublishedEntries published;
  private final JournalWalk chain = new JournalWalk();
  private final GrowingBytes read = new GrowingBytes();
  private int[] checksums = new int[1 << 10];
  private int entries;
  private String unsaid = "live";
  private long cash;
  private long orders;
  private long fills;

  /// @param published what was told to others of it, which must be in it
  JournalAudit(PublishedEntries published) {
    this.published = published;
  }

  /// How many bytes of the journal it has read, which are whole entries.
  int length() {
    return read.size();
  }

  /// Whether what it has read is how a journal of so many bytes begins.
  boolean hasRead(byte[] bytes, int most) {
    return read.size() <= most && read.begin(bytes);
  }

  /// Audits the whole entries in what comes next.
  void goOn(byte[] bytes, int from, int to) {
    int begin = from;
    for (int at = from; at < to; at++) {
      if (bytes[at] == '\n') {
        take(bytes, begin, at);
        begin = at + 1;
      }
    }
    read.put(bytes, from, begin - from, read.size());
  }

  private void take(byte[] bytes, int from, int to) {
    chain.take(bytes, from, Math.max(to, from + 1));
    if (!chain.breaks().isEmpty()) {
      JournalCheck.Break one = chain.breaks().getFirst();
      throw new BrokenInvariant(
          "Journal does not verify: entry=%d %s".formatted(one.line(), one.fault().text()));
    }
    int checksum = checksum(bytes, from, to);
    published.check(entries, checksum);
    if (entries == checksums.length) {
      checksums = Arrays.copyOf(checksums, 2 * checksums.length);
    }
    checksums[entries] = checksum;
    if (!isHold(bytes, from, to)) {
      take(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }
    entries++;
  }

  private static boolean isHold(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != ',') {
      at++; // the number of the entry
    }
    int kind = at + TO_KIND;
    int end = kind + HOLD.length;
    return end <= to && Arrays.equals(bytes, kind, end, HOLD, 0, HOLD.length);
  }

  /// Looks for all that was told to others since it was read.
  void requirePublished() {
    for (int i = 0; i < entries; i++) {
      published.check(i, checksums[i]);
    }
  }

  private void take(String line) {
    String kind = text(line, "kind");
    switch (kind) {
      case "header" -> cash = money(line, "cash");
      case "market-gap" -> gap(line);
      case "decision" -> decisions.set(entries);
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
    int cause = Integer.parseInt(number(line, "cause"));
    String input = inputs.getOrDefault(text(line, "instrument"), unsaid);
    require(
        cause < 0 || !decisions.get(cause) || input.equals("live"),
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
    return chain.check().isWhole();
  }

  static int checksum(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }
}
