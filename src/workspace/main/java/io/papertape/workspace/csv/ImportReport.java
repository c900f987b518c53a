package io.papertape.workspace.csv;

import io.papertape.workspace.store.DataSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What an import did.
///
/// @param accepted    rows that became bars
/// @param rejected    rows refused; each is in the reject file
/// @param blank       empty lines
/// @param findings    what looks wrong and was kept
/// @param assumptions what was not told and is now stored
/// @param commonestReason for which rows were refused, with their count: `high is below low (2 of
///     3)`
public record ImportReport(
    DataSet dataSet,
    long accepted,
    long rejected,
    long blank,
    List<String> findings,
    List<String> assumptions,
    Optional<Path> rejectFile,
    Optional<String> commonestReason) {}
