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

  boolean has(Role role) {
    return roles.contains(role);
  }
}
