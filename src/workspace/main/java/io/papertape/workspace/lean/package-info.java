/// Reads a Lean data folder: equity bars, factor files and map files.
///
/// Prices come out raw; splits and dividends are recovered from the factor files and every row of
/// those is computed back and compared with its printed digits. [LeanImport] brings both into the
/// store.
package io.papertape.workspace.lean;
