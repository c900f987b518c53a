package io.papertape.workspace.csv;

import io.papertape.workspace.store.Resolution;
import java.util.List;
import java.util.Optional;

/// How one file is written, as detected or told.
///
/// @param header     the first line holds names
/// @param resolution empty if the sample does not tell
/// @param utcByName  the header says that times are UTC
/// @param volumeDecimals most decimals a volume of the sample needs
/// @param known      name of a known layout, such as `Binance dump`, or empty
record CsvLayout(
    byte delimiter,
    boolean header,
    List<Role> roles,
    TimeForm time,
    Optional<Resolution> resolution,
    boolean utcByName,
    int volumeDecimals,
    String known) {

  /// Index of the column, or -1.
  int column(Role role) {
    return roles.indexOf(role);
  }

  /// True if the rows are quotes.
  boolean isQuotes() {
    return isQuotes(roles);
  }

  /// True if the rows are quotes or trade ticks.
  boolean isTicks() {
    return isQuotes(roles) || isTrades(roles);
  }

  static boolean isQuotes(List<Role> roles) {
    return roles.contains(Role.BID) && roles.contains(Role.ASK) && !roles.contains(Role.OPEN);
  }

  static boolean isTrades(List<Role> roles) {
    return roles.contains(Role.PRICE) && !roles.contains(Role.BID) && !roles.contains(Role.OPEN);
  }

  boolean has(Role role) {
    return roles.contains(role);
  }
}
