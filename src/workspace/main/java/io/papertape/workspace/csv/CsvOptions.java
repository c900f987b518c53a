package io.papertape.workspace.csv;

import io.papertape.market.AssetClass;
import io.papertape.workspace.store.Resolution;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the user said about a file; what is empty is detected.
///
/// @param columns    meaning of each column in order, `-` for one to ignore ([Role])
/// @param timeFormat `iso`, `mdy`, `dmy`, `epoch-s`, `epoch-ms`, `epoch-us` or `epoch-ns`
/// @param zone       zone of times that carry no offset
/// @param stampAtEnd the time names the end of the bar instead of its start
/// @param strict     one bad row refuses everything
/// @param maxMove    rows whose close moves by this factor or more are refused
/// @param round      digits beyond the eighth decimal are rounded instead of refused
/// @param contract   terms of what is traded
public record CsvOptions(
    Optional<Character> delimiter,
    Optional<List<Role>> columns,
    Optional<String> timeFormat,
    Optional<ZoneId> zone,
    boolean stampAtEnd,
    Optional<Resolution> resolution,
    Optional<String> symbol,
    Optional<AssetClass> like,
    Optional<String> currency,
    Optional<String> calendar,
    boolean strict,
    OptionalDouble maxMove,
    boolean round,
    ContractTerms contract) {

  /// Without terms of the contract.
  public CsvOptions(
      Optional<Character> delimiter,
      Optional<List<Role>> columns,
      Optional<String> timeFormat,
      Optional<ZoneId> zone,
      boolean stampAtEnd,
      Optional<Resolution> resolution,
      Optional<String> symbol,
      Optional<AssetClass> like,
      Optional<String> currency,
      Optional<String> calendar,
      boolean strict,
      OptionalDouble maxMove,
      boolean round) {
    this(
        delimiter,
        columns,
        timeFormat,
        zone,
        stampAtEnd,
        resolution,
        symbol,
        like,
        currency,
        calendar,
        strict,
        maxMove,
        round,
        ContractTerms.none());
  }

  /// Everything is detected.
  public static CsvOptions detected() {
    return new CsvOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        OptionalDouble.empty(),
        false);
  }

  /// These options at a resolution.
  public CsvOptions at(Optional<Resolution> told) {
    return new CsvOptions(
        delimiter,
        columns,
        timeFormat,
        zone,
        stampAtEnd,
        told,
        symbol,
        like,
        currency,
        calendar,
        strict,
        maxMove,
        round,
        contract);
  }

  /// These options with terms of the contract.
  public CsvOptions with(ContractTerms terms) {
    return new CsvOptions(
        delimiter,
        columns,
        timeFormat,
        zone,
        stampAtEnd,
        resolution,
        symbol,
        like,
        currency,
        calendar,
        strict,
        maxMove,
        round,
        terms);
  }
}
