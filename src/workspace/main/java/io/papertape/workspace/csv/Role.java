package io.papertape.workspace.csv;

import io.papertape.workspace.WorkspaceException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a column means, with the header names it goes by.
public enum Role {
  SYMBOL("symbol", "ticker", "instrument"),
  RESOLUTION("resolution"),
  /// Date, or date and time, of a bar, quote or trade.
  TIME(
      "time",
      "",
      "date",
      "datetime",
      "date time",
      "date_time",
      "timestamp",
      "timestamp_utc",
      "time_utc",
      "datetime_utc",
      "gmt time",
      "local time",
      "open time",
      "open_time",
      "opentime",
      "unix",
      "epoch",
      "transact_time",
      "transaction_time",
      "time_ms",
      "index",
      "unnamed: 0",
      "__index_level_0__"),
  /// Time of day, beside a date column.
  TIME_OF_DAY("clock"),
  /// Exact end of the bar; only in files that `data export` wrote.
  CLOSE_TIME("close_time"),
  OPEN("open", "o", "first"),
  HIGH("high", "h", "max"),
  LOW("low", "l", "min"),
  CLOSE("close", "c", "last", "close/last"),
  VOLUME("volume", "vol", "v", "vol.", "tick_volume", "tickvol"),
  VOLUME_STEP("volume_step"),
  BID("bid", "bid_price", "bidprice", "best_bid_price", "best_bid"),
  BID_SIZE(
      "bid_size", "bidsize", "bid_qty", "bid_amount", "bid_quantity", "bid_volume", "best_bid_qty"),
  ASK("ask", "ask_price", "askprice", "best_ask_price", "best_ask", "offer"),
  ASK_SIZE(
      "ask_size", "asksize", "ask_qty", "ask_amount", "ask_quantity", "ask_volume", "best_ask_qty"),
  PRICE("price", "trade_price"),
  QUANTITY("quantity", "qty", "size", "amount"),
  IGNORED("-");

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> names;

  Role(String... names) {
    this.names = List.of(names);
  }

  /// Reads the list of `--columns`: `date,open,high,low,close,-,volume`.
  public static List<Role> parse(String list) {
    return Arrays.stream(list.split(",", -1)).map(Role::named).toList();
  }

  private static Role named(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT);
    if (plain.equals("clock") || plain.equals("time-of-day")) {
      return TIME_OF_DAY;
    }
    for (Role role : values()) {
      if (!plain.isEmpty() && role.names.contains(plain)) {
        return role;
      }
    }
    throw WorkspaceException.configuration(
        ("Unknown column: name=%s. Use date, time, open, high, low, close, volume, symbol; bid, "
                + "bid_size, ask, ask_size; price, quantity; or - for one to ignore.")
            .formatted(name));
  }

  /// Roles by header names; a name that is not known is ignored, as is a name's second
  /// appearance.
  static List<Role> ofHeader(List<String> header) {
    List<String> plain = header.stream().map(Role::plain).toList();
    boolean exported = plain.contains("close_time") && plain.contains("volume_step");
    boolean dateAndTime = plain.contains("date") && plain.contains("time");
    Role[] roles = new Role[plain.size()];
    Arrays.fill(roles, IGNORED);
    Set<Role> taken = java.util.EnumSet.noneOf(Role.class);
    for (int i = 0; i < roles.length; i++) {
      Role role = match(plain.get(i), exported);
      if (dateAndTime && plain.get(i).equals("time")) {
        role = TIME_OF_DAY;
      }
      if (role != IGNORED && taken.add(role)) {
        roles[i] = role;
      }
    }
    if (taken.contains(OPEN)) {
      Arrays.setAll(roles, i -> roles[i].isOfTicks() ? IGNORED : roles[i]);
    } else if (taken.contains(PRICE) && !taken.contains(QUANTITY) && taken.contains(VOLUME)) {
      Arrays.setAll(roles, i -> roles[i] == VOLUME ? QUANTITY : roles[i]);
    }
    return List.of(roles);
  }

  private boolean isOfTicks() {
    return compareTo(BID) >= 0 && compareTo(QUANTITY) <= 0;
  }

  private static Role match(String name, boolean exported) {
    for (Role role : values()) {
      boolean onlyExported = role == CLOSE_TIME || role == VOLUME_STEP || role == RESOLUTION;
      if (role.names.contains(name) && (exported || !onlyExported)) {
        return role;
      }
    }
    return IGNORED;
  }

  private static String plain(String name) {
    return name.strip().replaceAll("^<|>$", "").strip().toLowerCase(Locale.ROOT);
  }
}
